package apidiff

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/graphgen/graphgen/docs"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// TestPageComesAndGoes takes one page away from those that are built in, and
// brings it back, and holds the verdicts to the compiler.
func TestPageComesAndGoes(t *testing.T) {
	src, err := docsource.Open(t.Context(), "", docsource.Options{Embedded: docs.Reference()})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	api, _, err := parser.Load(t.Context(), src, parser.Options{Version: "v1.0"})
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 4 {
		page, resource := random.IntN(len(api.Pages)), random.IntN(len(api.Resources))
		for _, less := range []*model.API{
			{Pages: slices.Delete(slices.Clone(api.Pages), page, page+1), Resources: api.Resources},
			{Pages: api.Pages, Resources: slices.Delete(slices.Clone(api.Resources), resource, resource+1)},
		} {
			for _, pair := range [][2]*model.API{{api, less}, {less, api}} {
				judgeByCompiler(t, pair[0], pair[1], compared(t, pair[0], pair[1]), false)
			}
			if t.Failed() {
				t.Fatalf("without %s or %s", api.Pages[page].Source.File, api.Resources[resource].Source.File)
			}
		}
	}
}
