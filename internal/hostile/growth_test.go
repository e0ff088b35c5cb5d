package hostile

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/apidiff"
	"github.com/graphgen/graphgen/internal/lint"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

type pages = pagetest.Docs

// steps is what the commands do with pages.
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

func declare(api *model.API, version string) ([]apidiff.Declaration, error) {
	list, err := generator.Declarations(api, generator.Options{Version: version})
	out := make([]apidiff.Declaration, len(list))
	for i := range list {
		out[i] = apidiff.Declaration(list[i])
	}
	return out, err
}

func TestGrowth(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("N"))
	for _, b := range bigs() {
		if only := os.Getenv("ONLY"); only != "" && !strings.Contains(b.name, only) {
			continue
		}
		for _, s := range steps {
			if only := os.Getenv("STEP"); only != "" && s.name != only {
				continue
			}
			took := func(n int) time.Duration {
				f := s.run(t, b.docs(n, before), b.docs(n, after))
				runtime.GC()
				start := time.Now()
				f()
				return time.Since(start)
			}
			took(n / 10)
			short := took(n)
			if short > 5*time.Second {
				fmt.Printf("%-32s %-9s %8.1f ms !!\n", b.name, s.name, short.Seconds()*1000)
				continue
			}
			long := took(4 * n)
			mark := ""
			if r := long.Seconds() / short.Seconds(); r > 6 && long > 100*time.Millisecond {
				mark = "!!"
			}
			fmt.Printf("%-32s %-9s %8.1f %8.1f ms %6.1f %s\n", b.name, s.name, short.Seconds()*1000, long.Seconds()*1000, long.Seconds()/short.Seconds(), mark)
		}
	}
}
