package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
)

// summaries are what generate did, in the form of --json.
type summaries struct {
	Packages []summary `json:"packages"`
	Seconds  float64   `json:"seconds"`
}

// summary is what generate did for one package.
type summary struct {
	Package    string        `json:"package"`
	Version    string        `json:"version"`
	Out        string        `json:"out"`
	Pages      int           `json:"pages"`
	Operations int           `json:"operations"`
	Types      int           `json:"types"`
	Findings   int           `json:"findings"`
	Files      output.Result `json:"files"`
	// Changes are those since the lock file that was there.
	Changes lock.Changes `json:"changes"`
}

// withLock returns the files of a package with its lock file, and what changed
// since the lock file that is on the disk.
func withLock(out string, p *build.Package) ([]output.File, lock.Changes, error) {
	var changes lock.Changes
	old, err := readLock(filepath.Join(out, lock.Name))
	if err != nil {
		return nil, changes, err
	}
	if old != nil {
		p.Lock.Settle(old)
		changes = lock.Compare(old, p.Lock)
	}
	data, err := p.Lock.Encode()
	return append(slices.Clone(p.Files), output.File{Path: lock.Name, Data: data}), changes, err
}

// readLock returns nil where there is no lock file, or one that can't be read:
// it is then written anew, unless it is not graphgen's.
func readLock(file string) (*lock.Lock, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("lock file: %w", err)
	}
	if l, err := lock.Decode(data); err == nil {
		return l, nil
	}
	return nil, nil
}

// shown is how many changed operations of a kind are named.
const shown = 20

func (a *app) summarize(sum summaries, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(a.stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(sum)
	}
	for _, s := range sum.Packages {
		a.changes("gone", s.Changes.Gone)
		a.changes("renamed", s.Changes.Renamed)
		a.changes("new", s.Changes.New)
		a.summary("%s: package %s, %s: %d pages, %d operations, %d types, %d files written, %d unchanged, %d removed, %d findings",
			s.Out, s.Package, s.Version, s.Pages, s.Operations, s.Types,
			len(s.Files.Written), len(s.Files.Unchanged), len(s.Files.Removed), s.Findings)
	}
	a.summary("done in %.2fs", sum.Seconds)
	return nil
}

// changes prints what became of operations since the last lock file.
func (a *app) changes(what string, list []lock.Change) {
	for _, c := range list[:min(len(list), shown)] {
		switch {
		case c.New == "":
			a.summary("%s: %s, was %s", what, c.Operation, c.Old)
		case c.Old == "":
			a.summary("%s: %s is %s", what, c.Operation, c.New)
		default:
			a.summary("%s: %s is %s, was %s", what, c.Operation, c.New, c.Old)
		}
	}
	if n := len(list) - shown; n > 0 {
		a.summary("%s: %d more, see %s", what, n, lock.Name)
	}
}
