// Package permissions is the matrix of operations and permissions of a
// documentation source: what each operation needs and what each scope allows,
// as a table, CSV, JSON and a page to search in.
//
// It looks at the documentation alone; package scopes looks at programs.
package permissions

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/parser/model"
)

// Matrix is the operations of a documentation source, sorted by version, path
// and method.
type Matrix struct {
	Operations []Operation `json:"operations"`
}

// Operation is one operation and what it needs.
type Operation struct {
	Version string `json:"version"`
	Method  string `json:"method"`
	Path    string `json:"path"`
	Title   string `json:"title,omitempty"`
	// Call is the call in Go.
	Call string `json:"call"`
	// Source is the page, by its path below api-reference.
	Source string `json:"source"`
	// Rows are the rows of the page's permission table; none where it lists no
	// permission.
	Rows []Row `json:"permissions"`
}

// Row is what one type of account needs: any one of the scopes, or one of each
// set of them.
type Row struct {
	Account string `json:"account"`
	Context string `json:"context,omitempty"`
	// Scopes are the alternatives, least privileged first.
	Scopes []string `json:"scopes"`
	// AllOf are the sets of scopes where the page asks for several together: one
	// of each is needed. Where it is empty, any one of Scopes will do.
	AllOf [][]string `json:"allOf,omitempty"`
	// Least is how many of the scopes are the least privileged: more than one
	// where the page says so.
	Least int `json:"least"`
	// Supported is false where the account can't call the operation.
	Supported bool `json:"supported"`
	// Unreadable is true where the page does not say which scopes.
	Unreadable bool `json:"unreadable,omitempty"`
}

// New makes the matrix of the operations that options choose, for each of the
// versions.
func New(api *model.API, versions []string, opts generator.Options) *Matrix {
	m := &Matrix{Operations: []Operation{}}
	for _, version := range versions {
		opts.Version = version
		calls := generator.Calls(api, opts)
		for _, op := range generator.Operations(api, opts) {
			o := Operation{
				Version: version, Method: op.Method, Path: op.Path, Title: op.Title,
				Call: calls[op.Method+" "+op.Path], Rows: []Row{},
			}
			if len(op.Sources) > 0 {
				o.Source = op.Sources[0]
			}
			for _, p := range op.Permissions {
				o.Rows = append(o.Rows, row(p))
			}
			m.Operations = append(m.Operations, o)
		}
	}
	return m
}

func row(p model.Permission) Row {
	r := Row{Account: p.Type, Context: p.Context, Scopes: p.Scopes, AllOf: p.AllOf, Supported: p.Supported, Unreadable: p.Unreadable}
	if r.Scopes == nil {
		r.Scopes = []string{}
	}
	for r.Least < len(r.Scopes) && slices.Contains(p.Least, r.Scopes[r.Least]) {
		r.Least++
	}
	if r.Least == 0 && len(r.Scopes) > 0 {
		r.Least = 1
	}
	return r
}

// set is scopes of which one is needed, least privileged first.
type set struct {
	scopes []string
	least  int // how many are the least privileged
}

// sets are the scopes of the row. Of several sets the first scope of each is the
// least privileged.
func (r Row) sets() []set {
	if len(r.AllOf) == 0 {
		return []set{{r.Scopes, r.Least}}
	}
	out := make([]set, len(r.AllOf))
	for i, scopes := range r.AllOf {
		out[i] = set{scopes, 1}
	}
	return out
}

// Versions returns the versions of the operation pages, sorted.
func Versions(api *model.API) []string {
	var out []string
	for _, p := range api.Pages {
		if len(p.Requests) > 0 && !slices.Contains(out, p.Version) {
			out = append(out, p.Version)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(b, a) }) // v1.0 before beta
	return out
}

// Scope keeps the operations, and of these the rows, that a scope is enough
// for, alone or together with others.
func (m *Matrix) Scope(scope string) *Matrix {
	out := &Matrix{Operations: []Operation{}}
	for _, o := range m.Operations {
		o.Rows = slices.DeleteFunc(slices.Clone(o.Rows), func(r Row) bool { return !slices.Contains(r.Scopes, scope) })
		if len(o.Rows) > 0 {
			out.Operations = append(out.Operations, o)
		}
	}
	return out
}

// Search keeps the operations that hold every word of a text, in any case, in
// their method, path, title, call or scopes.
func (m *Matrix) Search(text string) *Matrix {
	words := strings.Fields(strings.ToLower(text))
	out := &Matrix{Operations: []Operation{}}
	for _, o := range m.Operations {
		hay := strings.ToLower(o.haystack())
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			out.Operations = append(out.Operations, o)
		}
	}
	return out
}

func (o Operation) haystack() string {
	parts := []string{o.Method, o.Path, o.Title, o.Call}
	for _, r := range o.Rows {
		parts = append(parts, r.Scopes...)
	}
	return strings.Join(parts, " ")
}
