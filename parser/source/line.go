package source

import (
	"strings"
	"unicode"
)

// OneLine makes page text safe for a part of a line that is printed: each sign
// that acts is replaced by a space.
func OneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if Acts(c) {
			return ' '
		}
		return c
	}, s)
}

// Lines is OneLine for text of several lines, whose ends and tabs stay.
func Lines(s string) string {
	return strings.Map(func(c rune) rune {
		if Acts(c) && c != '\n' && c != '\t' {
			return ' '
		}
		return c
	}, s)
}

// Acts reports whether a sign does something where it is printed: it ends the
// line, talks to the terminal or turns the direction of the text.
func Acts(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
}
