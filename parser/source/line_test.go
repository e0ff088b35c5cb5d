package source_test

import (
	"testing"

	"github.com/graphgen/graphgen/parser/source"
)

func TestLines(t *testing.T) {
	if got, want := source.Lines("a\n\tb\x1b\u202ec\r\n"), "a\n\tb  c \n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"GET /users/{id}, Änderung, 変更":        "GET /users/{id}, Änderung, 変更",
		"a\nb\rc\td":                           "a b c d",
		"a\x1b[31mb\x7fc\x00d":                 "a [31mb c d",
		"a\u0085b\u009b31mc":                   "a b 31mc",
		"a\u2028b\u2029c":                      "a b c",
		"a\u202eb\u2066c\u2069d\u200fe\u061cf": "a b c d e f",
	} {
		if got := source.OneLine(in); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", in, got, want)
		}
	}
}
