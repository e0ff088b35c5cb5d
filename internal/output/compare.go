package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
// or is a generated file that is no longer made. It writes nothing. A folder
// that does not exist misses every file.
func Compare(dir string, files []File) ([]Difference, error) {
	if err := checkNames(files); err != nil {
		return nil, err
	}
	state := &folder{data: map[string][]byte{}}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("output folder: %w", err)
	default:
		defer root.Close()
		if state, err = read(root, dir, files); err != nil {
			return nil, err
		}
	}
	var found []Difference
	for _, f := range files {
		old, exists := state.data[f.Path]
		switch {
		case !exists:
			found = append(found, Difference{Path: f.Path, State: "missing"})
		case !bytes.Equal(old, f.Data):
			found = append(found, Difference{Path: f.Path, State: "changed",
				Diff: udiff.Unified("disk/"+f.Path, "generated/"+f.Path, string(old), string(f.Data))})
		}
	}
	for _, name := range state.stale(files) {
		found = append(found, Difference{Path: name, State: "stale"})
	}
	slices.SortFunc(found, func(a, b Difference) int { return strings.Compare(a.Path, b.Path) })
	return found, nil
}
