package scopes

import (
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser"
)

// TestPatternsOfAllOperations writes the include pattern of every operation of
// the corpus: it chooses that operation and no other.
func TestPatternsOfAllOperations(t *testing.T) {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{Kinds: []string{parser.KindAPI}})
	ops := generator.Operations(api, generator.Options{})
	alike := map[string][]generator.Operation{}
	key := func(op generator.Operation) string {
		first, _, _ := strings.Cut(strings.ToLower(op.Path[1:]), "/")
		return op.Method + first
	}
	for _, op := range ops {
		alike[key(op)] = append(alike[key(op)], op)
	}
	for _, op := range ops {
		p := &Program{Uses: []Use{{Operation: op.Method + " " + op.Path, Package: "graph"}}}
		filter, err := pathfilter.New(p.Patterns("graph"), nil)
		if err != nil {
			t.Errorf("%s: %v", op.Path, err)
			continue
		}
		for _, other := range alike[key(op)] {
			same := other.Method == op.Method && other.Path == op.Path
			if filter.Match(other.Method, other.Path) != same {
				t.Errorf("%q: match of %s %s is %t", p.Patterns("graph"), other.Method, other.Path, !same)
			}
		}
	}
}
