package scopecheck

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"

	"golang.org/x/tools/go/analysis"

	"github.com/graphgen/graphgen/internal/methodset"
)

// use is a place where a function or a package's variable is named, or put into
// an interface value.
type use struct {
	of  types.Object
	pos token.Pos
	// raw is the operation of a call of Do; one without a name is not known.
	raw *Operation
}

// uses collects the uses of a package by the declaration that makes them.
type uses struct {
	pass  *analysis.Pass
	spans []span // sorted
	// by maps a function or a package's variable to what it uses; nil stands
	// for variables without a name.
	by map[types.Object][]use
	// clients are those whose method Do was called, by path.
	clients map[string]*client
}

// span is where a declaration stands.
type span struct {
	from, to token.Pos
	owners   []types.Object
}

func collect(pass *analysis.Pass) *uses {
	u := &uses{pass: pass, by: map[types.Object][]use{}, clients: map[string]*client{}}
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			u.declare(decl)
		}
	}
	sort.Slice(u.spans, func(i, j int) bool { return u.spans[i].from < u.spans[j].from })
	for _, f := range pass.Files {
		ast.Inspect(f, u.node)
	}
	conversions(pass, u)
	return u
}

// declare notes what a declaration declares.
func (u *uses) declare(decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		u.spans = append(u.spans, span{d.Pos(), d.End(), []types.Object{u.pass.TypesInfo.Defs[d.Name]}})
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				s := span{from: v.Pos(), to: v.End()}
				for _, name := range v.Names {
					s.owners = append(s.owners, named(u.pass.TypesInfo.Defs[name]))
				}
				u.spans = append(u.spans, s)
			}
		}
	}
}

// named returns a variable, nil for one that is not to be named.
func named(obj types.Object) types.Object {
	if obj.Name() == "_" {
		return nil
	}
	return obj
}

// add notes a use by the declaration around it.
func (u *uses) add(n use) {
	i := sort.Search(len(u.spans), func(i int) bool { return u.spans[i].to > n.pos })
	if i == len(u.spans) || u.spans[i].from > n.pos {
		return // in a type
	}
	for _, owner := range u.spans[i].owners {
		u.by[owner] = append(u.by[owner], n)
	}
}

// node notes what a node of the syntax uses.
func (u *uses) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Ident:
		u.name(n)
	case *ast.CallExpr:
		u.raw(n)
	}
	return true
}

func (u *uses) name(id *ast.Ident) {
	switch obj := u.pass.TypesInfo.Uses[id].(type) {
	case *types.Func:
		u.add(use{of: obj.Origin(), pos: id.Pos()})
		u.instance(id)
	case *types.Var:
		if obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
			u.add(use{of: obj, pos: id.Pos()})
		}
	case *types.TypeName:
		u.instance(id)
	}
}

// instance notes the methods that generic code calls by its constraints.
func (u *uses) instance(id *ast.Ident) {
	if inst, ok := u.pass.TypesInfo.Instances[id]; ok {
		u.methods(id.Pos(), methodset.ByConstraints(u.pass.TypesInfo.Uses[id], inst.TypeArgs))
	}
}

func (u *uses) methods(pos token.Pos, list []*types.Func) {
	for _, m := range list {
		u.add(use{of: m, pos: pos})
	}
}
