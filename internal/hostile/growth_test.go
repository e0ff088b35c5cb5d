package hostile

import (
	"context"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/apidiff"
	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/internal/lint"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

type pages = pagetest.Docs

// steps is what the commands do with pages. Each makes ready what it needs, and
// returns the work.
var steps = []struct {
	name string
	run  func(t testing.TB, old, new pages) func()
}{
	{"extract", func(t testing.TB, old, _ pages) func() {
		return func() {
			api := load(t, old)
			if err := model.WriteLines(io.Discard, api.Pages); err != nil {
				t.Fatal(err)
			}
			if err := model.WriteLines(io.Discard, api.Resources); err != nil {
				t.Fatal(err)
			}
		}
	}},
	{"generate", func(t testing.TB, old, _ pages) func() {
		api := load(t, old)
		return func() {
			if _, err := generator.Make(api, generator.Options{Tests: true}); err != nil {
				t.Fatal(err)
			}
		}
	}},
	{"lint", func(t testing.TB, old, _ pages) func() {
		return func() {
			report, err := lint.Run(context.Background(), old, lint.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, format := range []string{"text", "json", "sarif"} {
				if err := report.Write(io.Discard, lint.Output{Format: format}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}},
	{"fix", func(t testing.TB, old, _ pages) func() {
		return func() {
			fixer := lint.NewFixer(old)
			for _, p := range old.Pages() {
				if _, err := fixer.Page(context.Background(), p.Path); err != nil {
					t.Fatal(err)
				}
			}
		}
	}},
	{"diff", func(t testing.TB, old, new pages) func() {
		was, is := load(t, old), load(t, new)
		return func() {
			r, err := apidiff.Diff(was, is, apidiff.Options{Declare: declare})
			if err != nil {
				t.Fatal(err)
			}
			if err := r.WriteMarkdown(io.Discard, apidiff.MarkdownOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}},
}

func load(t testing.TB, docs pages) *model.API {
	api, _, err := parser.Load(context.Background(), docs, parser.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func declare(api *model.API, version string) ([]goapi.Declaration, error) {
	return generator.Declarations(api, generator.Options{Version: version})
}

// TestLong reads long lists of everything that was once searched anew for each
// of its things. It takes seconds, and did not come to an end within the time
// that go test allows.
func TestLong(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of megabytes")
	}
	byName := map[string]big{}
	for _, b := range bigs() {
		byName[b.name] = b
	}
	for _, s := range steps {
		for _, name := range long[s.name] {
			t.Run(s.name+"/"+name, func(t *testing.T) {
				b, ok := byName[name]
				if !ok {
					t.Fatal("no such page")
				}
				s.run(t, b.docs(longest, before), b.docs(longest, after))()
			})
		}
	}
}

// longest is how often a thing stands on the pages of TestLong.
const longest = 20_000

// long are the pages of TestLong, by step.
var long = map[string][]string{
	"extract": {
		"query rows", "body rows, required", "requests in a block", "property rows", "property rows and keys, reversed",
		"property rows and keys, case", "relationship rows", "value section rows", "path rows and examples", "body rows and headings",
		"property rows and value sections", "translated properties", "translated properties and shapes", "query rows and examples", "examples and requests",
		"translated body rows and keys", "translated links and fences", "blanks in a scope",
	},
	"generate": {"permission rows, transposed", "header rows", "headers of Prefer", "query rows", "request path segments", "request path names", "types of one name"},
	"lint":     {"headings, same", "examples", "body keys", "acceptances and findings", "links to anchors", "links to anchors there", "permission cell"},
	"fix":      {"table without pipes"},
	"diff":     {"permission rows, transposed", "header rows", "body rows", "value section rows", "request blocks"},
}

// TestBig does everything with a page of each kind.
func TestBig(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 30
	}
	for _, b := range bigs() {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range steps {
				s.run(t, b.docs(n, before), b.docs(n, after))()
			}
		})
	}
}

// BenchmarkGrowth does everything with pages of all kinds, and with pages four
// times as long, and reports how many times as long that takes. One
// kind is -bench Growth/NAME.
func BenchmarkGrowth(b *testing.B) {
	const n = 1000
	for _, page := range bigs() {
		for _, s := range steps {
			b.Run(page.name+"/"+s.name, func(b *testing.B) {
				var short, long time.Duration
				for b.Loop() {
					short += took(b, s.run, page, n)
					long += took(b, s.run, page, 4*n)
				}
				b.ReportMetric(long.Seconds()/short.Seconds(), "x-fourfold")
				b.ReportMetric(long.Seconds()*1000/float64(b.N), "fourfold-ms")
			})
		}
	}
}

func took(t testing.TB, run func(t testing.TB, old, new pages) func(), page big, n int) time.Duration {
	do := run(t, page.docs(n, before), page.docs(n, after))
	runtime.GC()
	start := time.Now()
	do()
	return time.Since(start)
}
