package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
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
	if runtime.GOOS == "windows" {
		t.Skip("folders can't be locked")
	}
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "a", "b")
	free := func(at string) { t.Errorf("waits for %s", at) }

	// One folder by several names is locked once.
	release := reserve(t, t.Context(), free, a, b, dir, filepath.Join(dir, "x", ".."))
	ctx, cancel := context.WithCancel(t.Context())
	said := 0
	if _, err := Reserve(ctx, []string{b}, func(string) { said++; cancel() }); !errors.Is(err, context.Canceled) || said != 1 {
		t.Errorf("a locked folder: %v, said %d times", err, said)
	}
	release()

	// A folder that is made while another waits for it is waited for again.
	release = reserve(t, t.Context(), free, b)
	var inner func()
	reserve(t, t.Context(), func(string) {
		if inner == nil {
			if err := os.MkdirAll(b, 0o777); err != nil {
				t.Error(err)
			}
			inner = reserve(t, t.Context(), free, b)
			release()
			return
		}
		inner()
	}, b)()
	if inner == nil {
		t.Error("nothing was waited for")
	}
	reserve(t, t.Context(), free, b)()
}
