package scopes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// operation notes a use of a client's method and reports whether f is one.
// Wrappers, such as that of a promoted method or of a method value, count as
// what they wrap.
func (r *reach) operation(f *ssa.Function, pos token.Pos) bool {
	m, ok := f.Object().(*types.Func)
	if !ok || !r.p.isClientPackage(m.Pkg()) || m.Signature().Recv() == nil || types.IsInterface(m.Signature().Recv().Type()) {
		return false
	}
	switch op := r.p.operation(m); {
	case op != "":
		r.calls = append(r.calls, call{m.Pkg().Path(), op, pos})
	case isDo(m):
		r.note(pos, "Do: which operation is called is not known")
	}
	return true
}

func (p *program) isClientPackage(pkg *types.Package) bool {
	return pkg != nil && p.clients[pkg.Path()] != nil
}

// operation returns what a method of a client calls.
func (p *program) operation(m *types.Func) string {
	recv := m.Signature().Recv()
	if recv == nil || !p.isClientPackage(m.Pkg()) {
		return ""
	}
	named := namedOf(recv.Type())
	if named == nil {
		return ""
	}
	return p.clients[m.Pkg().Path()].Operation(named.Obj().Name() + "." + m.Name())
}

// isService reports whether a type of a client has operations.
func (p *program) isService(named *types.Named) bool {
	return p.clients[named.Obj().Pkg().Path()].HasOperations(named.Obj().Name())
}

// isDo reports whether a method of a client takes its operation as arguments.
func isDo(m *types.Func) bool {
	return m.Name() == "Do" && m.Signature().Params().Len() >= 3
}

// special handles the calls whose target is in their arguments, and reports
// whether that is all there is to them.
func (r *reach) special(f *ssa.Function, c *ssa.CallCommon, pos token.Pos) bool {
	m, ok := f.Object().(*types.Func)
	if !ok || m.Pkg() == nil || m.Signature().Recv() == nil {
		return false
	}
	if m.Pkg().Path() == "reflect" && slices.Contains([]string{"Method", "MethodByName"}, m.Name()) {
		r.note(pos, "reflect."+m.Name()+": calls by reflection are not seen")
	}
	if !r.p.isClientPackage(m.Pkg()) || !isDo(m) || len(c.Args) < 4 {
		return false
	}
	method, ok1 := text(c.Args[2])
	path, ok2 := text(c.Args[3])
	if op := r.p.clients[m.Pkg().Path()].Find(method, path); ok1 && ok2 && op != "" {
		r.calls = append(r.calls, call{m.Pkg().Path(), op, pos})
		return true
	}
	return false
}

func text(v ssa.Value) (string, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

func (r *reach) note(pos token.Pos, message string) {
	n := Note{r.p.position(pos), message}
	if !slices.Contains(r.notes, n) {
		r.notes = append(r.notes, n)
	}
}
