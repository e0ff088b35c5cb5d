package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/graphgen/graphgen/internal/docsource"
)

type sum = [sha256.Size]byte

// hashed is a source that knows the hash of every file that was read, or
// needed no reading since the cache knows what is in it.
type hashed struct {
	*docsource.Source
	mu   sync.Mutex
	sums map[string]sum
	// read holds contents between Identity and Read.
	read map[string][]byte
	ids  map[string]string
}

func newHashed(src *docsource.Source) *hashed {
	return &hashed{Source: src, sums: map[string]sum{}, read: map[string][]byte{}, ids: map[string]string{}}
}

// Read returns the content of a file.
func (h *hashed) Read(name string) ([]byte, error) {
	h.mu.Lock()
	data, ok := h.read[name]
	delete(h.read, name)
	h.mu.Unlock()
	if ok {
		return data, nil
	}
	data, err := h.Source.Read(name)
	if err != nil {
		return nil, err
	}
	h.know(name, sha256.Sum256(data))
	return data, nil
}

func (h *hashed) know(name string, s sum) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old, ok := h.sums[name]; ok && old != s {
		h.ids[name] = changed
	}
	h.sums[name] = s
}

// known returns the hash of a file's content where it was read.
func (h *hashed) known(name string) (sum, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s, ok := h.sums[name]
	return s, ok
}

const (
	missing = "missing" // the identity of a file that can't be read
	changed = "changed" // and of one that changes while it is read
)

// Identity returns a text that tells the file's content from every other. It
// reads the file where the source knows nothing cheaper.
func (h *hashed) Identity(name string) string {
	h.mu.Lock()
	id, ok := h.ids[name]
	h.mu.Unlock()
	if ok {
		return id
	}
	if id = h.Source.Identity(name); id == "" {
		id = h.byContent(name)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ids[name] == "" {
		h.ids[name] = id
	}
	return h.ids[name]
}

func (h *hashed) byContent(name string) string {
	if s, ok := h.known(name); ok {
		return string(s[:])
	}
	data, err := h.Source.Read(name)
	if err != nil {
		return missing
	}
	s := sha256.Sum256(data)
	h.know(name, s)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.read[name] = data
	return string(s[:])
}

// identify finds the identities of many files at once.
func (h *hashed) identify(files []keptFile) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				h.Identity(files[i].Name)
			}
		})
	}
	wg.Wait()
}

// forget lets go of a file's content, which nobody will read.
func (h *hashed) forget(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.read, name)
}

// reading is a source while the pages of one version are read: it remembers
// which files they were made of.
type reading struct {
	*hashed
	mu    sync.Mutex
	files map[string]bool
	gone  []string // files that were not there
}

// Read returns the content of a file.
func (r *reading) Read(name string) ([]byte, error) {
	r.note(name)
	data, err := r.hashed.Read(name)
	if errors.Is(err, fs.ErrNotExist) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.gone = append(r.gone, name)
	}
	return data, err
}

// vanished returns the first page that was listed and is not there any more.
func (r *reading) vanished() string {
	slices.Sort(r.gone)
	for _, page := range r.Pages() {
		if _, ok := slices.BinarySearch(r.gone, page.Path); ok {
			return page.Path
		}
	}
	return ""
}

func (r *reading) note(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.files == nil {
		r.files = map[string]bool{}
	}
	r.files[name] = true
}

// names returns the files that were read, and those looked for in vain, sorted.
func (r *reading) names() []string { return slices.Sorted(maps.Keys(r.files)) }

// sum returns the hash and number of the files that were read.
func (r *reading) sum() (total string, files int) {
	var list []keptFile
	for _, name := range r.names() {
		if one, ok := r.known(name); ok {
			list = append(list, keptFile{Name: name, Sum: one})
		}
	}
	return sumOf(list), len(list)
}

// sumOf returns the hash of files that are sorted by name.
func sumOf(files []keptFile) string {
	all := sha256.New()
	for _, f := range files {
		if f.Identity != missing {
			field(all, f.Name)
			all.Write(f.Sum[:])
		}
	}
	return hex.EncodeToString(all.Sum(nil))
}

// field writes s so that no other fields give the same bytes.
func field(to hash.Hash, s string) {
	to.Write(strconv.AppendInt(nil, int64(len(s)), 10))
	to.Write([]byte{':'})
	to.Write([]byte(s))
}
