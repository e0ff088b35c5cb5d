package build

import (
	"crypto/sha256"
	"sync"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/parser"
)

// pages is the parser's cache: what a page gave, by the content of the page,
// its name and the program that read it.
type pages struct {
	docs    *reading
	bundles *bundles
	codec   *cache.Codec[kept]
	parsed  *cache.Codec[parser.Parsed]

	mu    sync.Mutex
	facts map[string]sum // by page: the hash of what it gave
}

var _ parser.Cache = (*pages)(nil)

// kept is an entry: what the page gave, and the files that it was made of, the
// page first.
type kept struct {
	Parsed parser.Parsed
	Files  []keptFile
	Facts  sum // the hash of Parsed
}

type keptFile struct {
	Name     string
	Identity sum
	// Sum is the hash of the content, zero where the file is missing.
	Sum sum
}

func newPages(docs *reading, bundles *bundles) (*pages, error) {
	p := &pages{docs: docs, bundles: bundles, facts: map[string]sum{}}
	var err error
	if p.codec, err = cache.NewCodec[kept](); err == nil {
		p.parsed, err = cache.NewCodec[parser.Parsed]()
	}
	return p, err
}

func (p *pages) gave(page string, facts sum) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.facts[page] = facts
}

// Load returns what a page gave before.
func (p *pages) Load(file parser.PageFile) (*parser.Parsed, bool) {
	data, ok := p.bundles.get(file, p.docs.Identity(file.Path, true))
	if !ok {
		return nil, false
	}
	k := &kept{}
	if err := p.codec.Decode(data, k); err != nil || !p.current(file, k) {
		return nil, false
	}
	for _, f := range k.Files {
		p.docs.note(f.Name)
		if f.Identity != missing {
			p.docs.know(f.Name, f.Sum)
		}
	}
	p.docs.forget(file.Path)
	p.gave(file.Path, k.Facts)
	return &k.Parsed, true
}

// current reports whether the files that the page includes are as they were.
func (p *pages) current(file parser.PageFile, k *kept) bool {
	for i, f := range k.Files {
		if id := p.docs.Identity(f.Name, false); i == 0 && f.Name != file.Path || id == changed || id != f.Identity {
			return false
		}
	}
	return len(k.Files) > 0
}

// Store keeps what a page gave.
func (p *pages) Store(file parser.PageFile, parsed *parser.Parsed) {
	k := &kept{Parsed: *parsed, Facts: sha256.Sum256(p.parsed.Append(nil, parsed))}
	p.gave(file.Path, k.Facts)
	for _, name := range append([]string{file.Path}, parsed.Includes...) {
		f := keptFile{Name: name, Identity: p.docs.Identity(name, false)}
		p.docs.note(name)
		if f.Identity == changed {
			return
		}
		if f.Identity != missing {
			var ok bool
			if f.Sum, ok = p.docs.hashed.sum(name); !ok {
				return
			}
		}
		k.Files = append(k.Files, f)
	}
	p.bundles.put(file, k.Files[0].Identity, p.codec.Append(nil, k))
}
