package scopes

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// leak is an interface type whose values are also given away as another one.
type leak struct {
	from *types.Interface
	to   types.Type
	pos  token.Pos
}

// isOurs reports whether only code that is seen can call the methods of an
// interface type: one that a package of the program declares.
func (r *reach) isOurs(iface types.Type) bool {
	named := namedOf(iface)
	return named != nil && named.Obj().Pkg() != nil && r.p.built[named.Obj().Pkg()]
}

// leak notes that values of one interface type become values of another, which
// code that is not seen may call.
func (r *reach) leak(from, to types.Type, pos token.Pos) {
	iface, ok := from.Underlying().(*types.Interface)
	if !ok || r.isOurs(to) {
		return
	}
	if types.Identical(from, to) {
		if r.leaked.At(from) != nil {
			return
		}
		r.leaked.Set(from, true)
	}
	l := leak{iface, to, pos}
	r.leaks = append(r.leaks, l)
	for _, t := range r.types {
		r.follow(t, l)
	}
}

func (r *reach) follow(t types.Type, l leak) {
	if types.Implements(t, l.from) {
		r.giveAway(t, l.to, l.pos)
	}
}

// giveAway adds the methods that code without a body may call on a value that
// it has as a given interface type: those of the interface, and all exported
// ones, by another interface or by reflection. The methods of clients it can
// call by the interface alone; that it finds them by reflection is noted.
func (r *reach) giveAway(t, iface types.Type, pos token.Pos) {
	direct := methodNames(iface)
	for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
		switch {
		case slices.Contains(direct, m.Id()):
			r.add(r.lookup(t, m), pos)
		case !m.Exported():
		case !r.p.isClientPackage(m.Pkg()):
			r.add(r.lookup(t, m), pos)
		case len(direct) == 0 && r.p.operation(m) != "":
			r.note(pos, "a value with operations becomes "+types.TypeString(iface, nil)+": calls by reflection are not seen")
		}
	}
	if r.given.At(t) == nil {
		r.given.Set(t, true)
		r.giveParts(t, pos)
	}
}

// giveParts gives away what reflection finds inside a value.
func (r *reach) giveParts(t types.Type, pos token.Pos) {
	if named := namedOf(t); named != nil {
		if args := named.TypeArgs(); args != nil {
			for arg := range args.Types() {
				r.givePart(arg, pos)
			}
		}
		if named.Obj().Pkg() == nil || !r.p.built[named.Obj().Pkg()] {
			return
		}
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem() // the methods of its pointer are given away already
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		r.givePart(u.Elem(), pos)
	case *types.Slice:
		r.givePart(u.Elem(), pos)
	case *types.Array:
		r.givePart(u.Elem(), pos)
	case *types.Chan:
		r.givePart(u.Elem(), pos)
	case *types.Map:
		r.givePart(u.Key(), pos)
		r.givePart(u.Elem(), pos)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() || f.Embedded() {
				r.givePart(f.Type(), pos)
			}
		}
	}
}

// givePart gives away a part of a value, which may be addressable.
func (r *reach) givePart(t types.Type, pos token.Pos) {
	if types.IsInterface(t) {
		r.leak(t, types.Universe.Lookup("any").Type(), pos)
		return
	}
	if named := namedOf(t); named != nil && r.p.isClientPackage(named.Obj().Pkg()) {
		return
	}
	if _, ok := t.Underlying().(*types.Pointer); !ok && namedOf(t) != nil {
		t = types.NewPointer(t)
	}
	if r.given.At(t) == nil {
		r.giveAway(t, types.Universe.Lookup("any").Type(), pos)
	}
}

func methodNames(iface types.Type) []string {
	u, ok := iface.Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var names []string
	for m := range u.Methods() {
		names = append(names, m.Id())
	}
	return names
}

// unknown takes a function without a body: if it is generic, it may do with
// values of its type arguments what code can that is given them.
func (r *reach) unknown(f *ssa.Function) {
	origin := f.Origin()
	if origin == nil || origin.TypeParams() == nil {
		return
	}
	for i, arg := range f.TypeArgs() {
		constraint := origin.TypeParams().At(i).Constraint()
		if types.IsInterface(arg) {
			r.leak(arg, constraint, f.Pos())
			continue
		}
		for _, name := range methodNames(constraint) {
			for m := range methods(r.p.ssa.MethodSets.MethodSet(arg)) {
				if m.Id() == name {
					r.add(r.lookup(arg, m), f.Pos())
				}
			}
		}
		if named := namedOf(arg); !discreet(f.Pkg) && named != nil && r.p.built[named.Obj().Pkg()] {
			r.giveAway(arg, constraint, f.Pos())
		}
	}
}

// discreet reports whether the generic functions of a package call no method
// of their arguments but those of the constraints.
func discreet(pkg *ssa.Package) bool {
	return pkg != nil && slices.Contains([]string{"cmp", "iter", "maps", "slices", "sync", "sync/atomic", "unique"}, pkg.Pkg.Path())
}
