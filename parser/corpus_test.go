package parser_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

var apiOnly = parser.Options{Kinds: []string{parser.KindAPI}}

// TestEveryPageGivesARequest holds the reader to the pages that document one:
// all but one that is no operation and fifteen that lack their path.
func TestEveryPageGivesARequest(t *testing.T) {
	api, found := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), apiOnly)
	told := map[string]bool{}
	for _, d := range found {
		if d.Code == "internal-error" {
			t.Errorf("%s", d)
		}
		if d.Code == "request-missing" {
			told[d.Pos.File] = true
		}
	}
	given := 0
	for _, p := range api.Pages {
		if len(p.Requests) > 0 {
			given++
		} else if !told[p.Source.File] {
			t.Errorf("%s gives no request and no diagnostic says why", p.Source.File)
		}
		for _, q := range p.Requests {
			checkPath(t, p.Source.File, q.Path)
		}
	}
	if len(api.Pages) != 7116 || given < 7098 {
		t.Errorf("%d of %d pages give a request", given, len(api.Pages))
	}
}

// checkPath reports a path that holds prose or a mark instead of segments.
func checkPath(t *testing.T, file, path string) {
	t.Helper()
	bare := strings.NewReplacer(" | ", "|", " ", "\x00").Replace(path)
	switch {
	case !strings.HasPrefix(path, "/") || len(path) > 1 && strings.HasSuffix(path, "/"):
	case strings.Contains(path, "**") || strings.Contains(strings.ToLower(path), "notfound"):
	case strings.Contains(strings.SplitN(bare, "{", 2)[0], "\x00"):
	case strings.HasPrefix(path, "/v1.0/") || strings.HasPrefix(path, "/beta/") || strings.Contains(path, "?"):
	default:
		return
	}
	t.Errorf("%s: %q is no path", file, path)
}

// TestBilingualPagesAreInvariant compares bilingual pages with the English
// pages that they were made from.
func TestBilingualPagesAreInvariant(t *testing.T) {
	english, _ := pagetest.Load(t, pagetest.Corpus(t, "en-of-ja-bilingual-2019-08.zip"), apiOnly)
	both, _ := pagetest.Load(t, pagetest.Corpus(t, "ja-bilingual-2019-08.zip"), apiOnly)
	same, total, _ := compareFacts(english, both)
	if total != 4627 || float64(same)/float64(total) < 0.998 {
		t.Errorf("%d of %d pages give the same facts", same, total)
	}
}

// compareFacts counts the pages of both with the same core facts, and returns
// what the first few others differ in.
func compareFacts(want, got *model.API) (same, total int, differ []string) {
	facts := map[string][]string{}
	for _, p := range want.Pages {
		facts[p.Source.File] = coreFacts(p)
	}
	for _, p := range got.Pages {
		w, ok := facts[p.Source.File]
		if !ok {
			continue
		}
		total++
		g := coreFacts(p)
		if slices.Equal(w, g) {
			same++
			continue
		}
		if len(differ) < 20 {
			for i := range w {
				if w[i] != g[i] {
					differ = append(differ, fmt.Sprintf("%s: %s, not %s", p.Source.File, g[i], w[i]))
				}
			}
		}
	}
	return same, total, differ
}

// coreFacts are the requests, scopes, headers, status codes and types of a
// page, as sorted text, with what is supported, required and a collection.
func coreFacts(p *model.Page) []string {
	requests, scopes, headers := map[string]bool{}, map[string]bool{}, map[string]bool{}
	statuses, types := map[string]bool{}, map[string]bool{}
	for _, q := range p.Requests {
		requests[q.Method+" "+q.Path] = true
	}
	for _, e := range p.Permissions {
		scopes[fmt.Sprint(e.Type, e.Supported)] = true
		for _, s := range e.Scopes {
			scopes[e.Type+" "+s] = true
		}
	}
	for _, h := range p.RequestHeaders {
		headers[fmt.Sprint(h.Name, h.Required)] = true
	}
	for _, r := range p.Responses {
		statuses[fmt.Sprint(r.Status)] = true
		if r.Type != "" {
			name := strings.ToLower(r.Type)
			types[fmt.Sprint(name[strings.LastIndexByte(name, '.')+1:], r.Collection)] = true
		}
	}
	var out []string
	for _, set := range []map[string]bool{requests, scopes, headers, statuses, types} {
		out = append(out, strings.Join(slices.Sorted(maps.Keys(set)), ", "))
	}
	return out
}

// shuffled is a documentation source that lists its pages in another order.
type shuffled struct{ pagetest.Docs }

func (d shuffled) Pages() []parser.PageFile {
	pages := d.Docs.Pages()
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(pages), func(i, k int) { pages[i], pages[k] = pages[k], pages[i] })
	return pages
}

// TestLoadIsDeterministic reads the same pages with several numbers of workers
// and in another order.
func TestLoadIsDeterministic(t *testing.T) {
	docs := pagetest.Docs{}
	for name, data := range pagetest.Corpus(t, "en-2021-07.zip") {
		if len(name)%7 == 0 || strings.Contains(name, "/includes/") {
			docs[name] = data
		}
	}
	wantModel, wantList := encode(pagetest.Load(t, docs, parser.Options{Workers: 1}))
	for _, workers := range []int{2, 3, 16} {
		for _, d := range []parser.Docs{docs, shuffled{docs}} {
			gotModel, gotList := encode(pagetest.Load(t, d, parser.Options{Workers: workers}))
			if gotList != wantList {
				t.Errorf("%d workers, %T: diagnostics differ", workers, d)
			}
			if gotModel != wantModel {
				t.Errorf("%d workers, %T: model differs", workers, d)
			}
		}
	}
}

func encode(api *model.API, found source.List) (string, string) {
	var b []byte
	for _, p := range api.Pages {
		b = append(p.AppendJSON(b), '\n')
	}
	for _, r := range api.Resources {
		b = append(r.AppendJSON(b), '\n')
	}
	var list strings.Builder
	for _, d := range found {
		list.WriteString(d.String() + "\n")
	}
	return string(b), list.String()
}
