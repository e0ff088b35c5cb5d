package output

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Difference is one file of a folder that is not as it would be written.
type Difference struct {
	Path string `json:"path"`
	// State is "changed", "missing" or "stale".
	State string `json:"state"`
	// Diff is the unified diff from the disk to what would be written; empty
	// for a missing or stale file.
	Diff string `json:"diff,omitempty"`
}

// Compare names every file of dir that differs from the given ones, is missing,
// or is a generated file that is no longer made.
func Compare(dir string, files []File) ([]Difference, error) {
	f, err := Open(dir, nil)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Compare(files)
}

// Compare names every file of the folder that differs from the given ones, is
// missing, or is a generated file that is no longer made. It writes nothing. A
// folder that does not exist misses every file.
func (f *Folder) Compare(files []File) ([]Difference, error) {
	if err := checkNames(files); err != nil {
		return nil, err
	}
	changed, stale, err := f.compare(files)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
	}
	var found []Difference
	for _, file := range changed {
		if f.found[file.Path] == nil {
			found = append(found, Difference{Path: file.Path, State: "missing"})
			continue
		}
		old, err := f.root.ReadFile(file.Path)
		if err != nil {
			return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
		}
		found = append(found, Difference{Path: file.Path, State: "changed",
			Diff: udiff.Unified("disk/"+file.Path, "generated/"+file.Path, string(old), string(file.Data))})
	}
	for _, name := range stale {
		found = append(found, Difference{Path: name, State: "stale"})
	}
	slices.SortFunc(found, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return found, nil
}
