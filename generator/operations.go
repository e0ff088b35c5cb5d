package generator

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/internal/plan"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/parser/model"
)

// Operation is one operation of a client, with the facts of all its pages.
type Operation struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	// Call is how the client calls it: "Users.Messages.Get".
	Call string `json:"call"`
	// Args are the names of the path arguments.
	Args []string `json:"args,omitempty"`
	// Sources are the pages that document it, the preferred one first.
	Sources     []string           `json:"sources"`
	Title       string             `json:"title,omitempty"`
	Permissions []model.Permission `json:"permissions,omitempty"`
}

// Operations returns what Generate makes methods of, sorted by path and method.
func Operations(api *model.API, opts Options) []Operation {
	opts.defaults()
	planning := opts.planning()
	ops, _ := merge.Operations(pagesOf(api, opts.Version), opts.merging(planning.Rules))
	names, _ := plan.Names(ops, planning)
	return listed(ops, names)
}

// listed joins operations and their names, sorted by path and method.
func listed(ops []*merge.Operation, names []naming.Name) []Operation {
	out := make([]Operation, len(ops))
	for i, op := range ops {
		out[i] = Operation{
			Method: op.Method, Path: op.Path, Title: op.Page.Title, Permissions: op.Permissions,
			Call: strings.Join(append(slices.Clone(names[i].Services), names[i].Method), "."),
		}
		for _, a := range names[i].Args {
			out[i].Args = append(out[i].Args, a.Name)
		}
		for _, page := range op.Pages {
			out[i].Sources = append(out[i].Sources, page.Source.File)
		}
	}
	slices.SortFunc(out, func(a, b Operation) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Method, b.Method)
	})
	return out
}

// pagesOf returns the operation pages of one version.
func pagesOf(api *model.API, version string) []*model.Page {
	var pages []*model.Page
	for _, page := range api.Pages {
		if page.Version == version {
			pages = append(pages, page)
		}
	}
	return pages
}
