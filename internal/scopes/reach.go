package scopes

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// reach collects what is reachable from the roots. It is rapid type analysis,
// with two assumptions about code whose bodies are unknown: it may call any
// function value that is made, and any method of a value that it is given, by
// an interface that it knows.
type reach struct {
	p     *program
	seen  map[*ssa.Function]bool
	queue []*ssa.Function

	types   []types.Type // concrete types that became interface values
	known   typeutil.Map // of types
	invoked map[string][]invocation

	calls []call
	notes []Note
}

// invocation is a call by interface.
type invocation struct {
	iface  *types.Interface
	method *types.Func
	pos    token.Pos
}

// call is a use of an SDK method.
type call struct {
	sdk    *SDK
	method string // "UsersService.Get"
	pos    token.Pos
}

// Note is something that the analysis can't see through.
type Note struct {
	Pos     string `json:"pos"`
	Message string `json:"message"`
}

func (r *reach) run() {
	for len(r.queue) > 0 {
		f := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.body(f)
	}
}

// add marks a function as reachable from pos. SDK methods are where the
// search ends.
func (r *reach) add(f *ssa.Function, pos token.Pos) {
	if f == nil {
		return
	}
	if sdk, name := r.p.method(f); sdk != nil {
		r.calls = append(r.calls, call{sdk, name, pos})
		return
	}
	if r.seen[f] {
		return
	}
	r.seen[f] = true
	r.queue = append(r.queue, f)
}

// method returns the SDK and the name of an SDK method. Wrappers, such as that
// of a promoted method or of a method value, count as what they wrap.
func (p *program) method(f *ssa.Function) (*SDK, string) {
	obj, ok := f.Object().(*types.Func)
	if !ok || obj.Pkg() == nil || obj.Signature().Recv() == nil {
		return nil, ""
	}
	sdk, named := p.sdks[obj.Pkg().Path()], namedOf(obj.Signature().Recv().Type())
	if sdk == nil || named == nil {
		return nil, ""
	}
	return sdk, named.Obj().Name() + "." + obj.Name()
}

func namedOf(t types.Type) *types.Named {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

// body looks at the instructions of a reachable function.
func (r *reach) body(f *ssa.Function) {
	if f.Blocks == nil {
		r.unknown(f)
		return
	}
	for _, block := range f.Blocks {
		for _, instr := range block.Instrs {
			r.instruction(instr)
		}
	}
}

// unknown assumes of a generic function without a body that it calls every
// method that its type parameters have.
func (r *reach) unknown(f *ssa.Function) {
	origin := f.Origin()
	if origin == nil || origin.TypeParams() == nil {
		return
	}
	for i, arg := range f.TypeArgs() {
		iface, ok := origin.TypeParams().At(i).Constraint().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for m := range iface.Methods() {
			r.add(r.lookup(arg, m), f.Pos())
		}
	}
}

func (r *reach) instruction(instr ssa.Instruction) {
	pos := instr.Pos()
	if c, ok := instr.(ssa.CallInstruction); ok {
		r.call(c.Common(), pos)
		r.operands(instr, c.Common().StaticCallee(), pos)
		return
	}
	if m, ok := instr.(*ssa.MakeInterface); ok {
		r.convert(m.X.Type(), m.Type(), pos)
	}
	r.operands(instr, nil, pos)
}

// operands adds the functions that an instruction uses as values.
func (r *reach) operands(instr ssa.Instruction, callee *ssa.Function, pos token.Pos) {
	var space [8]*ssa.Value
	for i, op := range instr.Operands(space[:0]) {
		f, ok := (*op).(*ssa.Function)
		if ok && !(i == 0 && f == callee) {
			r.add(f, pos)
		}
	}
}

// call adds what a call may reach.
func (r *reach) call(c *ssa.CallCommon, pos token.Pos) {
	if !c.IsInvoke() {
		f := c.StaticCallee()
		r.add(f, pos)
		r.escape(f, c, pos)
		return // what a function value may be is reachable where it was made
	}
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	inv := invocation{iface, c.Method, pos}
	name := c.Method.Id()
	r.invoked[name] = append(r.invoked[name], inv)
	for _, t := range r.types {
		r.dispatch(t, inv)
	}
}

// dispatch adds the method of t that an invocation calls, if t fits.
func (r *reach) dispatch(t types.Type, inv invocation) {
	if types.Implements(t, inv.iface) {
		r.add(r.lookup(t, inv.method), inv.pos)
	}
}

func (r *reach) lookup(t types.Type, m *types.Func) *ssa.Function {
	sel := r.p.ssa.MethodSets.MethodSet(t).Lookup(m.Pkg(), m.Name())
	if sel == nil {
		return nil
	}
	return r.p.ssa.MethodValue(sel)
}

// convert notes that a value of type t became an interface value.
func (r *reach) convert(t, iface types.Type, pos token.Pos) {
	if r.known.At(t) == nil {
		r.known.Set(t, true)
		r.types = append(r.types, t)
		for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
			for _, inv := range r.invoked[m.Id()] {
				r.dispatch(t, inv)
			}
		}
	}
	r.giveAway(t, iface, pos)
}

func methods(set *types.MethodSet) func(func(*types.Func) bool) {
	return func(yield func(*types.Func) bool) {
		for i := range set.Len() {
			if m, ok := set.At(i).Obj().(*types.Func); ok && !yield(m) {
				return
			}
		}
	}
}

// giveAway adds the methods that code without a body may call on a value: all
// exported ones, where the interface is empty or is not declared by code that
// is seen. Nobody but reflection can call SDK methods so.
func (r *reach) giveAway(t, iface types.Type, pos token.Pos) {
	named := namedOf(t)
	if named != nil && named.Obj().Pkg() != nil && r.p.sdks[named.Obj().Pkg().Path()] != nil {
		if empty(iface) && r.p.isService(named) {
			r.note(pos, "a value of "+named.Obj().Name()+" becomes "+iface.String()+": calls by reflection are not seen")
		}
		return
	}
	if n := namedOf(iface); n != nil && n.Obj().Pkg() != nil && r.p.built[n.Obj().Pkg().Path()] {
		return
	}
	for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
		if m.Exported() {
			r.add(r.lookup(t, m), pos)
		}
	}
}

func empty(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.NumMethods() == 0
}

// isService reports whether a type of an SDK has operations.
func (p *program) isService(named *types.Named) bool {
	sdk := p.sdks[named.Obj().Pkg().Path()]
	prefix := named.Obj().Name() + "."
	for method := range sdk.methods {
		if strings.HasPrefix(method, prefix) {
			return true
		}
	}
	return named.Obj().Name() == "Client"
}

// escape looks at calls that the analysis can't follow: reflection, and the
// client's own Do, whose operation is in its arguments.
func (r *reach) escape(f *ssa.Function, c *ssa.CallCommon, pos token.Pos) {
	if f == nil || f.Object() == nil || f.Object().Pkg() == nil {
		return
	}
	path, name := f.Object().Pkg().Path(), f.Name()
	if path == "reflect" && slices.Contains([]string{"Method", "MethodByName"}, name) {
		r.note(pos, "reflect."+name+": calls by reflection are not seen")
	}
	if sdk := r.p.sdks[path]; sdk != nil && name == "Do" && f.Signature.Recv() != nil && len(c.Args) >= 4 {
		r.raw(sdk, c.Args[2], c.Args[3], pos)
	}
}

// raw takes a call of Do: an operation where method and path are constants.
func (r *reach) raw(sdk *SDK, method, path ssa.Value, pos token.Pos) {
	m, ok1 := text(method)
	u, ok2 := text(path)
	if ok1 && ok2 {
		if op := sdk.find(m, u); op != "" {
			r.calls = append(r.calls, call{sdk, "\x00" + op, pos})
			return
		}
	}
	r.note(pos, "Do: which operation is called is not known")
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

// find returns the operation whose documented path a path matches.
func (s *SDK) find(method, path string) string {
	path, _, _ = strings.Cut(path, "?")
	for _, op := range s.Operations() {
		m, documented, _ := strings.Cut(op, " ")
		if m == method && fits(documented, path) {
			return op
		}
	}
	return ""
}

func fits(documented, path string) bool {
	a, b := strings.Split(documented, "/"), strings.Split(path, "/")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.EqualFold(a[i], b[i]) && !strings.HasPrefix(a[i], "{") {
			return false
		}
	}
	return true
}
