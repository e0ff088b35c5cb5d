package scopecheck

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/graphgen/graphgen/internal/methodset"
)

// conversions notes, where a value becomes one of an interface type, the
// methods that can be called by it from then on. Package types does not say
// where that happens; the SSA form does.
func conversions(pass *analysis.Pass, found *uses) {
	for _, f := range functions(pass) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(*ssa.MakeInterface); ok {
					found.methods(where(c), methodset.By(c.Type(), c.X.Type()))
				}
			}
		}
	}
}

// functions returns all functions of a package, closures too.
func functions(pass *analysis.Pass) []*ssa.Function {
	prog := ssa.NewProgram(pass.Fset, ssa.NaiveForm)
	declareAll(prog, pass.Pkg.Imports())
	pkg := prog.CreatePackage(pass.Pkg, pass.Files, pass.TypesInfo, false)
	pkg.Build()
	out := []*ssa.Function{pkg.Func("init")}
	for _, obj := range pass.TypesInfo.Defs {
		if f, ok := obj.(*types.Func); ok {
			if made := prog.FuncValue(f); made != nil {
				out = append(out, made)
			}
		}
	}
	for i := 0; i < len(out); i++ {
		out = append(out, out[i].AnonFuncs...)
	}
	return out
}

// declareAll makes packages without bodies, and all they import.
func declareAll(prog *ssa.Program, imports []*types.Package) {
	for _, p := range imports {
		if prog.Package(p) == nil {
			prog.CreatePackage(p, nil, nil, true)
			declareAll(prog, p.Imports())
		}
	}
}

// where is the place of a conversion; of one that the source does not show,
// that of what takes the value.
func where(c *ssa.MakeInterface) token.Pos {
	if c.Pos().IsValid() {
		return c.Pos()
	}
	for _, user := range *c.Referrers() {
		if user.Pos().IsValid() {
			return user.Pos()
		}
	}
	return c.Parent().Pos()
}
