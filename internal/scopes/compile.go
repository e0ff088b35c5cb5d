package scopes

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/refactor/satisfy"

	"github.com/graphgen/graphgen/internal/methodset"
)

// mentioned notes what the source needs of the clients in order to compile,
// whether or not it is called.
func (p *program) mentioned(c *checker) {
	for _, s := range c.parsed {
		for id, obj := range s.info.Uses {
			p.mention(id.Pos(), obj)
		}
		for id, inst := range s.info.Instances {
			p.mentionAll(id.Pos(), methodset.ByConstraints(s.info.Uses[id], inst.TypeArgs))
		}
		for _, f := range s.files {
			for _, decl := range f.Decls {
				var find satisfy.Finder // of one declaration, to know where
				find.Find(s.info, []*ast.File{{Decls: []ast.Decl{decl}}})
				for c := range find.Result {
					p.mentionAll(decl.Pos(), methodset.By(c.LHS, c.RHS))
				}
			}
		}
	}
}

func (p *program) mentionAll(pos token.Pos, methods []*types.Func) {
	for _, m := range methods {
		p.mention(pos, m)
	}
}

// mention notes an operation, or a type.
func (p *program) mention(pos token.Pos, obj types.Object) {
	switch obj := obj.(type) {
	case *types.Func:
		if op := p.operation(obj.Origin()); op != "" {
			p.mentions = append(p.mentions, call{obj.Pkg().Path(), op, pos})
		}
	case *types.TypeName, *types.Const, *types.Var:
		if named := namedOf(obj.Type()); named != nil && p.isClientPackage(obj.Pkg()) && p.isClientPackage(named.Obj().Pkg()) {
			p.named[named.Obj()] = append(p.named[named.Obj()], pos)
		}
	}
}
