package build

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/docs"
	"github.com/graphgen/graphgen/internal/cache"
)

// odd are texts that mean something where they stand, or must not.
var odd = [...]string{
	"", "Not yet documented", "Required.", "Possible values are: `alpha`, `beta`.", "One. Two. Three. Four.",
	"*/ end", "//go:build ignore", "//graph:operation GET /users", "`back` ``quotes`` and `", "Deprecated: no more.", "a\u202eb\u200bc\x01",
	strings.Repeat("word ", 90), strings.Repeat("x", 200), "- item", "type User struct {", "User.Read and Device.Read.All", "Not supported.",
}

// edited changes one line of a page at random: a row of a table, or prose.
func edited(r *rand.Rand, page string) string {
	lines := strings.Split(page, "\n")
	var at []int
	for i, line := range lines {
		row := strings.HasPrefix(line, "|") && !strings.Contains(line, "---")
		prose := len(line) > 20 && (line[0]|' ') >= 'a' && (line[0]|' ') <= 'z' && !strings.Contains(line, "{")
		if row || prose || strings.HasPrefix(line, "[!INCLUDE") {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return page
	}
	i := at[r.IntN(len(at))]
	words := strings.Fields(lines[i])
	switch cells := strings.Split(strings.TrimRight(lines[i], "| "), "|"); r.IntN(6) {
	case 0:
		lines = slices.Delete(lines, i, i+1)
	case 1:
		lines[i] = strings.Replace(lines[i], ".Read", ".Write, Thing.Read", 1)
	case 2:
		cells[len(cells)-1] = odd[r.IntN(len(odd))]
		lines[i] = strings.Join(cells, "|") + "|"
	default:
		words[r.IntN(len(words))] += " more"
		lines[i] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}

// TestRetoldAtRandom changes lines of the built-in pages, up to four pages at a
// time and some of them back, and wants what a run without a cache makes.
func TestRetoldAtRandom(t *testing.T) {
	dir, out, store := t.TempDir(), t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit)
	first := map[string]string{}
	err := fs.WalkDir(docs.Reference(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(name, "v1.0/") {
			return err
		}
		data, err := fs.ReadFile(docs.Reference(), name)
		first[name] = string(data)
		put(t, dir, name, first[name])
		return err
	})
	if err != nil || len(first) == 0 {
		t.Fatalf("%d pages, %v", len(first), err)
	}
	names, now := slices.Sorted(maps.Keys(first)), maps.Clone(first)
	spec := Spec{Docs: dir, Package: "graph", Tests: true}
	run(t, store, nil, spec, out)
	r := rand.New(rand.NewPCG(1, 2))
	retold := 0
	for round := range 40 {
		var changed []string
		for range 1 + r.IntN(4) {
			name := names[r.IntN(len(names))]
			if now[name] = edited(r, now[name]); r.IntN(8) == 0 {
				now[name] = first[name]
			}
			put(t, dir, name, now[name])
			changed = append(changed, name)
		}
		want := run(t, nil, nil, spec, "")
		got, again := runAgain(t, store, nil, spec, out)
		if got != want {
			t.Fatalf("round %d: %q are not as in a run without a cache", round, changed)
		}
		if !again {
			retold++
		}
	}
	if retold < 10 {
		t.Errorf("%d of 40 rounds were not made again", retold)
	}
}
