// Package build goes the whole way from the name of a documentation source to
// the files of a Go package.
//
// It only wires the stages: the stages themselves, the command line and the
// disk of the output are other packages' work.
package build

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/graphgen/graphgen/docs"
	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/filesum"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/tune"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Session holds what several packages of one run share. It is not for use by
// several goroutines.
type Session struct {
	// Progress, where set, is called after every page, from any goroutine.
	Progress func(done, total int)
	// Tool is the version of graphgen, for lock files.
	Tool string
	// Cache, where set, keeps results between runs. Program identifies the
	// very binary, whose results may differ from those of any other.
	Cache   *cache.Store
	Program string
	// ReadAll is for a run that takes nobody's word: every file is read, whatever
	// the file system says of it.
	ReadAll bool
	// Overrides correct the pages of the sources that have them.
	Overrides []config.Override

	sources map[string]*hashed
	outputs []*output.Folder
	tables  []*filesum.Table
	mu      sync.Mutex // of bundles
	bundles *bundles
	behind  sync.WaitGroup // what may still run when a method returns
	loaded  map[string]*Docs
	applied map[int]bool // indexes of the overrides whose page was seen
	served  map[int]bool // and of those that a package is made with
	named   map[int]*renaming
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

	config    source.List // faults of the overrides of these pages
	files     *reading
	kept      *pages // nil without a cache
	overrides []int  // indexes of the session's overrides of these pages
}

// Load reads every page of the source that spec names, once a session.
func (s *Session) Load(ctx context.Context, spec string, kinds ...string) (*Docs, error) {
	return s.load(ctx, spec, "", kinds)
}

// load is Load for one version; for both where it is empty.
func (s *Session) load(ctx context.Context, spec, version string, kinds []string) (*Docs, error) {
	key := fmt.Sprint(spec, "\x00", version, kinds)
	if d := s.loaded[key]; d != nil {
		return d, nil
	}
	src, err := s.open(ctx, spec)
	if err != nil {
		return nil, err
	}
	files := newReading(src)
	var read atomic.Int64
	opts := parser.Options{Kinds: kinds, Version: version, Progress: func(done, total int) {
		read.Add(1)
		if s.Progress != nil {
			s.Progress(done, total)
		}
	}}
	var kept *pages
	if s.Cache != nil {
		if kept, err = s.pages(files); err != nil {
			return nil, err
		}
		opts.Cache = kept
	}
	api, found, err := parser.Load(ctx, files, opts)
	if err != nil {
		return nil, err
	}
	if err := files.lost(); err != nil {
		return nil, fmt.Errorf("documentation source %s: %w", src.Name(), err)
	}
	d := &Docs{Source: files.Source, API: api, Pages: int(read.Load()), Found: slices.Concat(files.Faults(), found), files: files, kept: kept}
	d.Found.Sort()
	d.config = s.override(d, version)
	if s.loaded == nil {
		s.loaded = map[string]*Docs{}
	}
	s.loaded[key] = d
	return d, nil
}

// pages returns what the cache keeps of pages.
func (s *Session) pages(files *reading) (*pages, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bundles == nil {
		var err error
		if s.bundles, err = newBundles(s.Cache, s.Program); err != nil {
			return nil, err
		}
	}
	return newPages(files, s.bundles)
}

// Open opens a source that is not empty; the built-in pages where spec is.
func Open(ctx context.Context, spec string) (*docsource.Source, error) {
	src, err := docsource.Open(ctx, spec, docsource.Options{Embedded: docs.Reference()})
	if err != nil {
		return nil, err
	}
	if len(src.Pages()) == 0 {
		src.Close()
		return nil, fmt.Errorf("documentation source %s: %w: expected api-reference/{v1.0,beta}/{api,resources}/*.md", src.Name(), docsource.ErrNoPages)
	}
	return src, nil
}

// open opens a source, once a session.
func (s *Session) open(ctx context.Context, spec string) (*hashed, error) {
	if h := s.sources[spec]; h != nil {
		return h, nil
	}
	known := s.table(spec) // before the files are looked at
	src, err := Open(ctx, spec)
	if err != nil {
		return nil, err
	}
	if s.sources == nil {
		s.sources = map[string]*hashed{}
	}
	s.sources[spec] = newHashed(src, known)
	pages := 0
	for _, h := range s.sources {
		pages += len(h.Pages())
	}
	tune.Pages(pages)
	return s.sources[spec], nil
}

// Output opens the output folder dir, whose files need no reading where the
// cache knows them, until the session is closed.
func (s *Session) Output(dir string) (*output.Folder, error) {
	f, err := output.Open(dir, s.table(dir))
	if err == nil {
		s.outputs = append(s.outputs, f)
	}
	return f, err
}

// table returns what is known of the files below a folder, nil where nothing is.
func (s *Session) table(dir string) *filesum.Table {
	abs, err := filepath.Abs(dir)
	if s.Cache == nil || s.ReadAll || dir == "" || err != nil {
		return nil
	}
	t := filesum.Open(s.Cache, abs)
	s.tables = append(s.tables, t)
	return t
}

// Close releases the sources and folders.
func (s *Session) Close() {
	s.behind.Wait()
	for _, h := range s.sources {
		h.Close()
	}
	for _, f := range s.outputs {
		f.Close()
	}
	for _, t := range s.tables {
		t.Save()
	}
	if s.bundles != nil {
		s.bundles.save()
	}
	s.sources, s.loaded, s.outputs, s.tables, s.bundles = nil, nil, nil, nil, nil
}
