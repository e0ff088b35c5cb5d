package build

import (
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser"
)

// mute is a cache whose pages have no texts.
type mute struct{ *pages }

func (m mute) Load(file parser.PageFile) (*parser.Parsed, bool) {
	p, ok := m.pages.Load(file)
	if ok {
		untold(p)
	}
	return p, ok
}

// TestUntold takes the texts from all pages at once, and wants the same code of
// them, but for comments and the rows of the table of permissions.
func TestUntold(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		t.Run("built in "+version, func(t *testing.T) { takeTexts(t, "", version) })
		t.Run("corpus "+version, func(t *testing.T) { takeTexts(t, corpus.Path(t, "en-2021-07.zip"), version) })
	}
}

func takeTexts(t *testing.T, docs, version string) {
	s := &Session{Cache: cache.Open(t.TempDir(), cache.DefaultLimit), Program: "p"}
	defer s.Close()
	told, err := s.load(t.Context(), docs, version, nil)
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := parser.Load(t.Context(), told.files, parser.Options{Version: version, Cache: mute{told.kept}})
	if err != nil {
		t.Fatal(err)
	}
	opts := generator.Options{Version: version, Tests: true}
	want, _, err := generator.Generate(told.API, opts)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := generator.Generate(api, opts)
	if err != nil {
		t.Fatal(err)
	}
	compareCode(t, got, want)
}

func compareCode(t *testing.T, got, want []generator.File) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d files, want %d", len(got), len(want))
	}
	for i := range got {
		a, b := code(got[i]), code(want[i])
		for j := range min(len(a), len(b)) {
			if a[j] != b[j] {
				t.Errorf("%s: got %s\nwant %s", want[i].Path, a[j], b[j])
				break
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s has %d lines, want %d", want[i].Path, len(a), len(b))
		}
	}
}

// code returns the lines of a file that are no texts, without columns.
func code(f generator.File) []string {
	var lines []string
	for line := range strings.Lines(string(f.Data)) {
		words := strings.Fields(line)
		text := len(words) == 0 || strings.HasPrefix(words[0], "//") || f.Path == "permissions.go" && line[0] == '\t'
		if !text {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return lines
}
