package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

const head = marker + "\n\npackage x\n"

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"same.go": head, "old.go": head, "stale.go": head, "mine.go": "package x\n", "note.txt": "hello"})
	before, err := os.Stat(filepath.Join(dir, "same.go"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Write(t.Context(), dir, []File{
		{Path: "same.go", Data: []byte(head)}, {Path: "old.go", Data: []byte(head + "// new\n")}, {Path: "sub/new.go", Data: []byte(head)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Written, []string{"old.go", "sub/new.go"}) || !slices.Equal(got.Unchanged, []string{"same.go"}) ||
		!slices.Equal(got.Removed, []string{"stale.go"}) {
		t.Errorf("got %+v", got)
	}
	if want := []string{"mine.go", "note.txt", "old.go", "same.go", "sub"}; !slices.Equal(names(t, dir), want) {
		t.Errorf("folder holds %v, want %v", names(t, dir), want)
	}
	after, err := os.Stat(filepath.Join(dir, "same.go"))
	if err != nil || !os.SameFile(before, after) {
		t.Error("an unchanged file was written again")
	}
}

// TestWriteFails breaks the writing of the second file; the first must not
// have been replaced, and nothing may be left behind.
func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": head, "sub": "a file where a folder is needed"})
	_, err := Write(t.Context(), dir, []File{{Path: "a.go", Data: []byte(head + "// new\n")}, {Path: "sub/b.go", Data: []byte(head)}})
	if err == nil {
		t.Fatal("no error")
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "a.go")); string(data) != head {
		t.Error("the old output was replaced")
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a.go", "sub"}) {
		t.Errorf("folder holds %v", got)
	}
}

// TestSweep wants what killed processes left to go, and what running ones
// need to stay.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{".graphgen-1-0.tmp": head, ".graphgen-2-0.tmp": head, ".graphgen.tmp": head})
	for _, old := range []string{".graphgen-1-0.tmp", ".graphgen.tmp"} {
		if err := os.Chtimes(filepath.Join(dir, old), time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Write(t.Context(), dir, []File{{Path: "a.go", Data: []byte(head)}}); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{".graphgen-2-0.tmp", ".graphgen.tmp", "a.go"}) {
		t.Errorf("folder holds %v", got)
	}
}

func TestWriteCancelled(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.go": head})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Write(ctx, dir, []File{{Path: "a.go", Data: []byte(head + "// new\n")}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "a.go")); string(data) != head || len(names(t, dir)) != 1 {
		t.Errorf("the old output is not as it was: %v", names(t, dir))
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{"../a.go", "/a.go", "a/../../b.go", `a\b.go`, "c:a.go", "", "."} {
		if _, err := Write(t.Context(), t.TempDir(), []File{{Path: name, Data: []byte(head)}}); err == nil {
			t.Errorf("%q was written", name)
		}
		if _, err := Compare(t.TempDir(), []File{{Path: name, Data: nil}}); err == nil {
			t.Errorf("%q was compared", name)
		}
	}
	if _, err := Write(t.Context(), t.TempDir(), []File{{Path: "a.go", Data: nil}, {Path: "A.go", Data: nil}}); err == nil {
		t.Error("two files of one name were written")
	}
}
