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
	start, used := 0, 0 // of the current line: its first byte, and its width so far
	for at := 0; at < len(text); {
		word := firstWord(text[at:])
		size := utf8.RuneCountInString(word)
		if at > start && used+1+size > width && !opensBlock(word) {
			lines = append(lines, text[start:at-1])
			start, used = at, 0
		}
		if at > start {
			used++ // the space before the word
		}
		used += size
		at += len(word) + 1
	}
	return append(lines, text[start:])
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
	if len(text) > maxText {
		text = text[:maxText]
		text = text[:strings.LastIndexFunc(text, unicode.IsSpace)+1] + "..."
	}
	text = plain(text)
	if !isPrintable(text) {
		text = strings.Map(printed, text)
	}
	if isSpaced(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
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

// isSpaced reports whether every space of a text is a single one between words.
func isSpaced(text string) bool {
	return !strings.HasPrefix(text, " ") && !strings.HasSuffix(text, " ") && !strings.Contains(text, "  ")
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
