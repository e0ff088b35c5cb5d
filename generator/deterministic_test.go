package generator_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// TestGenerateIsDeterministic generates the same pages in several orders and
// on several goroutines.
func TestGenerateIsDeterministic(t *testing.T) {
	docs := pagetest.Docs{}
	for name, page := range pagetest.Corpus(t, "en-2021-07.zip") {
		if strings.HasPrefix(name, "v1.0/") {
			docs[name] = page
		}
	}
	api, _ := pagetest.Load(t, docs, parser.Options{})
	want := generated(t, api, 1)
	for seed, parallel := range []int{1, 2, 7} {
		rng := rand.New(rand.NewPCG(uint64(seed), 1))
		mixed := &model.API{Pages: slices.Clone(api.Pages), Resources: slices.Clone(api.Resources)}
		rng.Shuffle(len(mixed.Pages), func(i, k int) { mixed.Pages[i], mixed.Pages[k] = mixed.Pages[k], mixed.Pages[i] })
		rng.Shuffle(len(mixed.Resources), func(i, k int) {
			mixed.Resources[i], mixed.Resources[k] = mixed.Resources[k], mixed.Resources[i]
		})
		got := generated(t, mixed, parallel)
		for name, text := range want {
			if got[name] != text {
				t.Errorf("%d goroutines, other order: %s differs", parallel, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d goroutines, other order: %d files, not %d", parallel, len(got), len(want))
		}
	}
}

// generated returns the files and the diagnostics, by name.
func generated(t *testing.T, api *model.API, parallel int) map[string]string {
	t.Helper()
	files, found, err := generator.Generate(api, generator.Options{Parallel: parallel})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		out[f.Path] = string(f.Data)
	}
	for _, d := range found {
		out["diagnostics"] += d.String() + "\n"
	}
	return out
}
