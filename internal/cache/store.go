package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/graphgen/graphgen/internal/parallel"
)

// Key is the hash of everything that an entry depends on.
type Key [sha256.Size]byte

// KeyOf hashes parts, so that no other parts give the same bytes.
func KeyOf(parts ...string) Key {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(p)))
		h.Write(size[:])
		h.Write([]byte(p))
	}
	return Key(h.Sum(nil))
}

// DefaultLimit is the size in bytes that a store may have.
const DefaultLimit = 512 << 20

// An entry is a file: a mark, the checksum of the key and the data, and the data.
const (
	magic      = "graphgen cache 4\n"
	headerSize = len(magic) + 4
	extension  = ".pack"
	temporary  = "*.tmp"
)

// Store is a folder of entries. The nil Store has none and keeps none. It may
// be used from several goroutines.
type Store struct {
	dir   string
	limit int64

	mu    sync.Mutex
	fresh map[Key][]byte
}

// Open returns the store in dir, which is made when it is first written.
func Open(dir string, limit int64) *Store {
	return &Store{dir: dir, limit: limit, fresh: map[Key][]byte{}}
}

func (s *Store) file(key Key) string {
	return filepath.Join(s.dir, hex.EncodeToString(key[:])+extension)
}

// Get returns the entry of key. The caller must not change it.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	s.mu.Lock()
	data, ok := s.fresh[key]
	s.mu.Unlock()
	if ok {
		return data, true
	}
	name := s.file(key)
	data, err := os.ReadFile(name)
	if err != nil || len(data) < headerSize || !bytes.HasPrefix(data, header(key, data[headerSize:])) {
		return nil, false
	}
	touch(name)
	return data[headerSize:], true
}

// touch notes that an entry was used, to the hour.
func touch(name string) {
	if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > time.Hour {
		_ = os.Chtimes(name, time.Time{}, time.Now()) //nolint:forbidigo // it decides which entries go, not what comes out
	}
}

// header returns what stands before the data of an entry: data under the name of
// another entry is damage too.
func header(key Key, data []byte) []byte {
	table := crc32.MakeTable(crc32.Castagnoli)
	return binary.LittleEndian.AppendUint32([]byte(magic), crc32.Update(crc32.Checksum(key[:], table), table, data))
}

// Put keeps data, which the caller must not change afterwards.
func (s *Store) Put(key Key, data []byte) {
	if s == nil || int64(len(data)) > s.limit {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fresh[key] = data
}

// Flush writes the new entries, and removes those that were not used for
// longest while the store is larger than its limit. An error costs the next run
// time, and nothing else.
func (s *Store) Flush() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.fresh) == 0 {
		return nil
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	keys := slices.SortedFunc(maps.Keys(s.fresh), func(a, b Key) int { return bytes.Compare(a[:], b[:]) })
	failed := make([]error, len(keys))
	parallel.Each(0, len(keys), func(i int) { failed[i] = s.write(keys[i], s.fresh[keys[i]]) })
	s.fresh = map[Key][]byte{}
	for _, err := range append(failed, s.trim()) {
		if err != nil {
			return fmt.Errorf("cache: %w", err) // one is enough to say
		}
	}
	return nil
}

// write replaces the file of an entry whole.
func (s *Store) write(key Key, data []byte) error {
	temp, err := os.CreateTemp(s.dir, temporary)
	if err != nil {
		return err
	}
	for _, part := range [][]byte{header(key, data), data} {
		if err == nil {
			_, err = temp.Write(part)
		}
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), s.file(key))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// trim removes the entries that were not used for longest.
func (s *Store) trim() error {
	files, err := s.files("*" + extension)
	if err != nil {
		return err
	}
	size := int64(0)
	for _, f := range files {
		size += f.Size()
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for _, f := range files {
		if size <= s.limit {
			break
		}
		if err := os.Remove(filepath.Join(s.dir, f.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		size -= f.Size()
	}
	return nil
}

// files lists the files of the store whose names match.
func (s *Store) files(pattern string) ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var list []fs.FileInfo
	for _, e := range entries {
		if ok, _ := filepath.Match(pattern, e.Name()); !ok {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() { // it may be gone
			list = append(list, info)
		}
	}
	return list, nil
}

// Sweep removes what processes that were killed left behind.
func (s *Store) Sweep() {
	if s == nil {
		return
	}
	files, err := s.files(temporary)
	if err != nil {
		return
	}
	for _, f := range files {
		if time.Since(f.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(s.dir, f.Name())) // the next run tries again
		}
	}
}
