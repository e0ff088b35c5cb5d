package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/internal/parallel"
)

// lock says what the package was made of.
func (s *Session) lock(d *Docs, spec Spec, files []output.File, ops []generator.Operation, state []keptFile) (*lock.Lock, error) {
	l := &lock.Lock{Tool: s.Tool, Options: lock.Options{
		Package: spec.Package, Version: spec.Version, Include: spec.Include, Exclude: spec.Exclude, Locale: spec.Locale, Tests: spec.Tests,
	}}
	for _, i := range d.overrides {
		if text, err := json.Marshal(s.Overrides[i]); err == nil { // it has no field that can fail
			l.Options.Overrides = append(l.Options.Overrides, text)
		}
	}
	l.Docs.Revision = d.Source.Revision()
	var err error
	parallel.Do(0,
		func() {
			l.Output = sumOfOutput(files)
			l.Docs.SHA256, l.Docs.Files = sumOf(state)
		},
		func() { l.Operations, err = lock.NewOperations(listed(ops)) })
	return l, err
}

// listed returns operations as a lock has them.
func listed(ops []generator.Operation) []lock.Operation {
	list := make([]lock.Operation, len(ops))
	for i, op := range ops {
		list[i] = lock.Operation{Operation: op.Method + " " + op.Path, Call: op.Call, Pages: op.Sources}
	}
	return list
}

// sumOfOutput returns the hash of the names of all files of a package, and of
// their hashes.
func sumOfOutput(files []output.File) string {
	all := sha256.New()
	for i := range files {
		field(all, []byte(files[i].Path))
		all.Write(files[i].Sum[:])
	}
	return hex.EncodeToString(all.Sum(nil))
}
