package build

import (
	"bytes"
	"cmp"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/parser"
)

const (
	// bundlesOfKind is the number of entries of the cache in which the pages of
	// one version and kind lie: to find each alone would cost more than to
	// decode it, and a changed page costs the writing of one entry.
	bundlesOfKind = 32
	// spareSize is the size in bytes up to which an entry also keeps what pages
	// gave that this run had no use for: those of other revisions.
	spareSize = 512 << 10
)

// bundles are the entries that a session uses.
type bundles struct {
	store   *cache.Store
	program string
	codec   *cache.Codec[[]bundled]

	mu    sync.Mutex
	known map[string]*bundle
}

// bundled is what one page gave, encoded.
type bundled struct {
	Name     string
	Identity sum
	Data     []byte
}

func newBundles(store *cache.Store, program string) (*bundles, error) {
	codec, err := cache.NewCodec[[]bundled]()
	return &bundles{store: store, program: program, codec: codec, known: map[string]*bundle{}}, err
}

// state is a page as it is at a time.
type state struct {
	name     string
	identity sum
}

// bundle is one entry, and what is new in it.
type bundle struct {
	key   cache.Key
	once  sync.Once
	old   []bundled // sorted by name
	mu    sync.Mutex
	used  []bool // of old
	fresh map[state][]byte
}

func (b *bundles) of(file parser.PageFile) *bundle {
	h := fnv.New32a()
	_, _ = h.Write([]byte(file.Path)) // it can't fail
	id := file.Version + "/" + file.Kind + "/" + strconv.Itoa(int(h.Sum32()%bundlesOfKind))
	b.mu.Lock()
	one := b.known[id]
	if one == nil {
		one = &bundle{key: cache.KeyOf("pages", b.program, id)}
		b.known[id] = one
	}
	b.mu.Unlock()
	one.once.Do(func() {
		data, ok := b.store.Get(one.key)
		if !ok || b.codec.Decode(data, &one.old) != nil {
			one.old = nil
		}
		one.used = make([]bool, len(one.old))
	})
	return one
}

// get returns what the page gave when it was as identity says, the last time.
func (b *bundles) get(file parser.PageFile, identity sum) ([]byte, bool) {
	one := b.of(file)
	one.mu.Lock()
	defer one.mu.Unlock()
	if data, ok := one.fresh[state{file.Path, identity}]; ok {
		return data, true
	}
	return one.before(file.Path, identity)
}

// before returns what it gave before this session.
func (b *bundles) before(file parser.PageFile, identity sum) ([]byte, bool) {
	one := b.of(file)
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.before(file.Path, identity)
}

func (o *bundle) before(name string, identity sum) ([]byte, bool) {
	i, _ := slices.BinarySearchFunc(o.old, name, func(p bundled, name string) int { return strings.Compare(p.Name, name) })
	for ; i < len(o.old) && o.old[i].Name == name; i++ {
		if o.old[i].Identity == identity {
			o.used[i] = true
			return o.old[i].Data, true
		}
	}
	return nil, false
}

// put keeps what a page gave. Where the entry has another of the same page and
// identity, that one is of no use any more.
func (b *bundles) put(file parser.PageFile, identity sum, data []byte) {
	one := b.of(file)
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.fresh == nil {
		one.fresh = map[state][]byte{}
	}
	one.fresh[state{file.Path, identity}] = data
}

// save puts the entries that have something new into the cache.
func (b *bundles) save() {
	for _, id := range slices.Sorted(maps.Keys(b.known)) {
		if one := b.known[id]; len(one.fresh) > 0 {
			list, size := one.keep()
			b.store.Put(one.key, b.codec.Append(make([]byte, 0, size), &list))
		}
	}
}

// keep returns what the entry is to hold, and about its size in bytes.
func (o *bundle) keep() (list []bundled, size int) {
	add := func(p bundled) {
		list = append(list, p)
		size += len(p.Name) + len(p.Data) + 48
	}
	for at, data := range o.fresh {
		add(bundled{at.name, at.identity, data})
	}
	for _, used := range []bool{true, false} {
		for i, p := range o.old {
			_, again := o.fresh[state{p.Name, p.Identity}]
			if o.used[i] == used && (used || size+len(p.Data) < spareSize) && !again {
				add(p)
			}
		}
	}
	slices.SortFunc(list, func(a, b bundled) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), bytes.Compare(a.Identity[:], b.Identity[:]))
	})
	return list, size
}
