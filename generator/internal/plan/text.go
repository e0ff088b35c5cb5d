package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The widths that comment text wraps at, without indent and slashes.
const (
	docWidth   = 96
	fieldWidth = 92
)

// comment turns text of a page into the lines of one paragraph of a comment.
// Whatever the text, the lines hold no control or formatting character, and
// none begins like a heading, a list item or a directive.
func comment(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range words(text) {
		switch {
		case line == "":
			line = safeStart(word)
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width && !opensBlock(word):
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// maxText is the length at which a description is cut.
const maxText = 4000

// words splits text at white space, and drops Markdown's marks and every
// character that does not print.
func words(text string) []string {
	if len(text) > maxText {
		text = text[:maxText]
		text = text[:strings.LastIndexFunc(text, unicode.IsSpace)+1] + "..."
	}
	text = plain(text)
	if isPrintable(text) {
		return strings.Fields(text)
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError || !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
	return strings.Fields(text)
}

// isPrintable reports whether text is ASCII without control characters.
func isPrintable(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// opensBlock reports whether a word at the start of a comment line would make
// gofmt or godoc read a heading, a list, a directive or a deprecation.
func opensBlock(word string) bool {
	switch word[0] {
	case '#', '-', '*', '+', '|', '>', '[':
		return true
	}
	if strings.HasPrefix(word, "•") || strings.HasSuffix(word, ":") && word == "Deprecated:" {
		return true
	}
	digits := strings.TrimLeft(word, "0123456789")
	return len(digits) < len(word) && (strings.HasPrefix(digits, ".") || strings.HasPrefix(digits, ")"))
}

// safeStart makes a word that opens a paragraph safe.
func safeStart(word string) string {
	if opensBlock(word) {
		return "\"" + word + "\""
	}
	return word
}

// plain drops Markdown links, emphasis and code marks.
func plain(text string) string {
	if !strings.ContainsAny(text, "[`*<") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '`' || c == '*':
			i++
		case c == '[':
			label, size := link(text[i:])
			b.WriteString(label)
			i += size
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// link returns the label and the length of a link "[label](target)"; for other
// text its first byte. What is left of an inclusion has no label.
func link(text string) (label string, size int) {
	if end := strings.IndexByte(text, ']'); strings.HasPrefix(text, "[!INCLUDE") && end > 0 {
		return "", end + 1
	}
	end := strings.Index(text, "](")
	if end < 0 || strings.ContainsAny(text[1:end], "[]") {
		return text[:1], 1
	}
	closing := strings.IndexByte(text[end:], ')')
	if closing < 0 {
		return text[:1], 1
	}
	return strings.NewReplacer("`", "", "*", "").Replace(text[1:end]), end + closing + 1
}
