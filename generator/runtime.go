package generator

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/generator/internal/emit"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/templates"
)

// library is the runtime of an SDK, and the names that it and the client
// declare: no type may have one.
type library struct {
	files []File
	names map[string]bool
}

// embedded is the runtime that package templates carries. Nobody changes it.
var embedded = sync.OnceValues(func() (library, error) {
	var files []File
	for _, name := range templates.RuntimeFiles() {
		data, err := templates.ReadRuntime(name)
		if err != nil {
			return library{}, fmt.Errorf("runtime file: %w", err)
		}
		files = append(files, File{Path: name, Data: data})
	}
	return newLibrary(files)
})

func libraryOf(opts Options) (library, error) {
	if opts.Runtime == nil {
		return embedded()
	}
	return newLibrary(opts.Runtime)
}

// newLibrary returns the runtime that consists of files.
func newLibrary(files []File) (library, error) {
	names := map[string]bool{"Client": true, "NewClient": true, "APIVersion": true}
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return library{}, fmt.Errorf("runtime file: %w", err)
		}
		for _, decl := range parsed.Decls {
			addNames(names, decl)
		}
	}
	return library{files, names}, nil
}

// staticFiles returns the runtime, and what the tests share where there are
// any, as files of the package.
func staticFiles(pkg *ir.Package, runtime []File) ([]File, error) {
	files := slices.Clone(runtime)
	if len(pkg.Tests) > 0 {
		for _, name := range templates.ContractFiles() {
			data, err := templates.ReadContract(name)
			if err != nil {
				return nil, fmt.Errorf("contract file: %w", err)
			}
			files = append(files, File{Path: strings.TrimSuffix(name, ".go") + "_test.go", Data: data})
		}
	}
	return renamed(files, pkg.Name)
}

// renamed returns the runtime's files with the package clause and the header
// of a generated package.
func renamed(files []File, pkg string) ([]File, error) {
	out := make([]File, len(files))
	for i, f := range files {
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, f.Path, f.Data, parser.PackageClauseOnly)
		if err != nil {
			return nil, fmt.Errorf("runtime file: %w", err)
		}
		start := fset.Position(parsed.Name.Pos()).Offset
		end := fset.Position(parsed.Name.End()).Offset
		var b bytes.Buffer
		b.WriteString(emit.Header + "\n\n")
		b.Write(renamedDoc(f.Data[:start], pkg))
		b.WriteString(pkg)
		b.Write(f.Data[end:])
		out[i] = File{Path: f.Path, Data: b.Bytes()}
	}
	return out, nil
}

// renamedDoc gives the package comment, and the code in it, the package's name.
func renamedDoc(doc []byte, pkg string) []byte {
	doc = bytes.Replace(doc, []byte("// Package graph "), []byte("// Package "+pkg+" "), 1)
	return bytes.ReplaceAll(doc, []byte("graph."), []byte(pkg+"."))
}

func addNames(names map[string]bool, decl ast.Decl) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names[d.Name.Name] = true
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				names[s.Name.Name] = true
			case *ast.ValueSpec:
				for _, name := range s.Names {
					names[name.Name] = true
				}
			}
		}
	}
}
