package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
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
	s.Close()
	s = Open(dir, DefaultLimit)
	defer s.Close()
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
			s.Close()
		}
	}
}

func flipped(data []byte, i int) []byte {
	out := bytes.Clone(data)
	out[i] ^= 0x55
	return out
}

// TestStoreLimit wants the newest and the used entries to stay.
func TestStoreLimit(t *testing.T) {
	dir := t.TempDir()
	const limit = shards * 1000
	used := KeyOf("used")
	s := Open(dir, limit)
	s.Put(used, make([]byte, 300))
	for round := range 20 {
		for i := range shards {
			s.Put(KeyOf("x", fmt.Sprint(round, i)), make([]byte, 100))
		}
		if err := s.Flush(); err != nil {
			t.Fatal(err)
		}
		if _, ok := s.Get(used); !ok {
			t.Fatalf("round %d: an entry in use is gone", round)
		}
	}
	s.Put(KeyOf("large"), make([]byte, 2000))
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Get(KeyOf("large")); ok {
		t.Error("an entry above the limit is kept")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	if size > limit+int64(shards*headerSize) {
		t.Errorf("%d bytes, limit %d", size, limit)
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
				s.Close()
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
