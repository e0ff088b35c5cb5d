package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"time"
)

// stage writes every file beside its place, under a name that Go tools
// ignore, and returns those names.
func stage(ctx context.Context, root *os.Root, files []File) ([]string, error) {
	var staged []string
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return staged, err
		}
		if err := root.MkdirAll(path.Dir(f.Path), 0o777); err != nil {
			return staged, err
		}
		name := path.Join(path.Dir(f.Path), fmt.Sprintf(".graphgen-%d-%d.tmp", os.Getpid(), i))
		staged = append(staged, name)
		if err := root.WriteFile(name, f.Data, 0o666); err != nil {
			return staged, err
		}
	}
	return staged, ctx.Err()
}

// sweep removes what processes that were killed left staged.
func (f *Folder) sweep() {
	for _, name := range slices.Sorted(maps.Keys(f.found)) {
		if ours, _ := path.Match(".graphgen-*-*.tmp", path.Base(name)); ours && time.Since(f.found[name].ModTime()) > time.Hour {
			_ = f.root.Remove(name) // the next run tries again
		}
	}
}

// discard removes staged files.
func discard(root *os.Root, staged []string) error {
	var failed error
	for _, name := range staged {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// replace moves the staged files to their places.
func replace(root *os.Root, files []File, staged []string) error {
	for i, f := range files {
		if err := root.Rename(staged[i], f.Path); err != nil {
			return errors.Join(err, discard(root, staged[i:]))
		}
	}
	return nil
}
