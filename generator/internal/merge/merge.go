// Package merge turns pages into operations: one for each method and path that
// any page documents. docs/merging.md states its rules.
//
// It names nothing in Go and renders nothing.
package merge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/naming"
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
	// Page is the preferred page: its texts and its order of facts count.
	Page *model.Page
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
	page  *model.Page
	index int
	path  string
	pos   source.Pos
}

// Operations merges the pages of one version. The result is sorted by key and
// does not depend on the order of the pages. Only operations that include
// accepts are in it; a nil include accepts all.
func Operations(pages []*model.Page, rules *naming.Rules, include func(method, path string) bool) ([]*Operation, source.List) {
	entries := map[string][]entry{}
	for _, page := range pages {
		seen := map[string]bool{}
		for i, request := range page.Requests {
			if include != nil && !include(request.Method, request.Path) {
				continue
			}
			key := rules.Key(request.Method, request.Path)
			if seen[key] {
				continue
			}
			seen[key] = true
			entries[key] = append(entries[key], entry{page: page, index: i, path: request.Path, pos: request.Pos})
		}
	}
	keys := make([]string, 0, len(entries))
	for key := range entries {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var diagnostics source.List
	ops := make([]*Operation, len(keys))
	for i, key := range keys {
		ops[i] = mergeEntries(key, entries[key], &diagnostics)
	}
	return ops, diagnostics
}

func mergeEntries(key string, entries []entry, diagnostics *source.List) *Operation {
	method, _, _ := strings.Cut(key, " ")
	slices.SortFunc(entries, func(a, b entry) int { return compareEntries(a, b) })
	first := entries[0]
	op := &Operation{Key: key, Method: method, Path: first.path, Page: first.page, Pos: first.pos}
	for _, e := range entries {
		op.Pages = append(op.Pages, e.page)
		op.requests = append(op.requests, &e.page.Requests[e.index])
	}
	m := merger{op: op, diagnostics: diagnostics}
	m.merge()
	return op
}

// compareEntries orders the pages of an operation, the preferred one first:
// the page about the collection's own type, then the page that names the
// operation earlier, then the page with fewer operations, then by file.
func compareEntries(a, b entry) int {
	return cmp.Or(
		cmp.Compare(distance(a), distance(b)),
		cmp.Compare(a.index, b.index),
		cmp.Compare(len(a.page.Requests), len(b.page.Requests)),
		cmp.Compare(len(a.page.Source.File), len(b.page.Source.File)),
		strings.Compare(a.page.Source.File, b.page.Source.File),
		strings.Compare(a.page.Source.Locale, b.page.Source.Locale),
		strings.Compare(a.page.Title, b.page.Title),
	)
}

// distance is 0 for a page that documents the type the path's last collection
// is named after, else 1. The pages of derived types share the path of their
// base type; the base type's page knows what holds for all of them.
func distance(e entry) int {
	name := strings.ToLower(lastLiteral(e.path))
	if name == "" {
		return 1
	}
	name = naming.Singular(name)
	for _, r := range e.page.Responses {
		if strings.ToLower(shortType(r.Type)) == name {
			return 0
		}
	}
	file := strings.TrimSuffix(e.page.Source.File, ".md")
	for _, part := range strings.Split(file[strings.LastIndexByte(file, '/')+1:], "-") {
		if part == name {
			return 0
		}
	}
	return 1
}

func lastLiteral(path string) string {
	segments := strings.Split(path, "/")
	for i := len(segments) - 1; i >= 0; i-- {
		if s := segments[i]; s != "" && !strings.ContainsAny(s, "{<($=:") {
			return s
		}
	}
	return ""
}

func shortType(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
