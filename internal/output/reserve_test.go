package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

func reserve(t *testing.T, ctx context.Context, waiting func(string), dirs ...string) func() {
	t.Helper()
	release, err := Reserve(ctx, dirs, waiting)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

func TestReserve(t *testing.T) {
	if !haveLocks {
		t.Skip("folders can't be locked")
	}
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "a", "b")
	free := func(at string) { t.Errorf("waits for %s", at) }
	if err := os.Symlink(dir, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}

	// One folder by several names is locked once.
	release := reserve(t, t.Context(), free, b, a, dir, filepath.Join(dir, "x", ".."), filepath.Join(dir, "link", "a"))
	isLocked(t, b)
	release()
	isGone(t, a) // it stayed empty

	// A folder that is made under the lock is locked, and stays if it is used.
	release = reserve(t, t.Context(), free, b)
	isLocked(t, b)
	if err := os.WriteFile(filepath.Join(b, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	release()
	if _, err := os.Stat(b); err != nil {
		t.Error(err)
	}
	reserve(t, t.Context(), free, b)()
}

// TestReserveVanished has a folder removed while another waits for it, and made
// again by a third.
func TestReserveVanished(t *testing.T) {
	if !haveLocks {
		t.Skip("folders can't be locked")
	}
	at := filepath.Join(t.TempDir(), "a")
	free := func(at string) { t.Errorf("waits for %s", at) }
	release := reserve(t, t.Context(), free, at)
	waits := 0
	reserve(t, t.Context(), func(string) {
		waits++
		release()
		if waits == 1 {
			release = reserve(t, t.Context(), free, at)
		}
	}, at)()
	if waits != 2 {
		t.Errorf("waited %d times, want 2", waits)
	}
	isGone(t, at)
}

// TestReserveNot wants no error where nothing can be reserved: who writes there
// has one.
func TestReserveNot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	free := func(at string) { t.Errorf("waits for %s", at) }
	reserve(t, t.Context(), free, file, filepath.Join(file, "below"))()
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// TestReserveOrders has many take the same folders in other orders.
func TestReserveOrders(t *testing.T) {
	if !haveLocks {
		t.Skip("folders can't be locked")
	}
	dir := t.TempDir()
	var dirs []string
	for _, name := range [...]string{"B", "a", "C/d", "c", "."} {
		dirs = append(dirs, filepath.Join(dir, name))
	}
	var in atomic.Int32
	var all sync.WaitGroup
	for i := range 20 {
		order := slices.Concat(dirs[i%len(dirs):], dirs[:i%len(dirs)])
		all.Go(func() {
			release, err := Reserve(t.Context(), order, func(string) {})
			if err != nil || in.Add(1) != 1 {
				t.Errorf("%v, or several are in", err)
			}
			in.Add(-1)
			release()
		})
	}
	all.Wait()
}

func isLocked(t *testing.T, dir string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said := 0
	if _, err := Reserve(ctx, []string{dir}, func(string) { said++; cancel() }); !errors.Is(err, context.Canceled) || said != 1 {
		t.Errorf("a locked folder: %v, said %d times", err, said)
	}
}

func isGone(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s: got %v, want no such folder", dir, err)
	}
}
