// Package generator turns the model of the reference pages into the Go files
// of a client package.
//
// It reads and writes no disk and parses no Markdown. The same model and
// options give the same bytes, whatever the order of the pages and the number
// of goroutines.
package generator

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/emit"
	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/internal/plan"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/generator/naming"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// File is one generated file.
type File struct {
	// Path is the file's name below the output folder.
	Path string
	Data []byte
}

// Options say what to generate.
type Options struct {
	// Package is the name of the generated package; "graph" where empty.
	Package string
	// Version is the API version, "v1.0" or "beta"; "v1.0" where empty. Pages
	// of the other version are left out.
	Version string
	// Include reports whether an operation is generated; nil includes all.
	Include func(method, path string) bool
	// Names are the names of methods that are not to be named by the rules, by
	// "METHOD /path".
	Names map[string]string
	// AllTypes also generates the types that no operation reaches.
	AllTypes bool
	// Tests also generates tests that replay the documented examples.
	Tests bool
	// Runtime are the static files of the SDK, emitted as they are but for
	// their package clause; those of package templates where nil.
	Runtime []File
	// Parallel is the number of goroutines; GOMAXPROCS where zero.
	Parallel int
}

// Result is a generated package.
type Result struct {
	// Files are sorted by path.
	Files []File
	// Operations are the methods of the package, sorted by path and method.
	Operations []Operation
	// Types is the number of structs and enums.
	Types int
	// Found is what is contradictory in the model.
	Found source.List
}

// Generate returns the files of the client package, sorted by path, and what
// it found contradictory in the model. An error is a fault of graphgen itself
// or of the options, never of a page.
func Generate(api *model.API, opts Options) ([]File, source.List, error) {
	r, err := Make(api, opts)
	return r.Files, r.Found, err
}

// Make is Generate with the operations that the methods come from.
func Make(api *model.API, opts Options) (Result, error) {
	opts.defaults()
	var r Result
	lib, err := libraryOf(opts)
	if err != nil {
		return r, err
	}
	made := planned(api, opts, lib.names)
	r.Types = countTypes(made.pkg)
	r.Found = made.found
	r.Found.Sort()
	var files, static []File
	var failed [2]error
	parallel.Do(opts.Parallel,
		func() { r.Operations = listed(made.ops, made.names) },
		func() { static, failed[0] = staticFiles(made.pkg, lib.files) },
		func() { files, failed[1] = emitAll(made.pkg, opts) })
	if err := errors.Join(failed[:]...); err != nil {
		return r, err
	}
	r.Files, err = sorted(append(files, static...))
	return r, err
}

// clientPlan is the plan of a package, and the operations that it was made of.
type clientPlan struct {
	pkg   *ir.Package
	ops   []*merge.Operation
	names []naming.Name // of ops
	found source.List
}

// planned plans the package that options ask for. No type has a reserved name.
func planned(api *model.API, opts Options, reserved map[string]bool) clientPlan {
	planning := opts.planning()
	planning.Tests, planning.AllTypes, planning.Reserved = opts.Tests, opts.AllTypes, reserved
	ops, found := merge.Operations(pagesOf(api, opts.Version), opts.merging(planning.Rules))
	pkg, names, more := plan.Package(ops, resourcesOf(api, opts.Version), planning)
	return clientPlan{pkg: pkg, ops: ops, names: names, found: append(found, more...)}
}

func (o *Options) defaults() {
	if o.Package == "" {
		o.Package = "graph"
	}
	if o.Version == "" {
		o.Version = "v1.0"
	}
	o.Parallel = parallel.Workers(o.Parallel)
}

// planning are the options of the plan, by the rules that names are made by.
func (o *Options) planning() plan.Options {
	return plan.Options{Package: o.Package, Version: o.Version, Rules: naming.DefaultRules(), Names: o.Names, Parallel: o.Parallel}
}

func (o *Options) merging(rules *naming.Rules) merge.Options {
	return merge.Options{Rules: rules, Include: o.Include, Parallel: o.Parallel}
}

func countTypes(pkg *ir.Package) int {
	n := 0
	for _, f := range pkg.Types {
		n += len(f.Enums) + len(f.Structs)
	}
	return n
}

// job is a file that is still to be printed.
type job struct {
	path  string
	print func() ([]byte, error)
}

// jobs returns the files of a plan.
func jobs(pkg *ir.Package) []job {
	p := emit.New(pkg)
	list := []job{{emit.PermissionsFile, p.Permissions}, {emit.ClientFile, p.Client}}
	for _, f := range pkg.Files {
		list = append(list, job{f.Name, func() ([]byte, error) { return p.File(f) }})
	}
	for _, f := range pkg.Types {
		list = append(list, job{f.Name, func() ([]byte, error) { return p.Types(f) }})
	}
	for _, f := range pkg.Tests {
		list = append(list, job{f.Name, func() ([]byte, error) { return p.Tests(f) }})
	}
	if len(pkg.Tests) > 0 {
		list = append(list, job{emit.TestClientFile, p.TestClient})
	}
	return list
}

// emitAll prints the files of a plan on several goroutines.
func emitAll(pkg *ir.Package, opts Options) ([]File, error) {
	list := jobs(pkg)
	files, errs := make([]File, len(list)), make([]error, len(list))
	parallel.Each(opts.Parallel, len(list), func(i int) {
		files[i].Path = list[i].path
		files[i].Data, errs[i] = list[i].print()
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// sorted sorts files by path and refuses two of one path.
func sorted(files []File) ([]File, error) {
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for i := 1; i < len(files); i++ {
		if files[i].Path == files[i-1].Path {
			return nil, fmt.Errorf("two generated files are named %s", files[i].Path)
		}
	}
	return files, nil
}

// resourcesOf returns the resources of one version.
func resourcesOf(api *model.API, version string) []*model.Resource {
	var out []*model.Resource
	for _, r := range api.Resources {
		if r.Version == version {
			out = append(out, r)
		}
	}
	return out
}
