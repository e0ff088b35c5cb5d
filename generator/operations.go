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
	order := make([]int, len(ops))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if c := strings.Compare(ops[a].Path, ops[b].Path); c != 0 {
			return c
		}
		return strings.Compare(ops[a].Method, ops[b].Method)
	})
	out := make([]Operation, len(ops))
	for i, at := range order {
		out[i] = operationOf(ops[at], &names[at])
	}
	return out
}

func operationOf(op *merge.Operation, name *naming.Name) Operation {
	out := Operation{
		Method: op.Method, Path: op.Path, Call: name.String(),
		Sources: make([]string, len(op.Pages)), Title: op.Page.Title, Permissions: op.Permissions,
	}
	for i, page := range op.Pages {
		out.Sources[i] = page.Source.File
	}
	for _, a := range name.Args {
		out.Args = append(out.Args, a.Name)
	}
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
