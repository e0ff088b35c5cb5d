package scopecheck

import (
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/graphgen/graphgen/internal/sdk"
)

// client is what the facts say of a client.
type client struct {
	*sdk.Client
	operations map[string]Operation
}

// client reads the facts of a client; without operations, a package is none.
func (u *uses) client(path string) *client {
	if c := u.clients[path]; c != nil {
		return c
	}
	c := &client{sdk.New(path), map[string]Operation{}}
	for _, f := range u.pass.AllObjectFacts() {
		n, ok := f.Fact.(*Needs)
		if !ok || !n.Direct {
			continue
		}
		for _, o := range n.Operations {
			if o.Client == path {
				c.AddMethod("", o.Name, o.Name)
				c.operations[o.Name] = o
			}
		}
	}
	u.clients[path] = c
	return c
}

// raw notes a call of a client's Do, whose operation is in its arguments.
func (u *uses) raw(call *ast.CallExpr) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) < 3 {
		return
	}
	m, ok := u.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || m.Name() != "Do" || m.Pkg() == nil || m.Signature().Recv() == nil || m.Signature().Params().Len() < 3 {
		return
	}
	c := u.client(m.Pkg().Path())
	if len(c.operations) == 0 {
		return
	}
	o, ok := c.operations[c.Find(u.text(call.Args[1]), u.text(call.Args[2]))]
	if !ok {
		o.Client = c.Path
	}
	u.add(use{of: m, pos: sel.Sel.Pos(), raw: &o})
}

// text is the value of a constant; nothing where an expression is none.
func (u *uses) text(e ast.Expr) string {
	v := u.pass.TypesInfo.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(v)
}
