package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser/source"
)

// Spec says which package to make.
type Spec struct {
	Docs             string
	Version          string // where empty: the pages' own, v1.0 where they have both
	Package          string
	Include, Exclude []string
	Locale           string // where set, only pages in this language
	Tests            bool   // also make tests that replay the examples
	// Pos is the place of the package in a configuration.
	Pos source.Pos
	// Old, where set, is the output folder: where nothing changed, its files
	// stay as they are.
	Old *output.Folder
}

// Package is a generated package in memory.
type Package struct {
	Version    string
	Files      []output.File
	Pages      int
	Operations int
	Types      int
	// Found are the faults of pages, Config those of patterns and overrides.
	Found, Config source.List
	// Lock says what the package was made of; its file is not among Files.
	Lock *lock.Lock
}

// Package makes the package that spec asks for.
func (s *Session) Package(ctx context.Context, spec Spec) (*Package, error) {
	list, err := s.Packages(ctx, []Spec{spec})
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// Packages makes the packages that specs ask for. Which of them are as they were
// is found out for all at once; the others are made one after the other.
func (s *Session) Packages(ctx context.Context, specs []Spec) ([]*Package, error) {
	filters, files := make([]*pathfilter.Filter, len(specs)), make([]*hashed, len(specs))
	for i, spec := range specs {
		var err error
		if filters[i], err = pathfilter.New(spec.Include, spec.Exclude); err != nil {
			return nil, err
		}
		if files[i], err = s.open(ctx, spec.Docs); err != nil {
			return nil, err
		}
	}
	list := make([]*Package, len(specs))
	parallel.Each(0, len(specs), func(i int) { list[i] = s.recall(ctx, files[i], specs[i]) })
	for i, spec := range specs {
		if list[i] != nil {
			s.serve(files[i], list[i].Version)
			continue
		}
		d, err := s.load(ctx, spec.Docs, spec.Version, nil)
		if err != nil {
			return nil, err
		}
		if list[i], err = s.make(d, spec, filters[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// make generates the package of pages that were read.
func (s *Session) make(d *Docs, spec Spec, filter *pathfilter.Filter) (*Package, error) {
	api := d.API.In(spec.Locale)
	asked := spec.Version
	if spec.Version == "" {
		spec.Version = api.Version()
	}
	names, found := s.names(d, api, spec.Version)
	opts := generator.Options{Package: spec.Package, Version: spec.Version, Include: filter.Match, Names: names, Tests: spec.Tests}
	var state []keptFile
	var known sync.WaitGroup
	known.Go(func() { state = d.files.state() })
	made, err := generator.Make(api, opts)
	known.Wait()
	if err != nil {
		return nil, err
	}
	if len(made.Operations) == 0 {
		return nil, noOperation(d, spec, filter)
	}
	s.compareNames(api, opts, made.Operations)
	s.serve(d.files.hashed, spec.Version)
	p := &Package{Version: spec.Version, Pages: d.Pages, Operations: len(made.Operations), Types: made.Types}
	p.Files = make([]output.File, len(made.Files))
	parallel.Each(0, len(made.Files), func(i int) {
		p.Files[i] = output.File{Path: made.Files[i].Path, Data: made.Files[i].Data, Sum: sha256.Sum256(made.Files[i].Data)}
	})
	if p.Lock, err = s.lock(d, spec, p.Files, made.Operations, state); err != nil {
		return nil, err
	}
	p.Found = slices.Concat(d.Found, made.Found)
	p.Found.Sort()
	p.Config = slices.Concat(d.config, found, UnusedPatterns(filter, spec.Pos))
	spec.Version = asked
	s.remember(d, spec, p, state)
	return p, nil
}

// noOperation says what a package without operations was to be made of.
func noOperation(d *Docs, spec Spec, filter *pathfilter.Filter) error {
	return Unchosen(fmt.Sprintf("documentation source %s has no %s", d.Source.Name(), spec.Version), filter, spec.Pos)
}

// Unchosen is the error for a package without operations, where pos is its place in
// a configuration, if any. It begins with what has none: "this source has no v1.0".
func Unchosen(what string, filter *pathfilter.Filter, pos source.Pos) error {
	err := fmt.Errorf("%s operation that the patterns and the locale choose", what)
	for _, pattern := range filter.Unused() {
		err = fmt.Errorf("%w; pattern %q matches none", err, pattern)
	}
	if pos.File != "" {
		err = fmt.Errorf("%s: %w", pos, err)
	}
	return err
}

// UnusedPatterns reports the patterns that chose nothing.
func UnusedPatterns(filter *pathfilter.Filter, pos source.Pos) source.List {
	var list source.List
	for _, pattern := range filter.Unused() {
		list.Add(pos, source.Warning, "pattern-unused", "pattern %q matches no operation", pattern)
	}
	return list
}
