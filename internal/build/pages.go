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

	mu       sync.Mutex
	facts    map[string]sum      // by page: the hash of what it gave
	includes map[string][]string // by page, where it has any
}

var _ parser.Cache = (*pages)(nil)

// kept is an entry: what the page gave, encoded, and the files that it was made
// of, the page first.
type kept struct {
	Parsed []byte
	Files  []keptFile
	Facts  sum // the hash of Parsed
}

// gave tells what a page gave at a time: that depends on the page and on what it
// includes.
type gave struct{ identity, facts sum }

type keptFile struct {
	Name     string
	Identity sum
	// Sum is the hash of the content, zero where the file is missing.
	Sum sum
}

func newPages(docs *reading, bundles *bundles) (*pages, error) {
	p := &pages{docs: docs, bundles: bundles, facts: make(map[string]sum, len(docs.Pages())), includes: map[string][]string{}}
	var err error
	if p.codec, err = cache.NewCodec[kept](); err == nil {
		p.parsed, err = cache.NewCodec[parser.Parsed]()
	}
	return p, err
}

// note notes what is known of a page.
func (p *pages) note(page string, k *kept) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.facts[page] = k.Facts
	for i := 1; i < len(k.Files); i++ { // the first is the page
		p.includes[page] = append(p.includes[page], k.Files[i].Name)
	}
}

// Load returns what a page gave before.
func (p *pages) Load(file parser.PageFile) (*parser.Parsed, bool) {
	data, ok := p.bundles.get(file, p.docs.Identity(file.Path, true))
	if !ok {
		return nil, false
	}
	k := &kept{}
	if p.codec.Decode(data, k) != nil || !p.current(file, k) {
		return nil, false
	}
	for _, f := range k.Files {
		if one := p.docs.note(f.Name); f.Identity != missing {
			one.confirm(f.Sum)
		}
	}
	parsed := &parser.Parsed{}
	if p.parsed.Decode(k.Parsed, parsed) != nil {
		return nil, false
	}
	p.note(file.Path, k)
	return parsed, true
}

// was returns what a page gave before this session, if that is still known.
func (p *pages) was(file parser.PageFile, then gave) (*parser.Parsed, bool) {
	data, ok := p.bundles.before(file, then.identity)
	if !ok {
		return nil, false
	}
	k, parsed := &kept{}, &parser.Parsed{}
	ok = p.codec.Decode(data, k) == nil && k.Facts == then.facts && p.parsed.Decode(k.Parsed, parsed) == nil
	return parsed, ok
}

// current reports whether the page and the files that it includes are as they
// were.
func (p *pages) current(file parser.PageFile, k *kept) bool {
	if len(k.Files) == 0 || k.Files[0].Name != file.Path {
		return false
	}
	for _, f := range k.Files[1:] { // the page itself was found by its identity
		if id := p.docs.Identity(f.Name, false); id == changed || id != f.Identity {
			return false
		}
	}
	return true
}

// Store keeps what a page gave, unless what it includes could not be read: the
// next one is to learn of that, too.
func (p *pages) Store(file parser.PageFile, parsed *parser.Parsed) {
	k := &kept{Parsed: p.parsed.Append(make([]byte, 0, 4<<10), parsed)}
	k.Facts = sha256.Sum256(k.Parsed)
	defer p.note(file.Path, k)
	for _, name := range append([]string{file.Path}, parsed.Includes...) {
		one := p.docs.note(name)
		f := keptFile{Name: name, Identity: p.docs.identity(name, one, false)}
		if f.Identity == changed || p.docs.unavailable(name) {
			return
		}
		if f.Identity != missing {
			var ok bool
			if f.Sum, ok = one.content(); !ok {
				return
			}
		}
		k.Files = append(k.Files, f)
	}
	p.bundles.put(file, k.Files[0].Identity, p.codec.Append(make([]byte, 0, len(k.Parsed)+256), k))
}
