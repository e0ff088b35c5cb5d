package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/filesum"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser"
)

type sum = filesum.Sum

// hashed is a source that knows the hash of every file that was read, or
// needed no reading.
type hashed struct {
	*docsource.Source
	known *filesum.Table

	pages  map[string]*file // not changed
	mu     sync.Mutex
	others map[string]*file
}

// file is what is known of one file.
type file struct {
	mu     sync.Mutex
	info   fs.FileInfo // where it was listed
	id     sum         // zero while it is not known
	sum    sum         // of the content
	summed bool
	failed bool   // it could not be read
	data   []byte // between Identity and Read
}

func newHashed(src *docsource.Source, known *filesum.Table) *hashed {
	h := &hashed{Source: src, known: known, pages: make(map[string]*file, len(src.Pages())), others: map[string]*file{}}
	files, infos := make([]file, len(src.Pages())), src.Listed()
	for i, page := range src.Pages() {
		if i < len(infos) {
			files[i].info = infos[i]
		}
		h.pages[page.Path] = &files[i]
	}
	return h
}

// page returns the page of a path.
func (h *hashed) page(path string) (parser.PageFile, bool) {
	pages := h.Pages() // sorted by path
	i, found := slices.BinarySearchFunc(pages, path, func(p parser.PageFile, path string) int { return strings.Compare(p.Path, path) })
	if !found {
		return parser.PageFile{}, false
	}
	return pages[i], true
}

func (h *hashed) file(name string) *file {
	if f := h.pages[name]; f != nil {
		return f
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.others[name]
	if f == nil {
		f = &file{}
		h.others[name] = f
	}
	return f
}

// Read returns the content of a file.
func (h *hashed) Read(name string) ([]byte, error) {
	f := h.file(name)
	f.mu.Lock()
	defer f.mu.Unlock()
	if data := f.data; data != nil {
		f.data = nil
		return data, nil
	}
	return h.read(name, f)
}

func (h *hashed) read(name string, f *file) ([]byte, error) {
	data, info, err := h.ReadStat(name)
	if err != nil {
		f.fail()
		return nil, err
	}
	s := sha256.Sum256(data)
	f.know(s)
	h.known.Note(info, s)
	return data, nil
}

func (f *file) know(s sum) {
	if f.failed || f.summed && f.sum != s {
		f.id = changed
	}
	f.sum, f.summed = s, true
}

// fail notes that the file could not be read.
func (f *file) fail() {
	if f.summed {
		f.id = changed
	}
	f.failed = true
}

// content returns the hash of the file's content where it is known.
func (f *file) content() (sum, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sum, f.summed
}

// confirm notes the hash of the content that nobody needs to read.
func (f *file) confirm(s sum) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.know(s)
	f.data = nil
}

var (
	missing = sum{1} // the identity of a file that can't be read
	changed = sum{2} // and of one that changes while it is read
)

// Identity returns what tells the file's content from every other. It reads
// the file where nothing cheaper is known; hold keeps the content for Read.
func (h *hashed) Identity(name string, hold bool) sum { return h.identity(name, h.file(name), hold) }

func (h *hashed) identity(name string, f *file, hold bool) sum {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.id == (sum{}) {
		if id := h.identify(name, f, hold); f.id == (sum{}) { // else it was seen to change
			f.id = id
		}
	}
	return f.id
}

func (h *hashed) identify(name string, f *file, hold bool) sum {
	if text := h.Source.Identity(name); text != "" {
		return sha256.Sum256([]byte(text))
	}
	if f.info == nil {
		f.info = h.Stat(name)
	}
	if s, ok := h.known.Sum(f.info); ok {
		f.know(s)
	}
	if f.summed {
		return f.sum
	}
	data, err := h.read(name, f)
	if err != nil {
		return missing
	}
	if hold {
		f.data = data
	}
	return f.sum
}

// identifyAll finds the identities of many files at once.
func (h *hashed) identifyAll(files []keptFile) {
	parallel.Each(0, len(files), func(i int) { h.Identity(files[i].Name, false) })
}

// reading is a source while the pages of one version are read: it remembers
// which files they were made of.
type reading struct {
	*hashed
	mu     sync.Mutex
	files  map[string]*file
	failed map[string]error // of files that could not be read
}

func newReading(h *hashed) *reading {
	return &reading{hashed: h, files: make(map[string]*file, len(h.pages)), failed: map[string]error{}}
}

// Read returns the content of a file.
func (r *reading) Read(name string) ([]byte, error) {
	r.note(name)
	data, err := r.hashed.Read(name)
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.failed[name] = err
	}
	return data, err
}

// lost says what of the source could not be read: what is made of the rest would
// lack it in silence. Files that are refused for what they are, and includes
// that are not there, are faults of the source instead.
func (r *reading) lost() error {
	for _, name := range slices.Sorted(maps.Keys(r.failed)) {
		switch err, isPage := r.failed[name], r.pages[name] != nil; {
		case isPage && errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("page %s vanished while the pages were read; try again", name)
		case isPage && !errors.Is(err, docsource.ErrRefused), docsource.Unavailable(err):
			return fmt.Errorf("%s can't be read: %w", name, err)
		}
	}
	return nil
}

// unavailable reports whether a file that is there could not be read.
func (r *reading) unavailable(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return docsource.Unavailable(r.failed[name])
}

func (r *reading) note(name string) *file {
	f := r.file(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files[name] = f
	return f
}

// state returns the files that were read, and those looked for in vain, sorted
// by name.
func (r *reading) state() []keptFile {
	list := make([]keptFile, 0, len(r.files))
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		f := r.files[name]
		k := keptFile{Name: name, Identity: r.identity(name, f, false)}
		var ok bool
		if k.Sum, ok = f.content(); !ok {
			k.Identity = missing
		}
		list = append(list, k)
	}
	return list
}

// sumOf returns the hash of files that are sorted by name, and the number of
// those that are there.
func sumOf(files []keptFile) (total string, n int) {
	all := sha256.New()
	for _, f := range files {
		if f.Identity != missing {
			field(all, []byte(f.Name))
			all.Write(f.Sum[:])
			n++
		}
	}
	return hex.EncodeToString(all.Sum(nil)), n
}

// field writes data so that no other fields give the same bytes.
func field(to hash.Hash, data []byte) {
	to.Write(append(strconv.AppendInt(nil, int64(len(data)), 10), ':'))
	to.Write(data)
}
