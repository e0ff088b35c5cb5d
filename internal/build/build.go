// Package build goes the whole way from the name of a documentation source to
// the files of a Go package.
//
// It only wires the stages: the stages themselves, the command line and the
// disk of the output are other packages' work.
package build

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/graphgen/graphgen/docs"
	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/override"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Session holds what several packages of one run share. It is not for use by
// several goroutines.
type Session struct {
	// Progress, where set, is called after every page, from any goroutine.
	Progress func(done, total int)
	// Overrides correct the pages of the sources that have them.
	Overrides []config.Override

	loaded  map[string]*Docs
	applied map[int]bool // indexes of the overrides whose page was seen
}

// Docs is a documentation source that was read.
type Docs struct {
	// Source is open until the session is closed.
	Source *docsource.Source
	API    *model.API
	// Pages is the number of pages read.
	Pages int
	// Found are the faults of the source and its pages, sorted.
	Found source.List
}

// Load reads every page of the source that spec names, once a session.
func (s *Session) Load(ctx context.Context, spec string, kinds ...string) (*Docs, error) {
	key := fmt.Sprint(spec, "\x00", kinds)
	if d := s.loaded[key]; d != nil {
		return d, nil
	}
	src, err := docsource.Open(ctx, spec, docsource.Options{Embedded: docs.Reference()})
	if err != nil {
		return nil, err
	}
	if len(src.Pages()) == 0 {
		src.Close()
		return nil, fmt.Errorf("documentation source %s has no pages: expected api-reference/{v1.0,beta}/{api,resources}/*.md", src.Name())
	}
	var read atomic.Int64
	opts := parser.Options{Kinds: kinds, Progress: func(done, total int) {
		read.Add(1)
		if s.Progress != nil {
			s.Progress(done, total)
		}
	}}
	api, found, err := parser.Load(ctx, src, opts)
	if err != nil {
		src.Close()
		return nil, err
	}
	d := &Docs{Source: src, API: api, Pages: int(read.Load()), Found: slices.Concat(src.Faults(), found)}
	d.Found = append(d.Found, s.override(d)...)
	d.Found.Sort()
	if s.loaded == nil {
		s.loaded = map[string]*Docs{}
	}
	s.loaded[key] = d
	return d, nil
}

// override applies the overrides whose pages the source has.
func (s *Session) override(d *Docs) source.List {
	var chosen []config.Override
	for i, o := range s.Overrides {
		if slices.ContainsFunc(d.Source.Pages(), func(p parser.PageFile) bool { return p.Path == o.Source }) {
			chosen = append(chosen, o)
			if s.applied == nil {
				s.applied = map[int]bool{}
			}
			s.applied[i] = true
		}
	}
	return override.Apply(d.API, chosen)
}

// Unapplied reports the overrides whose page no loaded source has.
func (s *Session) Unapplied() source.List {
	var found source.List
	for i, o := range s.Overrides {
		if !s.applied[i] {
			found.Add(source.Pos{File: o.Source}, source.Error, "override-invalid", "override of section %q: no source has the page", o.Section)
		}
	}
	return found
}

// Close releases the sources.
func (s *Session) Close() {
	for _, d := range s.loaded {
		d.Source.Close()
	}
	s.loaded = nil
}

// Spec says which package to make.
type Spec struct {
	Docs             string
	Version          string // where empty: the pages' own, v1.0 where they have both
	Package          string
	Include, Exclude []string
	Locale           string // where set, only pages in this language
}

// Package is a generated package in memory.
type Package struct {
	Version    string
	Files      []output.File
	Pages      int
	Operations int
	Found      source.List
	Docs       *Docs
}

// Package makes the package that spec asks for.
func (s *Session) Package(ctx context.Context, spec Spec) (*Package, error) {
	filter, err := pathfilter.New(spec.Include, spec.Exclude)
	if err != nil {
		return nil, err
	}
	d, err := s.Load(ctx, spec.Docs)
	if err != nil {
		return nil, err
	}
	api := chosen(d.API, spec.Locale)
	p := &Package{Version: spec.Version, Pages: d.Pages, Docs: d}
	if p.Version == "" {
		p.Version = version(api)
	}
	p.Operations = operations(api, p.Version, filter)
	if p.Operations == 0 {
		return nil, fmt.Errorf("documentation source %s has no %s operation that the patterns and the locale choose", d.Source.Name(), p.Version)
	}
	files, found, err := generator.Generate(api, generator.Options{
		Package: spec.Package, Version: p.Version, Include: filter.Match,
	})
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		p.Files = append(p.Files, output.File{Path: f.Path, Data: f.Data})
	}
	p.Found = slices.Concat(d.Found, found)
	p.Found = append(p.Found, unused(filter)...)
	p.Found.Sort()
	return p, nil
}

// unused reports the patterns that chose nothing.
func unused(filter *pathfilter.Filter) source.List {
	var list source.List
	for _, pattern := range filter.Unused() {
		list.Add(source.Pos{}, source.Warning, "pattern-unused", "pattern %q matches no operation", pattern)
	}
	return list
}

// chosen leaves out the pages in other languages.
func chosen(api *model.API, locale string) *model.API {
	if locale == "" {
		return api
	}
	return &model.API{
		Pages: slices.DeleteFunc(slices.Clone(api.Pages), func(p *model.Page) bool {
			return p.Source.Locale != locale
		}),
		Resources: api.Resources,
	}
}

// version is v1.0 where any page has it.
func version(api *model.API) string {
	v := ""
	for _, page := range api.Pages {
		if len(page.Requests) > 0 && page.Version == "v1.0" {
			return page.Version
		}
		if page.Version != "" {
			v = page.Version
		}
	}
	if v == "" {
		v = "v1.0"
	}
	return v
}

// operations counts the distinct methods and paths of a version.
func operations(api *model.API, version string, filter *pathfilter.Filter) int {
	seen := map[string]bool{}
	for _, page := range api.Pages {
		if page.Version != version {
			continue
		}
		for _, r := range page.Requests {
			if filter.Match(r.Method, r.Path) {
				seen[r.Method+" "+r.Path] = true
			}
		}
	}
	return len(seen)
}
