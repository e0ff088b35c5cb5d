// Package typecheck compiles generated packages in memory, far faster than
// the go command, so that a test can hold every one of hundreds of cases to
// "the generated code compiles".
//
// It checks types against the standard library alone; it does not link, vet
// or run anything.
package typecheck

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/generator"
)

// Checker checks packages that import only what the packages named to New
// import. It is safe for concurrent use.
type Checker struct {
	mu      sync.Mutex // an importer is not safe for concurrent use
	imports types.Importer
	fset    *token.FileSet
}

// New asks the go command, in the current folder, for the export data of
// everything that the package called pattern imports.
func New(pattern string) (*Checker, error) {
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		exports[name] = file
	}
	lookup := func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("%s is not imported by %s", path, pattern)
		}
		return os.Open(exports[path])
	}
	fset := token.NewFileSet()
	return &Checker{imports: importer.ForCompiler(fset, "gc", lookup), fset: fset}, nil
}

// Files type-checks the non-test Go files of one package and returns the
// first error.
func (c *Checker) Files(files []generator.File) error {
	_, err := c.Package(files)
	return err
}

// Package is Files, and returns what the files declare.
func (c *Checker) Package(files []generator.File) (*types.Package, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var parsed []*ast.File
	for _, f := range files {
		if !strings.HasSuffix(f.Path, ".go") || strings.HasSuffix(f.Path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(c.fset, f.Path, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, file)
	}
	config := types.Config{Importer: c.imports, Sizes: types.SizesFor("gc", "amd64")}
	return config.Check("graph", c.fset, parsed, nil)
}
