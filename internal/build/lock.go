package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
)

// hashed is a source that remembers the hash of every file read.
type hashed struct {
	*docsource.Source
	mu   sync.Mutex
	sums map[string][sha256.Size]byte
}

// Read returns the content of a file.
func (h *hashed) Read(name string) ([]byte, error) {
	data, err := h.Source.Read(name)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sums == nil {
		h.sums = map[string][sha256.Size]byte{}
	}
	h.sums[name] = sum
	return data, nil
}

// sum returns the hash and number of the files of a version, and of those that
// belong to no version.
func (h *hashed) sum(version string) (sum string, files int) {
	var names []string
	for name := range h.sums {
		if first, _, nested := strings.Cut(name, "/"); !nested || first == version || first != "v1.0" && first != "beta" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	all := sha256.New()
	for _, name := range names {
		one := h.sums[name]
		field(all, name)
		all.Write(one[:])
	}
	return hex.EncodeToString(all.Sum(nil)), len(names)
}

// field writes s so that no other fields give the same bytes.
func field(to hash.Hash, s string) {
	to.Write(strconv.AppendInt(nil, int64(len(s)), 10))
	to.Write([]byte{':'})
	to.Write([]byte(s))
}

// lock says what the package was made of.
func (s *Session) lock(d *Docs, spec Spec, files []output.File, ops []generator.Operation) *lock.Lock {
	l := &lock.Lock{Tool: s.Tool, Options: lock.Options{
		Package: spec.Package, Version: spec.Version, Include: spec.Include, Exclude: spec.Exclude, Locale: spec.Locale, Tests: spec.Tests,
	}}
	l.Docs.Revision = d.Source.Revision()
	l.Docs.SHA256, l.Docs.Files = d.files.sum(spec.Version)
	for _, i := range d.overrides {
		if text, err := json.Marshal(s.Overrides[i]); err == nil { // it has no field that can fail
			l.Options.Overrides = append(l.Options.Overrides, text)
		}
	}
	all := sha256.New()
	for _, f := range files {
		field(all, f.Path)
		field(all, string(f.Data))
	}
	l.Output = hex.EncodeToString(all.Sum(nil))
	for _, op := range ops {
		l.Operations = append(l.Operations, lock.Operation{Operation: op.Method + " " + op.Path, Call: op.Call, Pages: op.Sources})
	}
	return l
}
