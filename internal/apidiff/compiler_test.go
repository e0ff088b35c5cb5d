package apidiff

import (
	"go/token"
	gotypes "go/types"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/typecheck"
	"github.com/graphgen/graphgen/parser/model"
)

// judgeByCompiler wants a report to call breaking what a program that uses
// every name of the old clients would not compile against the new ones for, and
// nothing else; and an addition what they gain. They are those that options
// choose, or the whole one of v1.0.
func judgeByCompiler(t *testing.T, old, new *model.API, r *Report, compiles bool, chosen ...generator.Options) {
	t.Helper()
	if len(chosen) == 0 {
		chosen = []generator.Options{{}}
	}
	var broken, gained []string
	for _, opts := range chosen {
		before, after := exported(t, old, opts), exported(t, new, opts)
		for _, name := range slices.Sorted(maps.Keys(before)) {
			if after[name] != before[name] {
				broken = append(broken, name+": "+before[name]+" became "+after[name])
			}
		}
		for name := range after {
			if before[name] == "" {
				gained = append(gained, name)
			}
		}
	}
	if breaks := r.Verdict() == Major; breaks != (len(broken) > 0) && !(breaks && compiles) {
		t.Errorf("verdict %v, and the compiler finds %q", r.Verdict(), broken)
	}
	if len(gained) > 0 && r.Verdict() < Minor {
		t.Errorf("verdict %v, and the clients gain %q", r.Verdict(), gained)
	}
}

// exported returns the types of all that a program can use of a client.
func exported(t *testing.T, api *model.API, opts generator.Options) map[string]string {
	t.Helper()
	files, _, err := generator.Generate(api, opts)
	if err != nil {
		t.Fatal(err)
	}
	c, err := checker()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := c.Package(files)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range pkg.Scope().Names() {
		if o := pkg.Scope().Lookup(name); o.Exported() {
			addObject(out, pkg, o)
		}
	}
	return out
}

// checker is the compiler of all cases.
var checker = sync.OnceValues(func() (*typecheck.Checker, error) {
	return typecheck.New("github.com/graphgen/graphgen/templates/graph")
})

func addObject(out map[string]string, pkg *gotypes.Package, o gotypes.Object) {
	put := func(name string, o gotypes.Object) {
		out[name] = gotypes.TypeString(unnamed(o.Type()), gotypes.RelativeTo(pkg))
	}
	tn, ok := o.(*gotypes.TypeName)
	if !ok {
		put(o.Name(), o)
		return
	}
	out[o.Name()] = "type"
	if s, ok := tn.Type().Underlying().(*gotypes.Struct); ok {
		for i := range s.NumFields() {
			if f := s.Field(i); f.Exported() {
				put(o.Name()+"."+f.Name(), f)
			}
		}
	}
	for m := range gotypes.NewMethodSet(gotypes.NewPointer(tn.Type())).Methods() {
		if m.Obj().Exported() {
			put(o.Name()+"."+m.Obj().Name(), m.Obj())
		}
	}
}

// unnamed is a type without the names of parameters.
func unnamed(t gotypes.Type) gotypes.Type {
	s, ok := t.(*gotypes.Signature)
	if !ok {
		return t
	}
	strip := func(tuple *gotypes.Tuple) *gotypes.Tuple {
		var vars []*gotypes.Var
		for v := range tuple.Variables() {
			vars = append(vars, gotypes.NewParam(token.NoPos, nil, "", v.Type()))
		}
		return gotypes.NewTuple(vars...)
	}
	return gotypes.NewSignatureType(nil, nil, nil, strip(s.Params()), strip(s.Results()), s.Variadic())
}
