package scopes

import (
	"go/types"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

// Lost is a type of a client that the source names, but that no operation has
// which is kept.
type Lost struct {
	Name  string
	Calls []string
}

// Lost returns the types that a client of some operations would lack, sorted
// by name. Of a type that has a base it is not known: it comes with its base.
func (p *Program) Lost(client string, uses []Use) []Lost {
	k := keeper{p: p.p, client: client, operations: map[string]bool{}, kept: map[types.Object]bool{}}
	for _, use := range uses {
		if use.Package == client {
			k.operations[use.Operation] = true
		}
	}
	var lost []Lost
	for obj, places := range p.p.named {
		if obj.Pkg().Path() != client || !p.p.isOfPages(obj) || hasBase(obj) {
			continue
		}
		if len(k.kept) == 0 { // not looked yet
			k.service(obj.Pkg().Scope().Lookup("Client"))
		}
		if !k.kept[obj] {
			lost = append(lost, Lost{obj.Name(), p.p.positions(places)})
		}
	}
	slices.SortFunc(lost, func(a, b Lost) int { return strings.Compare(a.Name, b.Name) })
	return lost
}

// isOfPages reports whether a type of a client comes from pages: the others
// are in every client.
func (p *program) isOfPages(obj *types.TypeName) bool {
	file := filepath.Base(p.fset.Position(obj.Pos()).Filename)
	return strings.HasPrefix(file, "types_") || strings.HasSuffix(file, "service.go") || file == "services.go"
}

// hasBase reports whether a type is derived from another: the generator says so
// in the tag of its first field.
func hasBase(obj *types.TypeName) bool {
	s, ok := obj.Type().Underlying().(*types.Struct)
	return ok && s.NumFields() > 0 && strings.HasSuffix(reflect.StructTag(s.Tag(0)).Get("odata"), ",always")
}

// keeper finds the types that operations have.
type keeper struct {
	p          *program
	client     string
	operations map[string]bool
	kept       map[types.Object]bool
}

// service keeps a service if it, or one inside, has an operation that is kept.
func (k *keeper) service(obj types.Object) bool {
	if obj == nil {
		return false
	}
	named, ok := obj.Type().(*types.Named)
	if !ok || named.TypeParams() != nil {
		return false
	}
	has := false
	for m := range named.Methods() {
		if k.operations[k.p.operation(m)] {
			has = true
			k.add(m.Signature())
		}
	}
	if s, ok := named.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			inner := namedOf(f.Type())
			if f.Exported() && inner != nil && inner.Obj().Pkg() == obj.Pkg() && k.service(inner.Obj()) {
				has = true
			}
		}
	}
	if has {
		k.kept[obj] = true
	}
	return has
}

// add keeps the types that a type is made of.
func (k *keeper) add(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if args := t.TypeArgs(); args != nil {
			for arg := range args.Types() {
				k.add(arg)
			}
		}
		if pkg := t.Obj().Pkg(); pkg == nil || pkg.Path() != k.client || k.kept[t.Obj()] {
			return
		}
		k.kept[t.Obj()] = true
		k.add(t.Underlying())
	case *types.Signature:
		for v := range t.Params().Variables() {
			k.add(v.Type())
		}
		for v := range t.Results().Variables() {
			k.add(v.Type())
		}
	case *types.Struct:
		for f := range t.Fields() {
			k.add(f.Type())
		}
	case *types.Map:
		k.add(t.Elem())
	case interface{ Elem() types.Type }:
		k.add(t.Elem())
	}
}
