package parser

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Docs is a documentation source. Paths are below api-reference/, with
// forward slashes. Read and Resolve must be safe for concurrent use.
type Docs interface {
	// Pages lists the pages.
	Pages() []PageFile
	// Read returns the content of a page or an include file.
	Read(path string) ([]byte, error)
	// Resolve returns the path of the file that rel means on the page from,
	// and fails for files outside the source.
	Resolve(from, rel string) (string, error)
}

// PageFile is one page of a documentation source.
type PageFile struct {
	Path string
	// Version is "v1.0" or "beta"; empty where the path does not tell.
	Version string
	// Kind is the page's folder, "api" or "resources"; empty for a single
	// file, which may be either.
	Kind string
}

// The kinds of page.
const (
	KindAPI      = "api"
	KindResource = "resources"
)

// Options configure Load.
type Options struct {
	// Workers is how many pages are read at once; zero means one a processor.
	Workers int
	// Progress, where set, is called after every page, from any goroutine.
	Progress func(done, total int)
	// Visit, where set, is called with every page that was read, from any
	// goroutine.
	Visit func(Visit)
	// Kinds narrows the pages that are read; empty means all.
	Kinds []string
	// Version narrows them to one version and those of no known version.
	Version string
	// Cache, where set, keeps what pages gave. It is not used with Visit.
	Cache Cache
}

// Load reads every page of docs. Faults of pages come as diagnostics; the
// error is for a source that can't be read and for a cancelled context. The
// result depends neither on the number of workers nor on the order of the pages.
func Load(ctx context.Context, docs Docs, opts Options) (*model.API, source.List, error) {
	files := opts.choose(docs.Pages())
	results := make([]result, len(files))
	var next, done atomic.Int64
	var wg sync.WaitGroup
	for range workers(opts.Workers, len(files)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			memory := newScratch()
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				results[i] = loadCached(docs, files[i], memory, opts)
				if n := done.Add(1); opts.Progress != nil {
					opts.Progress(int(n), len(files))
				}
			}
		}()
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	api, list := collect(results)
	return api, list, nil
}

// choose returns the pages that are asked for, sorted by path.
func (o Options) choose(pages []PageFile) []PageFile {
	files := slices.DeleteFunc(slices.Clone(pages), func(f PageFile) bool {
		return len(o.Kinds) > 0 && f.Kind != "" && !slices.Contains(o.Kinds, f.Kind) ||
			o.Version != "" && f.Version != "" && f.Version != o.Version
	})
	slices.SortStableFunc(files, func(a, b PageFile) int { return strings.Compare(a.Path, b.Path) })
	return files
}

func workers(n, pages int) int {
	if n <= 0 {
		n = runtime.GOMAXPROCS(0)
	}
	return max(min(n, pages), 1)
}

// result is what one page gives.
type result struct {
	page      *model.Page
	resources []*model.Resource
	open      []openType
	base      string   // page of the first resource's base type, where a link tells it
	derived   []string // pages of the types that derive from the first resource
	links     []Link   // of the page, which other pages must settle
	list      source.List
}

// room returns empty lists that hold what the pages gave.
func room(results []result) (*model.API, source.List, []openType) {
	var pages, resources, found, open int
	for i := range results {
		r := &results[i]
		if r.page != nil {
			pages++
		}
		resources += len(r.resources)
		found += len(r.list)
		open += len(r.open)
	}
	api := &model.API{Pages: make([]*model.Page, 0, pages), Resources: make([]*model.Resource, 0, resources)}
	return api, make(source.List, 0, found), make([]openType, 0, open)
}

func collect(results []result) (*model.API, source.List) {
	api, list, open := room(results)
	bases := map[*model.Resource]string{}
	derived := map[typeKey]*model.Resource{}
	links := map[*model.Page][]Link{}
	for _, r := range results {
		if r.page != nil {
			api.Pages = append(api.Pages, r.page)
			if len(r.links) > 0 {
				links[r.page] = r.links
			}
		}
		api.Resources = append(api.Resources, r.resources...)
		open = append(open, r.open...)
		if r.base != "" {
			bases[r.resources[0]] = r.base
		}
		for _, target := range r.derived {
			derived[pageKey(r.resources[0].Version, target)] = r.resources[0]
		}
		list = append(list, r.list...)
	}
	list = append(list, resolve(api, &unsettled{open, bases, derived, links})...)
	list.Sort()
	return api, list
}

// loadPage reads one page. A fault of this program must not cost the user the
// other pages, so it becomes a diagnostic like any other.
func loadPage(docs Docs, file PageFile, memory *scratch, visit func(Visit)) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r = result{}
			r.list.Add(source.Pos{File: file.Path}, source.Error, "internal-error", "graphgen failed on this page, please report it: %v", p)
		}
	}()
	data, err := docs.Read(file.Path)
	if err != nil {
		r.list.Add(source.Pos{File: file.Path}, source.Error, "unreadable-file", "page can't be read: %v", err)
		return r
	}
	env := pageEnv{version: file.Version, include: includer(docs), scratch: memory}
	v := Visit{File: file}
	if visit != nil {
		env.keep = func(d *markdown.Doc) { v.Doc = d }
	}
	f := source.NewFile(file.Path, data)
	switch {
	case file.Kind == KindResource || file.Kind == "" && looksLikeResource(data):
		r = parseResource(f, env)
	default:
		r.page, r.links, r.list = parsePage(f, env)
	}
	if visit != nil {
		v.Page, v.Resources, v.Diagnostics = r.page, r.resources, r.list
		visit(v)
	}
	return r
}

// looksLikeResource guesses the kind of a single file of any name.
func looksLikeResource(data []byte) bool {
	s := string(data[:min(len(data), 64<<10)])
	return strings.Contains(s, `"resource"`) && !strings.Contains(s, "ttp-request") &&
		!strings.Contains(strings.ToLower(s), "## http request")
}

// includer returns the include function of all pages.
func includer(docs Docs) func(from, rel string) (string, []byte, error) {
	read := func(from, rel string) (string, []byte, error) {
		name, err := docs.Resolve(from, rel)
		if err != nil {
			return "", nil, err
		}
		data, err := docs.Read(name)
		if err != nil {
			return "", nil, fmt.Errorf("include %s: %w", rel, err)
		}
		return name, data, nil
	}
	return func(from, rel string) (string, []byte, error) {
		rel = includePath(from, rel)
		name, data, err := read(from, rel)
		if lower := strings.ToLower(rel); err != nil && lower != rel {
			if name, data, e := read(from, lower); e == nil { // written where case does not matter
				return name, data, nil
			}
		}
		return name, data, err
	}
}

// includePath returns the path of an include relative to the file that names
// it, which may name it from the root of the documentation or in the way of
// Windows.
func includePath(from, rel string) string {
	rel = strings.ReplaceAll(rel, `\`, "/")
	if !strings.HasPrefix(rel, "/") && !strings.HasPrefix(rel, "~/") {
		return rel
	}
	_, below, ok := strings.Cut(rel, "api-reference/")
	if !ok {
		return rel
	}
	return strings.Repeat("../", strings.Count(from, "/")) + below
}
