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
	var err error
	parallel.Do(0,
		func() { l.Output = sumOfOutput(files) },
		func() {
			l.Docs.Revision = d.Source.Revision()
			l.Docs.SHA256, l.Docs.Files = sumOf(state)
			l.Operations, err = operations(ops)
		})
	return l, err
}

func operations(ops []generator.Operation) (lock.Operations, error) {
	list := make([]lock.Operation, len(ops))
	for i, op := range ops {
		list[i] = lock.Operation{Operation: op.Method + " " + op.Path, Call: op.Call, Pages: op.Sources}
	}
	return lock.NewOperations(list)
}

// sumOfOutput returns the hash of all files of a package.
func sumOfOutput(files []output.File) string {
	all := sha256.New()
	for _, f := range files {
		field(all, []byte(f.Path))
		field(all, f.Data)
	}
	return hex.EncodeToString(all.Sum(nil))
}
