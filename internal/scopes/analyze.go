package scopes

import (
	"cmp"
	"context"
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/graphgen/graphgen/internal/sdk"
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
	Needs []sdk.Requirement `json:"needs"`
}

// Program is what a program was found to do.
type Program struct {
	// Uses are sorted by operation.
	Uses []Use `json:"uses"`
	// Unreached are operations that the source names, but in code that is never
	// called, or that an interface has which their service is put into. They need
	// no scope; without them the source does not compile.
	Unreached []Use `json:"unreached,omitempty"`
	// Notes say where the analysis is blind.
	Notes []Note `json:"notes,omitempty"`
	// Library is true where no command uses a client, so that everything
	// exported was taken as reachable.
	Library bool `json:"library,omitempty"`

	p *program
}

// Analyze loads the packages and finds the operations they can reach: from the
// main functions, or from everything exported where there is none.
func Analyze(ctx context.Context, opts Options) (*Program, error) {
	p, err := load(ctx, opts)
	if err != nil {
		return nil, err
	}
	return p.analyze(), nil
}

func (p *program) analyze() *Program {
	r := newReach(p)
	r.roots()
	r.run()
	r.foreignFiles()
	out := &Program{Uses: p.collect(r.calls), Library: len(p.api) > 0, Notes: r.notes, p: p}
	for _, use := range p.collect(p.mentions) {
		if !slices.ContainsFunc(out.Uses, func(u Use) bool { return u.Operation == use.Operation && u.Package == use.Package }) {
			out.Unreached = append(out.Unreached, use)
		}
	}
	slices.SortFunc(out.Notes, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message)) })
	return out
}

// roots adds the functions that run without being called by the program.
func (r *reach) roots() {
	for _, pkg := range r.p.main {
		r.add(pkg.Func("init"), token.NoPos)
		r.add(pkg.Func("main"), token.NoPos)
	}
	for _, pkg := range r.p.api {
		r.add(pkg.Func("init"), token.NoPos)
		r.exported(pkg)
	}
}

// exported adds what other packages may call: exported functions, and exported
// methods, also of types that they can get hold of but not name.
func (r *reach) exported(pkg *ssa.Package) {
	scope := pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() {
				r.add(r.p.ssa.FuncValue(obj), obj.Pos())
				r.giveResults(obj.Signature(), obj.Pos())
			}
		case *types.Var:
			if obj.Exported() {
				r.givePart(obj.Type(), obj.Pos())
			}
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() && !types.IsInterface(named) {
				r.exportedMethods(named)
			}
		}
	}
}

func (r *reach) exportedMethods(named *types.Named) {
	for m := range named.Methods() {
		if m.Exported() {
			r.add(r.p.ssa.FuncValue(m), m.Pos())
		}
	}
	if named.TypeParams() == nil && named.Obj().Exported() {
		r.givePart(named, named.Obj().Pos()) // promoted methods too
	}
}

// foreignFiles notes the files that somebody added to a client: methods in
// them call operations unseen.
func (r *reach) foreignFiles() {
	for _, c := range r.p.clients {
		for _, name := range c.Other {
			n := Note{r.p.relative(name) + ":1", "a file in the client's package that was not generated: calls in it are not seen"}
			r.notes = append(r.notes, n)
		}
	}
}

// collect groups calls by operation, sorted.
func (p *program) collect(calls []call) []Use {
	type key struct{ operation, client string }
	byOp := map[key]*Use{}
	for _, c := range calls {
		k := key{c.operation, c.client}
		if byOp[k] == nil {
			byOp[k] = &Use{Operation: c.operation, Package: c.client, Calls: []string{}, Needs: p.clients[c.client].Needs(c.operation)}
		}
		if pos := p.position(c.pos); pos != "" && !slices.Contains(byOp[k].Calls, pos) {
			byOp[k].Calls = append(byOp[k].Calls, pos)
		}
	}
	out := []Use{}
	for _, use := range byOp {
		slices.SortFunc(use.Calls, comparePositions)
		out = append(out, *use)
	}
	slices.SortFunc(out, func(a, b Use) int {
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
	return fmt.Sprintf("%s:%d", p.relative(at.Filename), at.Line)
}

// positions are those of several places, sorted.
func (p *program) positions(places []token.Pos) []string {
	var out []string
	for _, pos := range places {
		out = append(out, p.position(pos))
	}
	slices.SortFunc(out, comparePositions)
	return slices.Compact(out)
}

// relative is a file's name below the folder of the run, or in full.
func (p *program) relative(name string) string {
	dir, err := filepath.Abs(p.dir)
	if err == nil {
		if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
	}
	return filepath.ToSlash(name)
}

// comparePositions orders by file, then by line.
func comparePositions(a, b string) int {
	fileA, lineA := cutLine(a)
	fileB, lineB := cutLine(b)
	return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(len(lineA), len(lineB)), cmp.Compare(lineA, lineB))
}

func cutLine(pos string) (file, line string) {
	i := strings.LastIndexByte(pos, ':')
	return pos[:i], pos[i+1:]
}
