package build

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// made is what is kept of a package: what it was made of, and the hashes of
// its files, which are on the disk.
type made struct {
	Docs                     []keptFile // sorted by name
	Facts                    []sum      // for each of Docs, of what the page gave
	Version                  string
	Files                    []output.File // without their data
	Pages, Operations, Types int
	Found, Config            source.List
	Lock                     []byte
}

// madeKey is the key of a package: all that its making depends on but for the
// content of the pages and of what they include.
func (s *Session) madeKey(files *hashed, spec Spec) cache.Key {
	var names []string
	for _, page := range files.Pages() {
		if spec.Version == "" || page.Version == "" || page.Version == spec.Version {
			names = append(names, page.Path)
		}
	}
	options, err := json.Marshal(map[string]any{
		"tool": s.Tool, "docs": files.Revision(), "version": spec.Version, "package": spec.Package,
		"include": spec.Include, "exclude": spec.Exclude, "locale": spec.Locale, "tests": spec.Tests,
		"pos": spec.Pos, "overrides": s.Overrides, "faults": files.Faults(),
	})
	if err != nil {
		return cache.Key{} // of no package
	}
	return cache.KeyOf("package", s.Program, string(options), strings.Join(names, "\n"))
}

// recall returns the package from its folder where nothing that it was made of
// has changed, and nobody changed the folder. A page that was worded anew and
// gives the very same facts, be it at other places, is no change. It returns nil
// where the package has to be made.
func (s *Session) recall(ctx context.Context, files *hashed, spec Spec) *Package {
	if s.Cache == nil || spec.Old == nil || s.rename() {
		return nil
	}
	data, ok := s.Cache.Get(s.madeKey(files, spec))
	if !ok {
		return nil
	}
	codec, err := cache.NewCodec[made]()
	m := &made{}
	if err != nil || codec.Decode(data, m) != nil || len(m.Facts) != len(m.Docs) {
		return nil
	}
	worded, ok := s.reworded(ctx, files, m)
	if !ok {
		return nil
	}
	p := &Package{Version: m.Version, Pages: m.Pages, Operations: m.Operations, Types: m.Types, Found: m.Found, Config: m.Config}
	if p.Lock, err = lock.Decode(m.Lock); err != nil {
		return nil
	}
	if !spec.Old.Holds(m.Files) {
		return nil
	}
	if p.Files = m.Files; worded {
		p.Lock.Docs.SHA256, _ = sumOf(m.Docs)
		if m.Lock, err = p.Lock.Encode(); err == nil {
			s.Cache.Put(s.madeKey(files, spec), codec.Append(m.buffer(), m))
		}
	}
	return p
}

// mostWorded is the number of changed pages above which all are read.
const mostWorded = 100

// reworded reports whether any file changed, and notes the new state in m. It
// fails where anything else changed than the words of pages, and the places of
// their facts.
func (s *Session) reworded(ctx context.Context, files *hashed, m *made) (worded, ok bool) {
	files.identifyAll(m.Docs)
	var at []int
	for i, f := range m.Docs {
		if files.Identity(f.Name, false) != f.Identity {
			at = append(at, i)
		}
	}
	if len(at) == 0 || len(at) > mostWorded {
		return false, len(at) == 0
	}
	some := &somePages{reading: newReading(files)}
	for _, i := range at {
		page, found := files.page(m.Docs[i].Name)
		if !found {
			return false, false
		}
		some.list = append(some.list, page)
	}
	kept, err := s.pages(some.reading)
	if err != nil {
		return false, false
	}
	if _, _, err := parser.Load(ctx, some, parser.Options{Cache: kept}); err != nil {
		return false, false
	}
	for name := range some.files {
		if _, found := slices.BinarySearchFunc(m.Docs, name, func(f keptFile, name string) int { return strings.Compare(f.Name, name) }); !found {
			return false, false
		}
	}
	for n, i := range at {
		f := &m.Docs[i]
		facts, gave := kept.facts[f.Name]
		before, now := f.Identity, files.Identity(f.Name, false)
		if f.Sum, ok = files.file(f.Name).content(); !ok || !gave || now == changed || now == missing {
			return false, false
		}
		if facts != m.Facts[i] && !s.moved(m, kept, some.list[n], before, now) {
			return false, false
		}
		f.Identity, m.Facts[i] = now, facts
	}
	return true, true
}

// somePages is a source of which only some pages are read.
type somePages struct {
	*reading
	list []parser.PageFile
}

// Pages lists them.
func (p *somePages) Pages() []parser.PageFile { return p.list }

// rename reports whether overrides name methods: whether those are needed is
// known only after planning.
func (s *Session) rename() bool {
	for _, o := range s.Overrides {
		if o.Name != "" {
			return true
		}
	}
	return false
}

// remember keeps what a package was made of. The state is that of the pages.
func (s *Session) remember(d *Docs, spec Spec, p *Package, state []keptFile) {
	failed := func(d source.Diagnostic) bool { return d.Code == "internal-error" }
	if d.kept == nil || s.rename() || slices.ContainsFunc(p.Found, failed) {
		return
	}
	m := &made{Version: p.Version, Pages: p.Pages, Operations: p.Operations, Types: p.Types, Found: p.Found, Config: p.Config, Docs: state}
	m.Facts = make([]sum, len(m.Docs))
	for i, f := range m.Docs {
		if f.Identity == changed {
			return
		}
		m.Facts[i] = d.kept.facts[f.Name]
	}
	for _, f := range p.Files {
		m.Files = append(m.Files, output.File{Path: f.Path, Sum: f.Sum})
	}
	var err error
	if m.Lock, err = p.Lock.Encode(); err != nil {
		return
	}
	codec, err := cache.NewCodec[made]()
	if err != nil {
		return
	}
	key := s.madeKey(d.files.hashed, spec)
	s.behind.Go(func() { s.Cache.Put(key, codec.Append(m.buffer(), m)) })
}

// buffer returns memory for about the size of m.
func (m *made) buffer() []byte { return make([]byte, 0, len(m.Lock)+200*len(m.Docs)) }
