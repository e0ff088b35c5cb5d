package scopes

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/refactor/satisfy"
)

// mentioned notes what the source needs of the clients in order to compile,
// whether or not it is called.
func (p *program) mentioned(c *checker) {
	for _, s := range c.parsed {
		for id, obj := range s.info.Uses {
			p.mention(id.Pos(), obj)
		}
		for id, inst := range s.info.Instances {
			p.instantiated(id.Pos(), s.info.Uses[id], inst.TypeArgs)
		}
		for _, f := range s.files {
			for _, decl := range f.Decls {
				var find satisfy.Finder // of one declaration, to know where
				find.Find(s.info, []*ast.File{{Decls: []ast.Decl{decl}}})
				for c := range find.Result {
					p.satisfied(decl.Pos(), c.RHS, c.LHS)
				}
			}
		}
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

// instantiated notes the operations that the constraints of generic code have.
func (p *program) instantiated(pos token.Pos, obj types.Object, args *types.TypeList) {
	generic, ok := obj.Type().(interface{ TypeParams() *types.TypeParamList })
	if !ok {
		return
	}
	for i := range generic.TypeParams().Len() {
		p.satisfied(pos, args.At(i), generic.TypeParams().At(i).Constraint())
	}
}

// satisfied notes the operations by which t is of an interface type.
func (p *program) satisfied(pos token.Pos, t, iface types.Type) {
	wanted, ok := iface.Underlying().(*types.Interface)
	if !ok || types.IsInterface(t) {
		return
	}
	set := types.NewMethodSet(t)
	for m := range wanted.Methods() {
		if sel := set.Lookup(m.Pkg(), m.Name()); sel != nil {
			p.mention(pos, sel.Obj())
		}
	}
}
