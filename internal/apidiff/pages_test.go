package apidiff

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/docs"
	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

// TestPageComesAndGoes takes one page away from those that are built in, and
// brings it back, and holds the verdicts to the compiler: those on the whole
// client, and those on two that have some of the operations.
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
	letters := func(from, to rune) generator.Options {
		first, end := "/"+string(from), "/"+string(to)
		return generator.Options{Version: "v1.0", Include: func(_, path string) bool { return path >= first && path < end }}
	}
	for range 4 {
		middle := 'a' + rune(random.IntN(26))
		some := []generator.Options{letters('a', middle), letters(middle-1, 'z')}
		page, resource := random.IntN(len(api.Pages)), random.IntN(len(api.Resources))
		for _, less := range []*model.API{
			{Pages: slices.Delete(slices.Clone(api.Pages), page, page+1), Resources: api.Resources},
			{Pages: api.Pages, Resources: slices.Delete(slices.Clone(api.Resources), resource, resource+1)},
		} {
			for _, pair := range [][2]*model.API{{api, less}, {less, api}} {
				judgeByCompiler(t, pair[0], pair[1], compared(t, pair[0], pair[1]), false)
				judgeByCompiler(t, pair[0], pair[1], compared(t, pair[0], pair[1], some...), false, some...)
			}
			if t.Failed() {
				t.Fatalf("without %s or %s", api.Pages[page].Source.File, api.Resources[resource].Source.File)
			}
		}
	}
}

// TestHistoryOfParts compares two states that are two years apart for clients of
// one kind of path each, and holds the verdicts to the compiler. Both count as of
// one language, in which every fact is compared.
func TestHistoryOfParts(t *testing.T) {
	old, new := loadV1(t, "ja-2019-09-v1.0.zip"), loadV1(t, "en-2021-07.zip")
	var kinds []string
	for _, p := range slices.Concat(old.Pages, new.Pages) {
		for _, r := range p.Requests {
			kinds = append(kinds, pathKind(r.Path))
		}
	}
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	random := rand.New(rand.NewPCG(3, 4))
	for range 15 {
		kind := kinds[random.IntN(len(kinds))]
		opts := generator.Options{Version: "v1.0", Include: func(_, path string) bool { return pathKind(path) == kind }}
		for _, pair := range [][2]*model.API{{old, new}, {new, old}} {
			judgeByCompiler(t, pair[0], pair[1], compared(t, pair[0], pair[1], opts), false, opts)
		}
		if t.Failed() {
			t.Fatalf("operations of %s", kind)
		}
	}
}

func loadV1(t *testing.T, archive string) *model.API {
	t.Helper()
	docs := pagetest.Docs{}
	for name, page := range pagetest.Corpus(t, archive) {
		if strings.HasPrefix(name, "v1.0/") {
			docs[name] = page
		}
	}
	api, _ := pagetest.Load(t, docs, parser.Options{})
	for _, p := range api.Pages {
		p.Source.Locale = "en-US"
	}
	for _, r := range api.Resources {
		r.Source.Locale = "en-US"
	}
	return api
}

// pathKind is the first and the third segment of a path.
func pathKind(path string) string {
	s := strings.Split(strings.ToLower(path), "/")
	if len(s) > 3 {
		return s[1] + " " + s[3]
	}
	return s[1]
}
