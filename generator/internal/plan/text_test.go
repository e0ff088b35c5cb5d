package plan

import (
	"go/format"
	"strings"
	"testing"
)

// TestCommentIsFormatted wants gofmt to leave comments alone, whatever the text.
func TestCommentIsFormatted(t *testing.T) {
	for _, text := range []string{
		"The name; '' is none, and ''' or '''' is odd.", "``Code`` of two ticks.", "“Quoted”", "# Title", "- item", "1. item",
		"A\tB\r\nC\vD\x00E", "é '' é", "Title\n\nText.", "//go:build x", "+build x", "a  b", "[x]: http://example.com", "'", "''",
		strings.Repeat("'' ", 80), strings.Repeat("long words then - one ", 20),
	} {
		src := "package p\n\n// " + strings.Join(comment(text, 40), "\n// ") + "\ntype T int\n"
		got, err := format.Source([]byte(src))
		if err != nil || string(got) != src {
			t.Errorf("%q: %v\n%s\nwant\n%s", text, err, src, got)
		}
	}
}
