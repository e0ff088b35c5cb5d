package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
)

// lock says what the package was made of.
func (s *Session) lock(d *Docs, spec Spec, files []output.File, ops []generator.Operation) (*lock.Lock, error) {
	l := &lock.Lock{Tool: s.Tool, Options: lock.Options{
		Package: spec.Package, Version: spec.Version, Include: spec.Include, Exclude: spec.Exclude, Locale: spec.Locale, Tests: spec.Tests,
	}}
	l.Docs.Revision = d.Source.Revision()
	l.Docs.SHA256, l.Docs.Files = d.files.total()
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
	list := make([]lock.Operation, len(ops))
	for i, op := range ops {
		list[i] = lock.Operation{Operation: op.Method + " " + op.Path, Call: op.Call, Pages: op.Sources}
	}
	var err error
	l.Operations, err = lock.NewOperations(list)
	return l, err
}
