package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "c")
	s := Open(dir, DefaultLimit)
	for i := range 500 {
		s.Put(KeyOf("k", fmt.Sprint(i)), fmt.Append(nil, "value ", i))
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	s.Put(KeyOf("empty"), nil)
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	s = Open(dir, DefaultLimit)
	for i := range 500 {
		if got, ok := s.Get(KeyOf("k", fmt.Sprint(i))); !ok || string(got) != fmt.Sprint("value ", i) {
			t.Errorf("%d: got %q, %v", i, got, ok)
		}
	}
	if got, ok := s.Get(KeyOf("empty")); !ok || len(got) != 0 {
		t.Errorf("empty: got %q, %v", got, ok)
	}
	if _, ok := s.Get(KeyOf("k0")); ok {
		t.Error("parts run together")
	}
	var none *Store
	none.Put(KeyOf("x"), nil)
	if _, ok := none.Get(KeyOf("x")); ok || none.Flush() != nil {
		t.Error("the nil store keeps something")
	}
}

// TestStoreDamage flips every byte of a file: what comes out is right or
// missing.
func TestStoreDamage(t *testing.T) {
	dir := t.TempDir()
	key, value := KeyOf("k"), []byte("a value of some length")
	s := Open(dir, DefaultLimit)
	s.Put(key, value)
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pack"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		for _, bad := range [][]byte{flipped(whole, i), whole[:i]} {
			if err := os.WriteFile(files[0], bad, 0o666); err != nil {
				t.Fatal(err)
			}
			s := Open(dir, DefaultLimit)
			if got, ok := s.Get(key); ok && !bytes.Equal(got, value) {
				t.Fatalf("byte %d: got %q", i, got)
			}
			s.Put(KeyOf("other"), value)
			if err := s.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Rename(s.file(KeyOf("other")), s.file(key)); err != nil {
		t.Fatal(err)
	}
	if got, ok := Open(dir, DefaultLimit).Get(key); ok {
		t.Errorf("under the name of another entry: got %q", got)
	}
}

func flipped(data []byte, i int) []byte {
	out := bytes.Clone(data)
	out[i] ^= 0x55
	return out
}

// TestStoreLimit wants the entries that were not used for longest to go.
func TestStoreLimit(t *testing.T) {
	dir := t.TempDir()
	const limit = 10_000
	s := Open(dir, limit)
	put := func(key Key, size int) {
		t.Helper()
		s.Put(key, make([]byte, size))
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
		old := time.Now().Add(-2 * time.Hour) // each a little older than the next
		if err := os.Chtimes(s.file(key), old, old); err != nil {
			t.Fatal(err)
		}
	}
	used := KeyOf("used")
	put(used, 300)
	for i := range 50 {
		put(KeyOf(fmt.Sprint(i)), 1000)
		if _, ok := s.Get(used); !ok {
			t.Fatalf("round %d: an entry in use is gone", i)
		}
	}
	if _, ok := s.Get(KeyOf("49")); !ok {
		t.Error("the newest entry is gone")
	}
	s.Put(KeyOf("large"), make([]byte, limit+1))
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(KeyOf("large")); ok {
		t.Error("an entry above the limit is kept")
	}
	files, err := s.files("*")
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for _, f := range files {
		size += f.Size()
	}
	if size > limit || len(files) < 5 {
		t.Errorf("%d bytes in %d files, limit %d", size, len(files), limit)
	}
}

// TestSweep wants old files of killed processes to go, and nothing else.
func TestSweep(t *testing.T) {
	s := Open(t.TempDir(), DefaultLimit)
	old := time.Now().Add(-2 * time.Hour)
	for _, name := range []string{"old.tmp", "new.tmp", "old.pack", "old.txt"} {
		file := filepath.Join(s.dir, name)
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "old") {
			if err := os.Chtimes(file, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Sweep()
	files, err := s.files("*")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if got := strings.Join(names, " "); got != "new.tmp old.pack old.txt" {
		t.Errorf("left are %s", got)
	}
}

// TestStoreShared lets several stores write one folder at once, while somebody
// deletes it.
func TestStoreShared(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "c")
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for range 10 {
				s := Open(dir, DefaultLimit)
				for i := range 200 {
					key, value := KeyOf(fmt.Sprint(i)), bytes.Repeat([]byte{byte(i)}, 100)
					if got, ok := s.Get(key); ok && !bytes.Equal(got, value) {
						t.Errorf("%d: got %v", i, got)
					}
					s.Put(key, value)
				}
				_ = s.Flush() // it may fail while the folder goes
				if w == 0 {
					_ = os.RemoveAll(dir) // it may be refilled meanwhile
				}
			}
		})
	}
	wg.Wait()
}

type node struct {
	Name  string
	Next  *node
	List  []node
	Texts []string
	Map   map[string]string
	N     int64
	U     uint8
	Sum   [4]byte
	Yes   bool
}

func TestCodec(t *testing.T) {
	c, err := NewCodec[node]()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []node{
		{}, {Texts: []string{}, Map: map[string]string{}, List: []node{}},
		{Name: "a", Next: &node{Name: "a"}, List: []node{{Name: "b"}, {N: -5}}, Texts: []string{"x", "x", "", "y"},
			Map: map[string]string{"k": "v", "": "x"}, N: 1 << 62, U: 255, Sum: [4]byte{1, 0, 255}, Yes: true},
	} {
		data := c.Append(nil, &v)
		var back node
		if err := c.Decode(data, &back); err != nil || !reflect.DeepEqual(v, back) {
			t.Errorf("%+v became %+v, %v", v, back, err)
		}
		for i := range data {
			var damaged node
			_ = c.Decode(data[:i], &damaged)
			_ = c.Decode(flipped(data, i), &damaged) // must not panic
		}
	}
	sums, err := NewCodec[struct{ Sum [4]byte }]()
	if err != nil {
		t.Fatal(err)
	}
	v := struct{ Sum [4]byte }{[4]byte{1, 2, 3, 4}}
	if err := sums.Decode(sums.Append(nil, &v), &v); err != nil {
		t.Error(err)
	}
	if _, err := NewCodec[struct{ hidden int }](); err == nil {
		t.Error("a hidden field is left out in silence")
	}
	if _, err := NewCodec[struct{ F func() }](); err == nil {
		t.Error("a function has a form")
	}
}
