package scopes

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/pathfilter"
)

// Patterns returns the include patterns that choose exactly the operations
// that the program uses of a client, sorted: one for each path.
func (p *Program) Patterns(client string) []string { return Patterns(p.Uses, client) }

// Patterns returns the include patterns of some uses of a client.
func Patterns(uses []Use, client string) []string {
	methods := map[string][]string{}
	var paths []string
	for _, use := range uses {
		if use.Package != client {
			continue
		}
		method, path, _ := strings.Cut(use.Operation, " ")
		if methods[path] == nil {
			paths = append(paths, path)
		}
		if !slices.Contains(methods[path], method) {
			methods[path] = append(methods[path], method)
		}
	}
	slices.Sort(paths)
	var out []string
	for _, path := range paths {
		slices.Sort(methods[path])
		out = append(out, pathfilter.Exact(path, methods[path]...))
	}
	return out
}

// Clients returns the import paths of the clients that the program uses,
// sorted.
func (p *Program) Clients() []string {
	var out []string
	for _, use := range p.Uses {
		out = append(out, use.Package)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
