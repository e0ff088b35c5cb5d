package output

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Reserve keeps other processes that call it out of folders, until release is
// called: two that write other files into one folder would leave a mix. It
// waits for those that are in, and says so. Folders that are not there it makes,
// as there is nothing else to lock; release removes them where they stayed
// empty. Where the system has no such locks, it does nothing.
func Reserve(ctx context.Context, dirs []string, waiting func(dir string)) (release func(), err error) {
	if !haveLocks {
		return func() {}, nil
	}
	r := &reservation{}
	for {
		for _, dir := range dirs {
			r.create(dir)
		}
		if err := r.take(ctx, dirs, waiting); err != nil {
			r.release()
			return func() {}, err
		}
		if !slices.ContainsFunc(r.held, vanished) {
			return r.release, nil
		}
		r.release()
	}
}

// reservation is what one call of Reserve holds.
type reservation struct {
	held []*os.File
	made []string
}

// create makes a folder. Whoever writes there will say why it can't be made.
func (r *reservation) create(dir string) {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			break
		}
		r.made = append(r.made, at)
	}
	_ = os.MkdirAll(dir, 0o777)
}

// take locks the folders, each once.
func (r *reservation) take(ctx context.Context, dirs []string, waiting func(dir string)) error {
	for _, dir := range inOrder(dirs) {
		f, err := os.Open(dir)
		if err != nil {
			continue // whoever writes there will say why
		}
		if slices.ContainsFunc(r.held, func(other *os.File) bool { return sameFile(f, other) }) {
			f.Close()
			continue
		}
		r.held = append(r.held, f)
		if err := await(ctx, f, waiting); err != nil {
			return err
		}
	}
	return nil
}

func (r *reservation) release() {
	slices.Sort(r.made)
	for _, dir := range slices.Backward(r.made) {
		_ = os.Remove(dir) // fails for what is in use
	}
	for _, f := range r.held {
		f.Close()
	}
	*r = reservation{}
}

// inOrder returns folders by their real paths, in an order that is the same for
// every process: no two can wait for each other. Capitals do not count, as some
// systems take them for the same.
func inOrder(dirs []string) []string {
	var list []string
	for _, dir := range dirs {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			real, err = filepath.Abs(real)
		}
		if info, failed := os.Stat(real); err == nil && failed == nil && info.IsDir() {
			list = append(list, real)
		}
	}
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	})
	return list
}

func sameFile(f, other *os.File) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := other.Stat()
	return err == nil && os.SameFile(a, b)
}

// vanished reports whether a folder is no longer at its place: whoever had the
// lock before removed it.
func vanished(f *os.File) bool {
	is, err := os.Stat(f.Name())
	if err != nil {
		return true
	}
	was, err := f.Stat()
	return err != nil || !os.SameFile(was, is)
}

// errBusy is what tryLock returns where another process has the lock.
var errBusy = errors.New("locked")

func await(ctx context.Context, f *os.File, waiting func(dir string)) error {
	for said := false; errors.Is(tryLock(f), errBusy); said = true {
		if !said {
			waiting(f.Name())
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}
