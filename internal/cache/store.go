package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

const (
	shards = 64 // files; a changed entry costs the writing of one
	// DefaultLimit is the size in bytes that a store may have.
	DefaultLimit = 512 << 20
	// flushAt is the size of new entries of one shard that are written at
	// once, so that they do not gather in memory.
	flushAt = 4 << 20
)

// Store is a folder of entries. The nil Store has none and keeps none. It may
// be used from several goroutines.
type Store struct {
	dir    string
	limit  int64
	shards [shards]shard
}

// Open returns the store in dir, which is made when it is first written.
func Open(dir string, limit int64) *Store {
	s := &Store{dir: dir, limit: limit / shards}
	for i := range s.shards {
		s.shards[i].file = filepath.Join(dir, fmt.Sprintf("%02x.pack", i))
	}
	return s
}

// Get returns the entry of key. The caller must not change it.
func (s *Store) Get(key Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	return s.shards[key[0]%shards].get(key)
}

// Put keeps data, which the caller must not change afterwards.
func (s *Store) Put(key Key, data []byte) {
	if s == nil || int64(len(data)) > s.limit {
		return
	}
	sh := &s.shards[key[0]%shards]
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if sh.fresh == nil {
		sh.fresh = map[Key][]byte{}
	}
	if _, ok := sh.fresh[key]; ok {
		return
	}
	sh.fresh[key] = data
	if sh.size += int64(len(data)); sh.size > flushAt && sh.failed == nil {
		sh.failed = s.write(sh)
	}
}

// Flush writes the new entries. An error costs the next run time, and nothing
// else.
func (s *Store) Flush() error {
	if s == nil {
		return nil
	}
	var failed [shards]error
	parallel.For(shards, func(i int) {
		sh := &s.shards[i]
		sh.mu.Lock()
		defer sh.mu.Unlock()
		if sh.failed == nil && len(sh.fresh) > 0 {
			sh.failed = s.write(sh)
		}
		failed[i], sh.failed = sh.failed, nil
	})
	return errors.Join(failed[:]...)
}

// Close releases the files.
func (s *Store) Close() {
	if s == nil {
		return
	}
	for i := range s.shards {
		sh := &s.shards[i]
		sh.mu.Lock()
		sh.pack.close()
		sh.pack, sh.opened = nil, true
		sh.mu.Unlock()
	}
}

// write replaces the file of a shard by one with its new entries first, then
// those used, then the others, as many as fit.
func (s *Store) write(sh *shard) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	old := openPack(sh.file) // another process may have written it since
	defer old.close()
	temp, err := os.CreateTemp(s.dir, "*.tmp")
	if err != nil {
		return fmt.Errorf("cache: %w", err)
	}
	err = writePack(temp, sh.keep(old, s.limit))
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), sh.file)
	}
	if err != nil {
		return fmt.Errorf("cache: %w", errors.Join(err, os.Remove(temp.Name())))
	}
	sh.pack.close()
	sh.pack, sh.opened = nil, false
	sh.fresh, sh.size = nil, 0
	return nil
}

// Sweep removes what processes that were killed left behind.
func (s *Store) Sweep() {
	if s == nil {
		return
	}
	files, err := filepath.Glob(filepath.Join(s.dir, "*.tmp"))
	if err != nil {
		return
	}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = os.Remove(f) // the next run tries again
		}
	}
}

// shard is one file of a store and its new entries.
type shard struct {
	mu     sync.Mutex
	file   string
	opened bool
	pack   *pack
	fresh  map[Key][]byte
	size   int64
	used   map[Key]bool
	failed error
}

func (sh *shard) get(key Key) ([]byte, bool) {
	sh.mu.Lock()
	if data, ok := sh.fresh[key]; ok {
		sh.mu.Unlock()
		return data, true
	}
	if !sh.opened {
		sh.pack, sh.opened = openPack(sh.file), true
	}
	p := sh.pack
	e, ok := p.find(key)
	if !ok {
		sh.mu.Unlock()
		return nil, false
	}
	if sh.used == nil {
		sh.used = map[Key]bool{}
	}
	sh.used[key] = true
	p.users.Add(1)
	sh.mu.Unlock()
	defer p.users.Done()
	return p.read(e)
}

// keep chooses what a shard's file holds, within the limit.
func (sh *shard) keep(old *pack, limit int64) []item {
	var items []item
	add := func(it item) {
		if limit -= int64(len(it.data) + entrySize); limit >= 0 {
			items = append(items, it)
		}
	}
	for _, key := range sortedKeys(sh.fresh) {
		add(item{key, sh.fresh[key]})
	}
	for _, used := range []bool{true, false} {
		for i := range old.len() {
			e := old.entry(i)
			if _, again := sh.fresh[e.key]; again || sh.used[e.key] != used || limit < int64(e.size) {
				continue
			}
			if data, ok := old.read(e); ok {
				add(item{e.key, data})
			}
		}
	}
	return items
}
