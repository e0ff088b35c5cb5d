package scopes

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"

	"github.com/graphgen/graphgen/internal/sdk"
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
	// built are the packages whose bodies are known.
	built map[*types.Package]bool
	// main are the commands, test binaries among them; api is what can be
	// imported, where no command uses a client.
	main, api []*ssa.Package
	clients   map[string]*sdk.Client
	// mentions are the operations that the source names, called or not.
	mentions []call
	// named are the places where the source names a type of a client, or a
	// field or constant of that type.
	named map[*types.TypeName][]token.Pos
}

// load loads the packages from the roots down to the clients: others can't
// call a client but by calling back, so their bodies are not needed.
func load(ctx context.Context, opts Options) (*program, error) {
	named, err := list(ctx, opts)
	if err != nil {
		return nil, err
	}
	p := &program{fset: token.NewFileSet(), dir: opts.Dir, built: map[*types.Package]bool{}, clients: map[string]*sdk.Client{}, named: map[*types.TypeName][]token.Pos{}}
	if err := p.findClients(named); err != nil {
		return nil, err
	}
	if len(p.clients) == 0 {
		return nil, errors.New("the packages import no client that graphgen generated")
	}
	using := p.using(named)
	if len(using) == 0 {
		return nil, errors.New("no package uses a client that graphgen generated")
	}
	c := newChecker(p, using)
	for _, pkg := range using {
		if _, err := c.check(pkg); err != nil {
			return nil, err
		}
	}
	p.mentioned(c)
	p.build(c, using)
	p.findRoots(named, c)
	return p, nil
}

// list asks the go command for the packages and all they import.
func list(ctx context.Context, opts Options) ([]*packages.Package, error) {
	if len(opts.Patterns) == 0 {
		opts.Patterns = []string{"."}
	}
	cfg := &packages.Config{Context: ctx, Dir: opts.Dir, Tests: opts.Tests}
	cfg.Mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports |
		packages.NeedDeps | packages.NeedExportFile | packages.NeedModule | packages.NeedForTest
	if len(opts.Tags) > 0 {
		cfg.BuildFlags = []string{"-tags=" + strings.Join(opts.Tags, ",")}
	}
	named, err := packages.Load(cfg, opts.Patterns...)
	if err != nil {
		return nil, err
	}
	if len(named) == 0 {
		return nil, fmt.Errorf("%s matches no package", strings.Join(opts.Patterns, " "))
	}
	var first error
	packages.Visit(named, nil, func(pkg *packages.Package) {
		if first == nil && len(pkg.Errors) > 0 {
			first = loadError(pkg)
		}
	})
	return named, first
}

// loadError is the first fault of a package. Those of the compiler come as its
// output, in which the package has a line of its own.
func loadError(pkg *packages.Package) error {
	e := pkg.Errors[0]
	text, isOutput := strings.CutPrefix(e.Msg, "# "+pkg.PkgPath+"\n")
	if isOutput {
		return fmt.Errorf("%s: %s", pkg.PkgPath, strings.TrimSpace(text))
	}
	return fmt.Errorf("%s: %w", pkg.PkgPath, e)
}

// findClients reads the generated clients among the packages and what they
// import.
func (p *program) findClients(named []*packages.Package) error {
	var failed error
	packages.Visit(named, nil, func(pkg *packages.Package) {
		if pkg.Module == nil || len(pkg.GoFiles) == 0 || p.clients[pkg.PkgPath] != nil || !sdk.IsClient(filepath.Dir(pkg.GoFiles[0])) {
			return
		}
		client, err := sdk.Read(pkg.PkgPath, pkg.GoFiles)
		failed = errors.Join(failed, err)
		p.clients[pkg.PkgPath] = client
	})
	return failed
}

// using returns the packages that import a client, direct or not, those first
// that others import.
func (p *program) using(named []*packages.Package) []*packages.Package {
	var order []*packages.Package
	uses := map[*packages.Package]bool{}
	packages.Visit(named, nil, func(pkg *packages.Package) { // dependencies come first
		if p.isClient(pkg) {
			return
		}
		for _, imported := range pkg.Imports {
			if p.isClient(imported) || uses[imported] {
				uses[pkg] = true
			}
		}
		if uses[pkg] {
			order = append(order, pkg)
		}
	})
	return order
}

// isClient reports whether a package, or the variant of it that its tests
// use, is a client.
func (p *program) isClient(pkg *packages.Package) bool { return p.clients[pkg.PkgPath] != nil }

// findRoots sorts what the patterns name into commands and libraries.
func (p *program) findRoots(named []*packages.Package, c *checker) {
	public := slices.ContainsFunc(named, func(pkg *packages.Package) bool { return !isInternal(pkg) })
	command := false
	for _, pkg := range named {
		made := p.ssa.Package(c.types[pkg])
		if pkg.Name == "main" {
			isTest := strings.HasSuffix(pkg.ID, ".test")
			command = command || made != nil && !isTest && pkg.ForTest == ""
			if made != nil && (isTest || pkg.ForTest == "") {
				p.main = append(p.main, made)
			}
			continue
		}
		if made != nil && pkg.ForTest == "" && (!public || !isInternal(pkg)) {
			p.api = append(p.api, made)
		}
	}
	if command {
		p.api = nil
	}
}

func isInternal(pkg *packages.Package) bool {
	return slices.Contains(strings.Split(pkg.PkgPath, "/"), "internal")
}
