package output

import (
	"crypto/sha256"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/filesum"
	"github.com/graphgen/graphgen/internal/lock"
)

// TestKnownFolder changes files of a folder whose files are known, and wants
// each written that is not as it should be, and no other.
func TestKnownFolder(t *testing.T) {
	dir, store := t.TempDir(), cache.Open(t.TempDir(), cache.DefaultLimit)
	files := []File{{Path: "a.go", Data: []byte(head + "// a\n")}, {Path: "b.go", Data: []byte(head + "// b\n")}}
	sums := slices.Clone(files)
	for i := range sums {
		sums[i] = File{Path: sums[i].Path, Sum: sha256.Sum256(sums[i].Data)}
	}
	a := filepath.Join(dir, "a.go")
	var old time.Time
	for _, step := range []struct {
		name    string
		do      func() error
		written []string
	}{
		{"first", func() error { return nil }, []string{"a.go", "b.go"}},
		{"nothing", func() error { return nil }, nil},
		{"known", func() error { return nil }, nil},
		{"touched", func() error { return os.Chtimes(a, time.Time{}, time.Now().Add(-time.Hour)) }, nil},
		{"edited", func() error { return os.WriteFile(a, []byte(head+"// x\n"), 0o666) }, []string{"a.go"}},
		{"edited with the time restored", func() error {
			if err := os.WriteFile(a, []byte(head+"// x\n"), 0o666); err != nil {
				return err
			}
			return os.Chtimes(a, old, old)
		}, []string{"a.go"}},
		{"deleted", func() error { return os.Remove(a) }, []string{"a.go"}},
	} {
		time.Sleep(120 * time.Millisecond) // until the changes before count as old
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		known := filesum.Open(store, dir)
		f, err := Open(dir, known)
		if err != nil {
			t.Fatal(err)
		}
		if holds := f.Holds(sums); holds != (step.written == nil) {
			t.Errorf("%s: holds its files: %v", step.name, holds)
		}
		r, err := f.Write(t.Context(), files)
		if err != nil || !slices.Equal(r.Written, step.written) {
			t.Errorf("%s: %v written, want %v; %v", step.name, r.Written, step.written, err)
		}
		f.Close()
		if known.Save(); store.Flush() != nil {
			t.Fatal("the cache can't be written")
		}
		info, err := os.Stat(a)
		if err != nil {
			t.Fatal(err)
		}
		old = info.ModTime()
	}
}

// TestHeldFiles writes files of which the folder holds some.
func TestHeldFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": head, "b.go": head, "stale.go": head})
	f, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	held := []File{{Path: "a.go", Sum: sha256.Sum256([]byte(head))}, {Path: "b.go", Sum: sha256.Sum256([]byte(head))}}
	if !f.Holds(held) {
		t.Fatal("the files are not held")
	}
	r, err := f.Write(t.Context(), append(held, File{Path: "c.go", Data: []byte(head)}))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(slices.Concat(r.Written, r.Unchanged, r.Removed), " "); got != "c.go a.go b.go stale.go" {
		t.Errorf("written, unchanged, removed: %s", got)
	}
	held[0].Sum[0]++
	if f.Holds(held) || f.Holds([]File{{Path: "d.go", Sum: held[1].Sum}}) {
		t.Error("files are held that are not there")
	}
}

// TestForeign wants files that graphgen did not write to stay, unless nothing
// about them would change.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": "package x\n", "sub/b.go": head})
	if _, err := Write(t.Context(), dir, []File{{Path: "a.go", Data: []byte(head)}, {Path: "sub/b.go", Data: []byte(head + "\n")}}); err == nil ||
		!strings.Contains(err.Error(), "a.go was not written by graphgen") {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "sub/b.go")); err != nil || string(data) != head {
		t.Errorf("got %q, %v", data, err)
	}
	if r, err := Write(t.Context(), dir, []File{{Path: "a.go", Data: []byte("package x\n")}}); err != nil || len(r.Unchanged) != 1 {
		t.Errorf("got %+v, %v", r, err)
	}
}

// TestLineEnds wants files of a checkout with other line ends to be ours.
func TestLineEnds(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{lock.Name: strings.ReplaceAll(lock.Marker, "\n", "\r\n") + "\r\n"})
	if r, err := Write(t.Context(), dir, []File{{Path: lock.Name, Data: []byte(lock.Marker + "\n")}}); err != nil || len(r.Written) != 1 {
		t.Errorf("got %+v, %v", r, err)
	}
}

// TestNoFile wants what is no file to be refused, not opened.
func TestNoFile(t *testing.T) {
	dir := t.TempDir()
	listener, err := net.Listen("unix", filepath.Join(dir, "a.go"))
	if err != nil {
		t.Skip(err)
	}
	defer listener.Close()
	if _, err := Write(t.Context(), dir, []File{{Path: "a.go", Data: []byte(head)}}); err == nil || !strings.Contains(err.Error(), "a.go is no file") {
		t.Errorf("got %v", err)
	}
}
