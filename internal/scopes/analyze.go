package scopes

import (
	"cmp"
	"context"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Use is an operation that the program can reach.
type Use struct {
	// Operation is "GET /users/{id}".
	Operation string `json:"operation"`
	// Package is the import path of the client.
	Package string `json:"package"`
	// Calls are the places, "file:line", where it is called, sorted.
	Calls []string `json:"calls"`
	// Needs are the rows of the permission table of its page; none where the
	// page lists no permission.
	Needs []Requirement `json:"needs"`
}

// Program is what a program was found to do.
type Program struct {
	// Uses are sorted by operation.
	Uses []Use `json:"uses"`
	// Notes say where the analysis is blind.
	Notes []Note `json:"notes,omitempty"`
	// Library is true where no package is a command, so that all exported
	// functions were taken as reachable.
	Library bool `json:"library,omitempty"`
}

// Analyze loads the packages and finds the operations they can reach: from the
// main functions, or from everything exported where there is none.
func Analyze(ctx context.Context, opts Options) (*Program, error) {
	p, err := load(ctx, opts)
	if err != nil {
		return nil, err
	}
	r := &reach{p: p, seen: map[*ssa.Function]bool{}, invoked: map[string][]invocation{}}
	library := r.roots()
	r.run()
	out := p.collect(r.calls)
	out.Library = library
	out.Notes = r.notes
	slices.SortFunc(out.Notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message)) })
	return out, nil
}

// roots adds the functions that run without being called by the program.
func (r *reach) roots() (library bool) {
	library = true
	for _, pkg := range r.p.roots {
		if main := pkg.Func("main"); pkg.Pkg.Name() == "main" && main != nil {
			library = false
			r.add(main, main.Pos())
		}
	}
	for _, pkg := range r.p.roots {
		if !library && pkg.Pkg.Name() != "main" && !isTest(r.p, pkg) {
			continue
		}
		r.add(pkg.Func("init"), token.NoPos)
		if pkg.Pkg.Name() != "main" || isTest(r.p, pkg) {
			r.exported(pkg)
		}
	}
	return library
}

// isTest reports whether a package holds tests.
func isTest(p *program, pkg *ssa.Package) bool {
	for _, m := range pkg.Members {
		if f, ok := m.(*ssa.Function); ok && strings.HasSuffix(p.fset.Position(f.Pos()).Filename, "_test.go") {
			return true
		}
	}
	return false
}

// exported adds every function and method that other packages may call.
func (r *reach) exported(pkg *ssa.Package) {
	for _, m := range pkg.Members {
		switch m := m.(type) {
		case *ssa.Function:
			if m.Object() != nil && m.Object().Exported() && m.TypeParams() == nil {
				r.add(m, m.Pos())
			}
		case *ssa.Type:
			if m.Object().Exported() {
				r.exportedMethods(m.Type())
			}
		}
	}
}

func (r *reach) exportedMethods(t types.Type) {
	if named, ok := t.(*types.Named); ok && named.TypeParams() != nil {
		return
	}
	set := r.p.ssa.MethodSets.MethodSet(types.NewPointer(t))
	for m := range methods(set) {
		if m.Exported() {
			r.add(r.lookup(types.NewPointer(t), m), m.Pos())
		}
	}
}

// collect groups the calls by operation.
func (p *program) collect(calls []call) *Program {
	type key struct{ operation, sdk string }
	byOp := map[key]*Use{}
	for _, c := range calls {
		op, ok := strings.CutPrefix(c.method, "\x00")
		if !ok {
			op = c.sdk.methods[c.method]
		}
		if op == "" {
			continue // a method of the runtime, such as Page.Next
		}
		k := key{op, c.sdk.Path}
		if byOp[k] == nil {
			byOp[k] = &Use{Operation: op, Package: c.sdk.Path, Needs: c.sdk.needs[op]}
		}
		if pos := p.position(c.pos); pos != "" && !slices.Contains(byOp[k].Calls, pos) {
			byOp[k].Calls = append(byOp[k].Calls, pos)
		}
	}
	out := &Program{Uses: []Use{}}
	for _, use := range byOp {
		slices.Sort(use.Calls)
		out.Uses = append(out.Uses, *use)
	}
	slices.SortFunc(out.Uses, func(a, b Use) int {
		return cmp.Or(cmp.Compare(a.Operation, b.Operation), cmp.Compare(a.Package, b.Package))
	})
	return out
}

// position is "file:line", relative to the folder of the run.
func (p *program) position(pos token.Pos) string {
	at := p.fset.Position(pos)
	if !at.IsValid() {
		return ""
	}
	name := at.Filename
	dir, err := filepath.Abs(p.dir)
	if err == nil {
		if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
	}
	at.Filename, at.Column = filepath.ToSlash(name), 0
	return at.String()
}
