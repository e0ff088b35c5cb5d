package scopes

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

// Options say which program to look at.
type Options struct {
	// Dir is the folder in which Patterns mean something.
	Dir string
	// Patterns name packages as the go command does; "." where empty.
	Patterns []string
	// Tests also takes the test binaries as programs.
	Tests bool
	// Tags are build tags.
	Tags []string
}

// program is a loaded program.
type program struct {
	fset *token.FileSet
	dir  string
	ssa  *ssa.Program
	// roots are the packages that the patterns name.
	roots []*ssa.Package
	// built are the packages whose bodies are known, by import path.
	built map[string]bool
	sdks  map[string]*SDK
}

// load loads the packages between the roots and the SDKs: the others can't
// call an SDK but by calling back, so their bodies are not needed.
func load(ctx context.Context, opts Options) (*program, error) {
	if len(opts.Patterns) == 0 {
		opts.Patterns = []string{"."}
	}
	cfg := config(ctx, opts)
	cfg.Mode = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps
	graph, err := packages.Load(cfg, opts.Patterns...)
	if err != nil {
		return nil, err
	}
	p := &program{dir: opts.Dir, built: map[string]bool{}, sdks: map[string]*SDK{}}
	if err := p.findSDKs(graph); err != nil {
		return nil, err
	}
	if len(p.sdks) == 0 {
		return nil, errors.New("the packages import no client that graphgen generated")
	}
	return p, p.build(ctx, opts, p.between(graph))
}

func config(ctx context.Context, opts Options) *packages.Config {
	cfg := &packages.Config{Context: ctx, Dir: opts.Dir, Tests: opts.Tests}
	if len(opts.Tags) > 0 {
		cfg.BuildFlags = []string{"-tags=" + strings.Join(opts.Tags, ",")}
	}
	return cfg
}

// findSDKs reads the generated clients among the packages and what they
// import.
func (p *program) findSDKs(graph []*packages.Package) error {
	var failed error
	packages.Visit(graph, nil, func(pkg *packages.Package) {
		if len(pkg.GoFiles) == 0 || p.sdks[pkg.PkgPath] != nil || !isSDK(filepath.Dir(pkg.GoFiles[0])) {
			return
		}
		sdk, err := readSDK(pkg.PkgPath, pkg.GoFiles)
		failed = errors.Join(failed, err)
		p.sdks[pkg.PkgPath] = sdk
	})
	return failed
}

// between returns the import paths of the packages that import an SDK, direct
// or not, sorted.
func (p *program) between(graph []*packages.Package) []string {
	uses := map[string]bool{}
	packages.Visit(graph, nil, func(pkg *packages.Package) { // dependencies come first
		for path := range pkg.Imports {
			if p.sdks[path] != nil || uses[path] {
				uses[pkg.PkgPath] = p.sdks[pkg.PkgPath] == nil
			}
		}
	})
	var paths []string
	for path, use := range uses {
		path = strings.TrimSuffix(path, "_test")
		if use && !strings.HasSuffix(path, ".test") && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// build makes the SSA form of the packages between.
func (p *program) build(ctx context.Context, opts Options, paths []string) error {
	if len(paths) == 0 {
		return errors.New("no package uses a client that graphgen generated")
	}
	cfg := config(ctx, opts)
	cfg.Mode = packages.LoadSyntax | packages.NeedModule
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		return err
	}
	for _, pkg := range loaded {
		for _, e := range pkg.Errors {
			return fmt.Errorf("%s does not compile: %v", pkg.PkgPath, e)
		}
	}
	prog, pkgs := ssautil.Packages(loaded, ssa.InstantiateGenerics)
	p.ssa, p.fset = prog, prog.Fset
	prog.Build()
	roots, err := rootPaths(ctx, opts)
	if err != nil {
		return err
	}
	for i, pkg := range pkgs {
		if pkg == nil {
			continue
		}
		p.built[loaded[i].PkgPath] = true
		if isRoot(loaded[i], roots) {
			p.roots = append(p.roots, pkg)
		}
	}
	return nil
}

// rootPaths returns the import paths that the patterns name.
func rootPaths(ctx context.Context, opts Options) (map[string]bool, error) {
	cfg := config(ctx, opts)
	cfg.Tests = false
	cfg.Mode = packages.NeedName
	named, err := packages.Load(cfg, opts.Patterns...)
	if err != nil {
		return nil, err
	}
	roots := map[string]bool{}
	for _, pkg := range named {
		roots[pkg.PkgPath] = true
	}
	return roots, nil
}

// isRoot reports whether a loaded package, or the package it tests, is named
// by the patterns.
func isRoot(pkg *packages.Package, roots map[string]bool) bool {
	path := strings.TrimSuffix(strings.TrimSuffix(pkg.PkgPath, ".test"), "_test")
	return roots[path]
}
