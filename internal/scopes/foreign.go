package scopes

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// leak is an interface type whose values are also given away as another one.
type leak struct {
	from *types.Interface
	to   types.Type
	pos  token.Pos
}

// isOurs reports whether only code that is seen can call the methods of an
// interface type: one that a package of the program declares. What a library
// declares, those that import it can call too.
func (r *reach) isOurs(iface types.Type) bool {
	named := namedOf(iface)
	return len(r.p.api) == 0 && named != nil && named.Obj().Pkg() != nil && r.p.built[named.Obj().Pkg()]
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
// call by the interface alone; that it finds them by reflection is noted. Those
// that a type of a library has from a client inside count as the library's.
func (r *reach) giveAway(t, iface types.Type, pos token.Pos) {
	direct := methodNames(iface)
	for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
		switch {
		case slices.Contains(direct, m.Id()):
			r.add(r.lookup(t, m), pos)
		case !m.Exported():
		case !r.p.isClientPackage(m.Pkg()), len(r.p.api) > 0 && !r.isClients(t):
			r.add(r.lookup(t, m), pos)
		case len(direct) == 0 && r.p.operation(m) != "":
			r.note(pos, "a value with operations becomes "+types.TypeString(iface, nil)+": calls by reflection are not seen")
		}
	}
	if first(&r.given, t) {
		r.giveParts(t, pos)
	}
	if (len(direct) == 0 || len(r.p.api) > 0) && first(&r.handed, t) {
		r.giveMade(t, pos)
	}
}

// first adds t to a set and reports whether it was not there.
func first(set *typeutil.Map, t types.Type) bool { return set.Set(t, true) == nil }

// giveMade gives away what the exported methods of a value return.
func (r *reach) giveMade(t types.Type, pos token.Pos) {
	for m := range methods(r.p.ssa.MethodSets.MethodSet(t)) {
		if m.Exported() && r.p.built[m.Pkg()] {
			r.giveResults(m.Signature(), pos)
		}
	}
}

// giveResults gives away what a function returns to code that is not seen.
func (r *reach) giveResults(f *types.Signature, pos token.Pos) {
	for v := range f.Results().Variables() {
		r.givePart(v.Type(), pos)
	}
}

// giveParts gives away what reflection finds inside a value, or what it gets
// by calling it.
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
	case *types.Signature:
		r.giveResults(u, pos)
	case *types.Map:
		r.givePart(u.Key(), pos)
		r.givePart(u.Elem(), pos)
	case interface{ Elem() types.Type }: // pointers, slices, arrays, channels
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
	if !first(&r.parts, t) {
		return
	}
	everything := types.Universe.Lookup("any").Type()
	if iface, ok := t.Underlying().(*types.Interface); ok {
		if len(r.p.api) > 0 {
			r.invokeAll(iface, pos)
		} else {
			r.leak(t, everything, pos)
		}
		return
	}
	if _, ok := t.Underlying().(*types.Pointer); !ok && namedOf(t) != nil {
		t = types.NewPointer(t)
	}
	switch {
	case !r.isClients(t):
		r.convert(t, everything, pos)
	case r.p.isService(namedOf(t)):
		r.know(t)
	}
}

// invokeAll calls every method of an interface that a library hands out.
func (r *reach) invokeAll(iface *types.Interface, pos token.Pos) {
	for m := range iface.Methods() {
		if m.Exported() {
			r.invoke(invocation{iface, m, pos})
		}
	}
}

// isClients reports whether a client declares a type.
func (r *reach) isClients(t types.Type) bool {
	named := namedOf(t)
	return named != nil && r.p.isClientPackage(named.Obj().Pkg())
}

// exportedToC adds what cgo makes of the functions that a package marks with
// "//export": C may call them.
func (r *reach) exportedToC(pkg *ssa.Package) {
	for _, name := range pkg.Pkg.Scope().Names() {
		if strings.HasPrefix(name, "_cgoexp_") {
			r.add(pkg.Func(name), token.NoPos)
		}
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
func (r *reach) unknown(f *ssa.Function, pos token.Pos) {
	origin := f.Origin()
	if origin == nil || origin.TypeParams() == nil {
		return
	}
	for i, arg := range f.TypeArgs() {
		constraint := origin.TypeParams().At(i).Constraint()
		if types.IsInterface(arg) {
			r.leak(arg, constraint, pos)
			continue
		}
		if !discreet(f.Pkg) {
			r.convert(arg, constraint, pos)
			continue
		}
		for m := range methods(r.p.ssa.MethodSets.MethodSet(arg)) {
			if slices.Contains(methodNames(constraint), m.Id()) {
				r.add(r.lookup(arg, m), pos)
			}
		}
	}
}

// discreet reports whether the generic functions of a package call no method
// of their arguments but those of the constraints.
func discreet(pkg *ssa.Package) bool {
	return pkg != nil && slices.Contains([]string{"cmp", "iter", "maps", "slices", "sync", "sync/atomic", "unique"}, pkg.Pkg.Path())
}
