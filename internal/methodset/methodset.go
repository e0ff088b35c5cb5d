// Package methodset tells which methods of a type a program can call without
// naming them: by an interface, or by the constraint of generic code.
//
// It looks at types, and neither for where they meet nor for operations.
package methodset

import "go/types"

// By returns the methods of t that a value of an interface type has; none where
// t is an interface itself, whose methods are those of other types.
func By(iface, t types.Type) []*types.Func {
	wanted, ok := iface.Underlying().(*types.Interface)
	if !ok || types.IsInterface(t) {
		return nil
	}
	var out []*types.Func
	set := types.NewMethodSet(t)
	for m := range wanted.Methods() {
		if sel := set.Lookup(m.Pkg(), m.Name()); sel != nil {
			out = append(out, sel.Obj().(*types.Func).Origin())
		}
	}
	return out
}

// ByConstraints returns the methods that the type arguments of a generic
// function or type have by its constraints.
func ByConstraints(generic types.Object, args *types.TypeList) []*types.Func {
	g, ok := generic.Type().(interface{ TypeParams() *types.TypeParamList })
	if !ok {
		return nil
	}
	var out []*types.Func
	for i := range g.TypeParams().Len() {
		out = append(out, By(g.TypeParams().At(i).Constraint(), args.At(i))...)
	}
	return out
}
