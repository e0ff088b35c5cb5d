package naming

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Words splits a name of the documentation into words: at every character that
// is no ASCII letter or digit, and where an upper-case letter starts a word.
// Letters outside ASCII become their code point ("U00E9"), so that the words
// always make a Go identifier and different names stay different.
func Words(name string) []string { return slices.Collect(words(ascii(name))) }

// words yields the words of a name that is ASCII.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(text); i++ {
			if i < len(text) && isWordByte(text[i]) && !startsWord(text, i) {
				continue
			}
			if start < i && !yield(text[start:i]) {
				return
			}
			start = i
			if i < len(text) && !isWordByte(text[i]) {
				start = i + 1
			}
		}
	}
}

// startsWord reports whether the letter at i starts a new word: "userId" at I,
// "macOSScep" at S.
func startsWord(text string, i int) bool {
	if i == 0 || !isUpper(text[i]) {
		return false
	}
	if !isUpper(text[i-1]) {
		return isWordByte(text[i-1])
	}
	if i+1 == len(text) || !isLower(text[i+1]) {
		return false
	}
	// The plural of an acronym is one word: "APIs", "userIDs".
	return !(text[i+1] == 's' && (i+2 == len(text) || !isLower(text[i+2])))
}

func ascii(name string) string {
	if isASCII(name) {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		switch {
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		case r == utf8.RuneError:
			b.WriteByte(' ')
		default:
			b.WriteString(" U")
			b.WriteString(strings.ToUpper(hex(r)))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	var out []byte
	for ; r > 0; r >>= 4 {
		out = append(out, digits[r&15])
	}
	for len(out) < 4 {
		out = append(out, '0')
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWordByte(c byte) bool { return isUpper(c) || isLower(c) || isDigit(c) }

func lower(c byte) byte {
	if isUpper(c) {
		return c + 'a' - 'A'
	}
	return c
}

func upper(c byte) byte {
	if isLower(c) {
		return c - ('a' - 'A')
	}
	return c
}
