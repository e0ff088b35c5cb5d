package filesum

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/cache"
)

// folder is one whose files are known from run to run.
type folder struct {
	t     *testing.T
	dir   string
	store *cache.Store
}

func newFolder(t *testing.T) *folder {
	dir := t.TempDir()
	if !keepsTimes(dir) {
		t.Skip("every file is read here")
	}
	return &folder{t, dir, cache.Open(t.TempDir(), cache.DefaultLimit)}
}

func (f *folder) name(name string) string { return filepath.Join(f.dir, name) }

func (f *folder) write(name, text string) {
	f.t.Helper()
	if err := os.WriteFile(f.name(name), []byte(text), 0o666); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) stat(name string) fs.FileInfo {
	f.t.Helper()
	info, err := os.Stat(f.name(name))
	if err != nil {
		f.t.Fatal(err)
	}
	return info
}

// open starts a run, so late after the last change that it counts.
func (f *folder) open() *Table { return f.openAfter(3 * time.Second) }

func (f *folder) openAfter(passed time.Duration) *Table {
	t := Open(f.store, f.dir)
	t.start = time.Now().Add(passed)
	return t
}

// note remembers a file and ends the run.
func (f *folder) note(t *Table, name string) {
	f.t.Helper()
	info := f.stat(name)
	data, err := os.ReadFile(f.name(name))
	if err != nil {
		f.t.Fatal(err)
	}
	t.Note(info, sha256.Sum256(data))
	f.end(t)
}

func (f *folder) end(t *Table) {
	f.t.Helper()
	t.Save()
	if err := f.store.Flush(); err != nil {
		f.t.Fatal(err)
	}
}

// knows reports whether the file need not be read, and fails where its hash is
// wrong.
func (f *folder) knows(name string) bool {
	f.t.Helper()
	sum, ok := f.open().Sum(f.stat(name))
	data, err := os.ReadFile(f.name(name))
	if err != nil {
		f.t.Fatal(err)
	}
	if ok && sum != sha256.Sum256(data) {
		f.t.Errorf("%s: the hash is of another content", name)
	}
	return ok
}

// TestChanges changes a file in every way that keeps its size.
func TestChanges(t *testing.T) {
	for name, change := range map[string]func(f *folder){
		"written": func(f *folder) { f.write("a", "two") },
		"written with the time restored": func(f *folder) {
			before := f.stat("a").ModTime()
			f.write("a", "two")
			if err := os.Chtimes(f.name("a"), before, before); err != nil {
				f.t.Fatal(err)
			}
		},
		"replaced by another of the same time": func(f *folder) {
			before := f.stat("a").ModTime()
			f.write("b", "two")
			if err := os.Chtimes(f.name("b"), before, before); err != nil {
				f.t.Fatal(err)
			}
			if err := os.Rename(f.name("b"), f.name("a")); err != nil {
				f.t.Fatal(err)
			}
		},
		"touched": func(f *folder) {
			if err := os.Chtimes(f.name("a"), time.Time{}, time.Now().Add(-time.Hour)); err != nil {
				f.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			f.write("a", "one")
			f.note(f.open(), "a")
			if !f.knows("a") {
				t.Fatal("a file that is the same is not known")
			}
			time.Sleep(20 * time.Millisecond) // let the clock of the file system tick
			change(f)
			if f.knows("a") {
				t.Error("a file that changed is known")
			}
			f.note(f.open(), "a")
			if !f.knows("a") {
				t.Error("the change is not known in the next run")
			}
		})
	}
}

// TestRecent writes a file again and again without leaving the clock of the
// file system time to tick: its hash must never be that of another content.
func TestRecent(t *testing.T) {
	f := newFolder(t)
	for i := range 200 {
		f.write("a", "one")
		f.note(f.openAfter(0), "a")
		f.write("a", string(rune('a'+i%26))+"ne")
		if f.knows("a") {
			t.Fatal("a file that has just changed is known")
		}
	}
}

func TestSettled(t *testing.T) {
	now := time.Unix(1000, 0)
	for _, c := range []struct {
		modified, changed time.Duration // before now
		want              bool
	}{
		{50 * time.Millisecond, 50 * time.Millisecond, false},
		{time.Hour, 50 * time.Millisecond, false},
		{50 * time.Millisecond, 1500 * time.Millisecond, false},
		{-time.Hour, 1500 * time.Millisecond, false},
		{1500 * time.Millisecond, 1500 * time.Millisecond, true},
		{time.Second, time.Second, false}, // of a clock of seconds
		{10 * time.Second, 10 * time.Second, true},
	} {
		id := identity{modified: now.Add(-c.modified).UnixNano(), changed: now.Add(-c.changed).UnixNano()}
		if got := id.settled(now); got != c.want {
			t.Errorf("%v %v: got %v", c.modified, c.changed, got)
		}
	}
}

// TestForget wants files that are no more to go.
func TestForget(t *testing.T) {
	f := newFolder(t)
	info := f.stat(".")
	table := f.open()
	table.old = make([]byte, 1000*recordSize) // of no files
	for i := range 20 {
		table.fresh[uint64(i)] = record{}
	}
	table.Note(info, Sum{1})
	f.end(table)
	if n := len(f.open().old) / recordSize; n != 21 {
		t.Errorf("%d files are known, want 21", n)
	}
	if sum, ok := f.open().Sum(info); !ok || sum != (Sum{1}) {
		t.Errorf("got %v, %v", sum, ok)
	}
}

// TestOtherFileSystem wants files to be read that the file system of the folder
// says nothing about.
func TestOtherFileSystem(t *testing.T) {
	f := newFolder(t)
	f.write("a", "one")
	table := f.open()
	table.device++
	f.note(table, "a")
	if f.knows("a") {
		t.Error("a file on another file system is noted")
	}
	f.note(f.open(), "a")
	table = f.open()
	table.device++
	if _, ok := table.Sum(f.stat("a")); ok {
		t.Error("a file on another file system is known")
	}
	if keepsTimes("/proc") || Open(f.store, f.name("gone")) != nil {
		t.Error("a file system that keeps no times is believed")
	}
}

// TestNothing uses a table that is not there, or damaged.
func TestNothing(t *testing.T) {
	f := newFolder(t)
	f.write("a", "one")
	var none *Table
	none.Note(f.stat("a"), Sum{})
	none.Save()
	if _, ok := none.Sum(f.stat("a")); ok {
		t.Error("the nil table knows a file")
	}
	f.store.Put(cache.KeyOf("files", f.dir), []byte("damaged"))
	if f.knows("a") {
		t.Error("a damaged table knows a file")
	}
	f.open().Note(nil, Sum{})
	if _, ok := f.open().Sum(nil); ok {
		t.Error("nothing is known")
	}
}
