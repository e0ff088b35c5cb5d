package build

import (
	"cmp"
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
	Includes                 []include  // sorted by file
	Entangled                []string   // the types whose texts stand in other types too, sorted
	Version                  string
	Files                    []output.File // without their data
	Pages, Operations, Types int
	Found, Config            source.List
	Lock                     []byte
}

// include tells that a page includes a file, both by their places in Docs.
type include struct{ File, Page int }

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
		"tool": s.Tool, "version": spec.Version, "package": spec.Package,
		"include": spec.Include, "exclude": spec.Exclude, "locale": spec.Locale, "tests": spec.Tests,
		"pos": spec.Pos, "overrides": s.Overrides, "faults": files.Faults(),
	})
	if err != nil {
		return cache.Key{} // of no package
	}
	return cache.KeyOf("package", s.Program, string(options), strings.Join(names, "\n"))
}

// recall returns the package from its folder where nothing that it was made of
// has changed, and nobody changed the folder. Pages that were worded anew and give
// the very same facts, be it at other places, are no change; of those whose texts
// alone changed, the texts are replaced. It returns nil where the package has to be
// made.
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
	w, ok := s.reworded(ctx, files, m)
	if !ok || !spec.Old.Holds(m.Files) {
		return nil
	}
	p := &Package{Version: m.Version, Pages: m.Pages, Operations: m.Operations, Types: m.Types, Config: m.Config}
	if p.Lock, err = lock.Decode(m.Lock); err != nil {
		return nil
	}
	if p.Files, ok = w.apply(ctx, spec, p.Lock); !ok {
		return nil
	}
	if p.Found = m.Found; w.files > 0 || p.Lock.Docs.Revision != files.Revision() {
		p.Lock.Docs.Revision = files.Revision()
		p.Lock.Docs.SHA256, p.Lock.Docs.Files = sumOf(m.Docs)
		p.Lock.Output = sumOfOutput(m.Files)
		if m.Lock, err = p.Lock.Encode(); err == nil {
			s.Cache.Put(s.madeKey(files, spec), codec.Append(m.buffer(), m))
		}
	}
	return p
}

// mostWorded is the number of changed pages above which all are read.
const mostWorded = 100

// reworded finds out which files changed, and notes their new state in m. It
// fails where anything else changed than the words of pages, their texts, and the
// places of their facts.
func (s *Session) reworded(ctx context.Context, files *hashed, m *made) (*rewording, bool) {
	w := &rewording{session: s, docs: files, made: m}
	at, ok := w.changes()
	if w.files == 0 || !ok {
		return w, ok
	}
	some := &somePages{reading: newReading(files)}
	for _, i := range at {
		page, _ := files.page(m.Docs[i].Name)
		some.list = append(some.list, page)
	}
	var err error
	if w.kept, err = s.pages(some.reading); err != nil {
		return nil, false
	}
	if _, _, err := parser.Load(ctx, some, parser.Options{Cache: w.kept}); err != nil || some.lost() != nil {
		return nil, false // whoever reads everything says why
	}
	for name := range some.files {
		if _, found := m.doc(name); !found {
			return nil, false
		}
	}
	for n, i := range at {
		facts, known := w.kept.facts[m.Docs[i].Name]
		if !known || facts != m.Facts[i] && !w.compare(some.list[n], gave{m.Docs[i].Identity, m.Facts[i]}) {
			return nil, false
		}
		m.Facts[i] = facts
	}
	return w, w.update()
}

// changes returns the places of the pages to read again: those that changed, and
// those that include what changed.
func (w *rewording) changes() (at []int, ok bool) {
	w.docs.identifyAll(w.made.Docs)
	for i, f := range w.made.Docs {
		if w.docs.Identity(f.Name, false) == f.Identity {
			continue
		}
		w.files++
		_, isPage := w.docs.page(f.Name) // which others may include, too
		if isPage {
			at = append(at, i)
		}
		from, included := slices.BinarySearchFunc(w.made.Includes, i, func(in include, i int) int { return in.File - i })
		if !isPage && !included {
			return nil, false
		}
		for _, in := range w.made.Includes[from:] {
			if in.File != i {
				break
			}
			at = append(at, in.Page)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	return at, len(at) <= mostWorded
}

// update notes the state of the files that changed. It fails for those that are
// gone, and those that change still.
func (w *rewording) update() bool {
	for i := range w.made.Docs {
		f := &w.made.Docs[i]
		now := w.docs.Identity(f.Name, false)
		if now == f.Identity {
			continue
		}
		ok := false
		if f.Sum, ok = w.docs.file(f.Name).content(); !ok || now == changed || now == missing {
			return false
		}
		f.Identity = now
	}
	return true
}

// doc returns the place of a file.
func (m *made) doc(name string) (int, bool) {
	return slices.BinarySearchFunc(m.Docs, name, func(f keptFile, name string) int { return strings.Compare(f.Name, name) })
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
		for _, name := range d.kept.includes[f.Name] {
			if file, found := m.doc(name); found {
				m.Includes = append(m.Includes, include{file, i})
			}
		}
	}
	slices.SortFunc(m.Includes, func(a, b include) int { return cmp.Or(a.File-b.File, a.Page-b.Page) })
	m.Entangled = entangled(d.API.Resources)
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
