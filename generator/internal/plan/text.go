package plan

import (
	"slices"
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
func comment(text string, width int) []string { return appendComment(nil, text, width) }

// appendComment appends what comment returns.
func appendComment(lines []string, text string, width int) []string {
	text = safeStart(oneLine(text))
	if text == "" {
		return lines
	}
	lines = slices.Grow(lines, 1+len(text)/width)
	for {
		end := lineEnd(text, width)
		if end < 0 {
			return append(lines, text)
		}
		lines = append(lines, text[:end])
		text = text[end+1:]
	}
}

// lineEnd returns the index of the space at which a line of a text ends: the
// last one within the width that no word that opens a block comes after, else
// the first such one; -1 where the rest is one line.
func lineEnd(text string, width int) int {
	most := runeOffset(text, width)
	if most == len(text) {
		return -1
	}
	end := strings.LastIndexByte(text[:most+1], ' ')
	if end < 0 {
		end = nextSpace(text, most)
	}
	for end >= 0 && opensBlock(firstWord(text[end+1:])) {
		end = nextSpace(text, end+1)
	}
	return end
}

// runeOffset returns the length in bytes of the first n characters of a text.
func runeOffset(text string, n int) int {
	if len(text) <= n {
		return len(text)
	}
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// nextSpace returns the index of the first space at or after an index.
func nextSpace(text string, at int) int {
	if i := strings.IndexByte(text[at:], ' '); i >= 0 {
		return at + i
	}
	return -1
}

func firstWord(text string) string {
	if end := strings.IndexByte(text, ' '); end >= 0 {
		return text[:end]
	}
	return text
}

// maxText is the length at which a description is cut.
const maxText = 4000

// oneLine makes all white space of a text single spaces between words, and
// drops Markdown's marks and every character that does not print.
func oneLine(text string) string {
	if isOneLine(text) {
		return text
	}
	if len(text) > maxText {
		text = text[:maxText]
		text = text[:strings.LastIndexFunc(text, unicode.IsSpace)+1] + "..."
	}
	text = strings.ReplaceAll(strings.Map(printed, plain(text)), "''", `""`) // which gofmt would make one quotation mark
	return strings.Join(strings.Fields(text), " ")
}

// isOneLine reports whether a text is ASCII without marks and what does not
// print, and every space and apostrophe in it is a single one.
func isOneLine(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z': // as nearly all are
		case c == ' ' && i == 0, (c == ' ' || c == '\'') && i > 0 && text[i-1] == c, c < ' ', c > '~', c == '[', c == '`', c == '*':
			return false
		}
	}
	return len(text) <= maxText && !strings.HasSuffix(text, " ")
}

// printed is what stands for a character on a line of its own.
func printed(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r == utf8.RuneError || !unicode.IsPrint(r):
		return -1
	}
	return r
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

// safeStart makes the word that opens a paragraph safe.
func safeStart(text string) string {
	word := firstWord(text)
	if word == "" || !opensBlock(word) {
		return text
	}
	return "\"" + word + "\"" + text[len(word):]
}

// plain drops Markdown links, emphasis and code marks.
func plain(text string) string {
	next := strings.IndexAny(text, "[`*")
	if next < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for ; next >= 0; next = strings.IndexAny(text, "[`*") {
		b.WriteString(text[:next])
		text = text[next:]
		label, size := "", 1
		if text[0] == '[' {
			label, size = link(text)
		}
		b.WriteString(label)
		text = text[size:]
	}
	b.WriteString(text)
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
	return strings.ReplaceAll(strings.ReplaceAll(text[1:end], "`", ""), "*", ""), end + closing + 1
}
