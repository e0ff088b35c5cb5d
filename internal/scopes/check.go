package scopes

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/types"
	"io"
	"os"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// checker type-checks the packages that use a client, and reads the others
// from the export data that the go command keeps.
type checker struct {
	p      *program
	source map[*packages.Package]bool
	types  map[*packages.Package]*types.Package
	parsed map[*packages.Package]*source
	// exported reads the packages that are not type-checked.
	exported types.Importer
}

// source is what type-checking a package gives.
type source struct {
	files []*ast.File
	info  *types.Info
}

func newChecker(p *program, using []*packages.Package) *checker {
	c := &checker{
		p: p, source: map[*packages.Package]bool{}, types: map[*packages.Package]*types.Package{},
		parsed: map[*packages.Package]*source{},
	}
	files := map[string]string{}
	packages.Visit(using, nil, func(pkg *packages.Package) {
		if files[pkg.PkgPath] == "" || pkg.ForTest != "" { // what a package is to its tests holds all that it is
			files[pkg.PkgPath] = pkg.ExportFile
		}
	})
	c.exported = importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
	for _, pkg := range using {
		c.source[pkg] = true
	}
	return c
}

// check type-checks a package from source.
func (c *checker) check(pkg *packages.Package) (*types.Package, error) {
	if t := c.types[pkg]; t != nil {
		return t, nil
	}
	s := &source{info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{},
		FileVersions: map[*ast.File]string{},
	}}
	for _, name := range pkg.CompiledGoFiles {
		f, err := parser.ParseFile(c.p.fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, f)
	}
	cfg := &types.Config{Importer: imports{c, pkg}, Sizes: types.SizesFor("gc", build.Default.GOARCH)}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		cfg.GoVersion = "go" + pkg.Module.GoVersion
	}
	t, err := cfg.Check(pkg.PkgPath, c.p.fset, s.files, s.info)
	if err != nil {
		return nil, err
	}
	c.types[pkg], c.parsed[pkg] = t, s
	c.p.built[t] = true
	return t, nil
}

// imports finds what one package imports.
type imports struct {
	c   *checker
	pkg *packages.Package
}

// Import implements types.Importer.
func (i imports) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	pkg := i.pkg.Imports[path]
	if pkg == nil {
		return nil, fmt.Errorf("package %s is not loaded", path)
	}
	if i.c.source[pkg] {
		return i.c.check(pkg)
	}
	return i.c.exported.Import(pkg.PkgPath)
}

// build makes the SSA form of the packages that were type-checked.
func (p *program) build(c *checker, using []*packages.Package) {
	p.ssa = ssa.NewProgram(p.fset, ssa.InstantiateGenerics)
	for _, pkg := range using {
		for _, imported := range c.types[pkg].Imports() {
			p.declare(imported)
		}
		s := c.parsed[pkg]
		p.ssa.CreatePackage(c.types[pkg], s.files, s.info, true)
	}
	p.ssa.Build()
}

// declare makes a package without bodies, and all it imports.
func (p *program) declare(t *types.Package) {
	if p.built[t] || p.ssa.Package(t) != nil {
		return
	}
	p.ssa.CreatePackage(t, nil, nil, true)
	for _, imported := range t.Imports() {
		p.declare(imported)
	}
}
