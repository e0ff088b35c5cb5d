package build

import (
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser/source"
)

// made is what is kept of a package: what it was made of, and the hashes of
// its files, which are on the disk.
type made struct {
	Docs                     []keptFile
	Version                  string
	Files                    []madeFile
	Pages, Operations, Types int
	Found, Config            source.List
	Lock                     []byte
}

type madeFile struct {
	Path string
	Sum  sum
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
// has changed, and nobody changed the folder.
func (s *Session) recall(files *hashed, spec Spec) (*Package, bool) {
	if s.Cache == nil || spec.Old == nil || s.rename() {
		return nil, false
	}
	data, ok := s.Cache.Get(s.madeKey(files, spec))
	if !ok {
		return nil, false
	}
	codec, err := cache.NewCodec[made]()
	m := &made{}
	if err != nil || codec.Decode(data, m) != nil {
		return nil, false
	}
	for _, f := range m.Docs {
		if files.Identity(f.Name) != f.Identity {
			return nil, false
		}
	}
	p := &Package{Version: m.Version, Pages: m.Pages, Operations: m.Operations, Types: m.Types, Found: m.Found, Config: m.Config}
	if p.Lock, err = lock.Decode(m.Lock); err != nil {
		return nil, false
	}
	if p.Files, ok = unchanged(spec.Old, m.Files); !ok {
		return nil, false
	}
	s.meant(files, spec.Version)
	return p, true
}

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

// unchanged returns the files of a folder where all are as they were made.
func unchanged(dir fs.FS, files []madeFile) ([]output.File, bool) {
	out := make([]output.File, len(files))
	for i, f := range files {
		data, err := fs.ReadFile(dir, f.Path)
		if err != nil || sha256.Sum256(data) != f.Sum {
			return nil, false
		}
		out[i] = output.File{Path: f.Path, Data: data}
	}
	return out, true
}

// remember keeps what a package was made of.
func (s *Session) remember(files *reading, spec Spec, p *Package) {
	failed := func(d source.Diagnostic) bool { return d.Code == "internal-error" }
	if s.Cache == nil || s.rename() || slices.ContainsFunc(p.Found, failed) {
		return
	}
	m := &made{Version: p.Version, Pages: p.Pages, Operations: p.Operations, Types: p.Types, Found: p.Found, Config: p.Config}
	for _, name := range files.names() {
		f := keptFile{Name: name, Identity: files.Identity(name)}
		if f.Identity == changed {
			return
		}
		m.Docs = append(m.Docs, f)
	}
	for _, f := range p.Files {
		m.Files = append(m.Files, madeFile{f.Path, sha256.Sum256(f.Data)})
	}
	var err error
	if m.Lock, err = p.Lock.Encode(); err != nil {
		return
	}
	codec, err := cache.NewCodec[made]()
	if err != nil {
		return
	}
	s.Cache.Put(s.madeKey(files.hashed, spec), codec.Append(nil, m))
}
