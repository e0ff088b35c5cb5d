package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/jsontext"
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
	changes, err := changesSince(filepath.Join(out, lock.Name), p.Lock)
	if err != nil {
		return nil, changes, err
	}
	data, err := p.Lock.Encode()
	return append(slices.Clone(p.Files), output.File{Path: lock.Name, Data: data}), changes, err
}

// changesSince compares a lock with the file of the last one, and takes over
// what settles. A file that is not graphgen's is none: it is not overwritten
// either.
func changesSince(file string, new *lock.Lock) (changes lock.Changes, err error) {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return changes, nil
	case err != nil:
		return changes, fmt.Errorf("lock file: %w", err)
	case !lock.Marked(data):
		return changes, nil
	}
	old, err := lock.Decode(data)
	if err == nil {
		new.Settle(old)
		changes, err = lock.Compare(old, new)
	}
	switch {
	case errors.Is(err, lock.ErrNewer):
		err = fmt.Errorf("lock file %s: %w; use that graphgen, or delete the file to start anew; nothing was written", file, err)
	case err != nil:
		err = fmt.Errorf("lock file %s is damaged: %w; restore it, or delete it to start anew; nothing was written", file, err)
	}
	return changes, err
}

// shown is how many changed operations of a kind are named.
const shown = 20

func (a *app) summarize(sum summaries, asJSON bool, hint string) error {
	if asJSON {
		return jsontext.Write(a.stdout, sum)
	}
	for _, s := range sum.Packages {
		a.changes("gone", s.Changes.Gone)
		a.changes("renamed", s.Changes.Renamed)
		a.changes("new", s.Changes.New)
		a.summary("%s: package %s, %s: %d pages, %d operations, %d types, %d files written, %d unchanged, %d removed, %d findings",
			s.Out, s.Package, s.Version, s.Pages, s.Operations, s.Types,
			len(s.Files.Written), len(s.Files.Unchanged), len(s.Files.Removed), s.Findings)
	}
	a.summary("done in %.2fs%s", sum.Seconds, hint)
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
