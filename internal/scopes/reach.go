package scopes

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// reach collects what is reachable from the roots. It is rapid type analysis,
// with three assumptions about code whose bodies are unknown: it may call any
// function value that is made, any method of an interface that it knows on a
// value that it is given, and any exported method of a value whose type is the
// program's own.
type reach struct {
	p     *program
	seen  map[*ssa.Function]bool
	queue []*ssa.Function

	types   []types.Type // concrete types that became interface values
	known   typeutil.Map // of types
	invoked map[string][]invocation
	leaks   []leak
	leaked  typeutil.Map // interfaces that leaked as they are
	given   typeutil.Map // types whose parts were given away
	handed  typeutil.Map // types of which also what their methods return was
	parts   typeutil.Map // types of parts that were given away

	calls []call
	notes []Note
}

// invocation is a call by interface.
type invocation struct {
	iface  *types.Interface
	method *types.Func
	pos    token.Pos
}

// call is a use of an operation.
type call struct {
	client, operation string
	pos               token.Pos
}

// Note is something that the analysis can't see through.
type Note struct {
	Pos     string `json:"pos"`
	Message string `json:"message"`
}

func newReach(p *program) *reach {
	return &reach{p: p, seen: map[*ssa.Function]bool{}, invoked: map[string][]invocation{}}
}

func (r *reach) run() {
	for len(r.queue) > 0 {
		f := r.queue[len(r.queue)-1]
		r.queue = r.queue[:len(r.queue)-1]
		r.body(f)
	}
}

// add marks a function as reachable from pos. Methods of clients are where
// the search ends.
func (r *reach) add(f *ssa.Function, pos token.Pos) {
	if f == nil || r.operation(f, pos) || r.seen[f] {
		return
	}
	r.seen[f] = true
	if f.Blocks == nil {
		r.unknown(f, pos)
		return
	}
	r.queue = append(r.queue, f)
}

// body looks at the instructions of a reachable function.
func (r *reach) body(f *ssa.Function) {
	if f.Pkg != nil && f == f.Pkg.Func("init") {
		r.exportedToC(f.Pkg)
	}
	seen := make([]bool, len(f.Blocks))
	r.block(f.Blocks[0], seen)
	if f.Recover != nil {
		r.block(f.Recover, seen)
	}
}

// block looks at a block and those that may follow it.
func (r *reach) block(b *ssa.BasicBlock, seen []bool) {
	if seen[b.Index] {
		return
	}
	seen[b.Index] = true
	for _, instr := range b.Instrs {
		r.instruction(instr, where(instr))
	}
	for _, next := range branches(b) {
		r.block(next, seen)
	}
}

// branches returns the blocks that may follow b: one of two where the
// condition is a constant.
func branches(b *ssa.BasicBlock) []*ssa.BasicBlock {
	if fork, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
		if c, ok := fork.Cond.(*ssa.Const); ok && c.Value != nil {
			if constant.BoolVal(c.Value) {
				return b.Succs[:1]
			}
			return b.Succs[1:]
		}
	}
	return b.Succs
}

// where is the place of an instruction; where it has none, that of what uses
// it, or that of the function.
func where(instr ssa.Instruction) token.Pos {
	if instr.Pos().IsValid() {
		return instr.Pos()
	}
	if v, ok := instr.(ssa.Value); ok && v.Referrers() != nil {
		for _, user := range *v.Referrers() {
			if user.Pos().IsValid() {
				return user.Pos()
			}
		}
	}
	return instr.Parent().Pos()
}

func (r *reach) instruction(instr ssa.Instruction, pos token.Pos) {
	switch i := instr.(type) {
	case ssa.CallInstruction:
		r.call(i.Common(), pos)
		r.operands(instr, i.Common().StaticCallee(), pos)
		return
	case *ssa.MakeInterface:
		r.convert(i.X.Type(), i.Type(), pos)
	case *ssa.ChangeInterface:
		r.leak(i.X.Type(), i.Type(), pos)
	case *ssa.TypeAssert:
		if types.IsInterface(i.AssertedType) {
			r.leak(i.AssertedType, i.AssertedType, pos)
		}
	}
	r.operands(instr, nil, pos)
}

// operands adds the functions that an instruction uses as values.
func (r *reach) operands(instr ssa.Instruction, callee *ssa.Function, pos token.Pos) {
	var space [8]*ssa.Value
	for i, op := range instr.Operands(space[:0]) {
		f, ok := (*op).(*ssa.Function)
		if ok && (i > 0 || f != callee) {
			r.add(f, pos)
		}
	}
}

// call adds what a call may reach.
func (r *reach) call(c *ssa.CallCommon, pos token.Pos) {
	if !c.IsInvoke() {
		f := c.StaticCallee()
		if f != nil && r.special(f, c, pos) {
			return
		}
		r.add(f, pos)
		return // what a function value may be is reachable where it was made
	}
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if ok {
		r.invoke(invocation{iface, c.Method, pos})
	}
}

func (r *reach) invoke(inv invocation) {
	name := inv.method.Id()
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
	r.know(t)
	if !r.isOurs(iface) {
		r.giveAway(t, iface, pos)
	}
}

// know notes that there are interface values of type t, here or in code that
// is not seen.
func (r *reach) know(t types.Type) {
	if !first(&r.known, t) {
		return
	}
	r.types = append(r.types, t)
	for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
		for _, inv := range r.invoked[m.Id()] {
			r.dispatch(t, inv)
		}
	}
	for _, l := range r.leaks {
		r.follow(t, l)
	}
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

func namedOf(t types.Type) *types.Named {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}
