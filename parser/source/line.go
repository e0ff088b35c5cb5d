package source

import (
	"strings"
	"unicode"
)

// OneLine makes page text safe for a part of a line that is printed: it can't
// end the line, talk to the terminal or turn the direction of the text. Each
// sign that could is replaced by a space.
func OneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, s)
}
