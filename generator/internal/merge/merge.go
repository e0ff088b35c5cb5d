// Package merge turns pages into operations: one for each method and path that
// any page documents. docs/merging.md states its rules.
//
// It names nothing in Go and renders nothing.
package merge

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Operation is one operation with the facts of all its pages.
type Operation struct {
	// Key is the operation's naming key.
	Key    string
	Method string
	// Path is the documented path of the preferred page.
	Path string
	// Parsed is Path, taken apart.
	Parsed *naming.Path
	// Page is the preferred page: its texts and its order of facts count.
	Page *model.Page
	// Own says that the preferred page is the one about the collection's own type.
	Own bool
	// Pages are all pages, the preferred one first.
	Pages []*model.Page
	Pos   source.Pos

	requests []*model.Request // of Pages, the request that is this operation

	Permissions        []model.Permission
	Headers            []model.Header
	QueryParameters    []model.Parameter
	ODataQuery         bool // a page promises the OData options without naming any
	FunctionParameters []model.Parameter
	Body               model.RequestBody
	Responses          []model.Response
	Deprecated         string
}

// entry is one documented request.
type entry struct {
	page     *model.Page
	index    int // of the request on its page
	path     *naming.Path
	distance int // of the page
	variant  int // 1 for a page that is a variant of another
}

func (e *entry) request() *model.Request { return &e.page.Requests[e.index] }

// Options say what is merged, and how.
type Options struct {
	Rules *naming.Rules
	// Include reports whether an operation is wanted; nil wants all.
	Include func(method, path string) bool
	// Parallel is the number of goroutines.
	Parallel int
}

// Operations merges the pages of one version. The result is sorted by key and
// does not depend on the order of the pages.
func Operations(pages []*model.Page, opts Options) ([]*Operation, source.List) {
	entries := entriesOf(pages, opts)
	keys := slices.Sorted(maps.Keys(entries))
	ops, found := make([]*Operation, len(keys)), make([]source.List, len(keys))
	parallel.Each(opts.Parallel, len(keys), func(i int) {
		ops[i] = mergeEntries(keys[i], entries[keys[i]], &found[i])
	})
	return ops, slices.Concat(found...)
}

// entriesOf collects the requests of all pages by operation. Of a page's
// requests for one operation, the first counts.
func entriesOf(pages []*model.Page, opts Options) map[string][]entry {
	wanted := requestsOf(pages, opts.Include)
	keys := parse(wanted, opts)
	entries := make(map[string][]entry, len(wanted))
	for i, key := range keys {
		list := entries[key]
		if n := len(list); n > 0 && list[n-1].page == wanted[i].page {
			continue
		}
		entries[key] = append(list, wanted[i])
	}
	return entries
}

// requestsOf lists the requests of all pages that are wanted.
func requestsOf(pages []*model.Page, include func(method, path string) bool) []entry {
	out := make([]entry, 0, 2*len(pages))
	for _, page := range pages {
		for i := range page.Requests {
			if r := &page.Requests[i]; include == nil || include(r.Method, r.Path) {
				out = append(out, entry{page: page, index: i})
			}
		}
	}
	return out
}

// parse takes the paths of requests apart, and returns the operations' keys.
// Every goroutine takes neighbours, whose paths are alike.
func parse(requests []entry, opts Options) []string {
	keys := make([]string, len(requests))
	workers := parallel.Workers(opts.Parallel)
	parallel.Each(workers, workers, func(w int) {
		paths := opts.Rules.Paths()
		for i := w * len(requests) / workers; i < (w+1)*len(requests)/workers; i++ {
			r := requests[i].request()
			requests[i].path = paths.Parse(r.Path)
			keys[i] = requests[i].path.Key(r.Method)
		}
	})
	return keys
}

func mergeEntries(key string, entries []entry, diagnostics *source.List) *Operation {
	for i := range entries {
		entries[i].distance = distance(entries[i].page, entries[i].request().Path)
		entries[i].variant = variant(entries[i].page, entries)
	}
	slices.SortFunc(entries, compareEntries)
	first := entries[0].request()
	op := &Operation{
		Key: key, Method: first.Method, Path: first.Path, Parsed: entries[0].path, Page: entries[0].page, Own: entries[0].distance == 0, Pos: first.Pos,
		Pages: make([]*model.Page, len(entries)), requests: make([]*model.Request, len(entries)),
	}
	for i := range entries {
		op.Pages[i], op.requests[i] = entries[i].page, entries[i].request()
	}
	m := merger{op: op, diagnostics: diagnostics}
	m.merge()
	return op
}

// compareEntries orders the pages of an operation, the preferred one first:
// the page about the collection's own type, then one that is no variant of
// another, then the page that names the operation earlier, then the page with
// fewer operations, then by file.
func compareEntries(a, b entry) int {
	if c := cmp.Or(
		cmp.Compare(a.distance, b.distance),
		cmp.Compare(a.variant, b.variant),
		cmp.Compare(a.index, b.index),
		cmp.Compare(len(a.page.Requests), len(b.page.Requests)),
		cmp.Compare(len(a.page.Source.File), len(b.page.Source.File)),
	); c != 0 {
		return c
	}
	return cmp.Or(
		strings.Compare(a.page.Source.File, b.page.Source.File),
		strings.Compare(a.page.Source.Locale, b.page.Source.Locale),
		strings.Compare(a.page.Title, b.page.Title),
	)
}

// distance is 0 for a page that documents the type the path's last collection
// is named after, else 1. The pages of derived types share the path of their
// base type; the base type's page knows what holds for all of them.
func distance(page *model.Page, path string) int {
	name := strings.ToLower(lastLiteral(path))
	if name == "" {
		return 1
	}
	name = naming.Singular(name)
	for i := range page.Responses {
		if strings.EqualFold(shortType(page.Responses[i].Type), name) {
			return 0
		}
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(fileName(page), ".md"), "-") {
		if part == name {
			return 0
		}
	}
	return 1
}

// variant is 1 for a page that is named like another page of the operation, but
// for words before it: intune-mam-user-get beside user-get. It says what users
// are to one service, and its permissions are for that alone.
func variant(page *model.Page, entries []entry) int {
	if len(entries) == 1 {
		return 0
	}
	name := fileName(page)
	for i := range entries {
		if before, ok := strings.CutSuffix(name, fileName(entries[i].page)); ok && strings.HasSuffix(before, "-") {
			return 1
		}
	}
	return 0
}

func fileName(page *model.Page) string { return path.Base(page.Source.File) }

// IsGeneral reports whether a page is about what many kinds of things have, such
// as extensions: it has requests of many collections, and the types that it
// names are not theirs.
func IsGeneral(page *model.Page) bool {
	const most = 3
	var ends []string
	for i := range page.Requests {
		if last := strings.ToLower(lastLiteral(page.Requests[i].Path)); !slices.Contains(ends, last) {
			ends = append(ends, last)
		}
		if len(ends) > most {
			return true
		}
	}
	return false
}

// lastLiteral is the last segment of a path that is neither a placeholder nor
// a call.
func lastLiteral(path string) string {
	for path != "" {
		at := strings.LastIndexByte(path, '/')
		if s := path[at+1:]; s != "" && !strings.ContainsAny(s, "{<($=:") {
			return s
		}
		path = path[:max(at, 0)]
	}
	return ""
}

func shortType(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
