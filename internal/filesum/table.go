package filesum

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"os"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"github.com/graphgen/graphgen/internal/cache"
)

// Sum is the hash of a file's content.
type Sum = [sha256.Size]byte

// identity is what tells a file and its state from all others.
type identity struct {
	inode, device           uint64
	size, modified, changed int64 // times in nanoseconds
}

// A record of a table is an identity and a hash, in bytes that need no
// decoding. Records are sorted by inode.
const (
	identitySize = 5 * 8
	recordSize   = identitySize + sha256.Size
)

type record [recordSize]byte

func newRecord(id identity) (r record) {
	for i, n := range [...]uint64{id.inode, id.device, uint64(id.size), uint64(id.modified), uint64(id.changed)} {
		binary.BigEndian.PutUint64(r[8*i:], n)
	}
	return r
}

// Table holds the hashes of the files below one folder. The nil Table knows
// none. It may be used from several goroutines.
type Table struct {
	store  *cache.Store
	key    cache.Key
	start  time.Time
	device uint64 // of the folder; files on others are read
	old    []byte // records
	hits   atomic.Int64

	mu    sync.Mutex
	fresh map[uint64]record // by inode
}

// Open returns the table of the files below dir, an absolute path. It must be
// opened before those files are looked at. It is nil where the file system does
// not tell enough.
func Open(store *cache.Store, dir string) *Table {
	start := time.Now() //nolint:forbidigo // it decides what is read again, not what comes out
	info, err := os.Stat(dir)
	if err != nil || !keepsTimes(dir) {
		return nil
	}
	id, ok := identify(info)
	if !ok {
		return nil
	}
	t := &Table{store: store, key: cache.KeyOf("files", dir), start: start, device: id.device, fresh: map[uint64]record{}}
	if data, ok := store.Get(t.key); ok && len(data)%recordSize == 0 {
		t.old = data
	}
	return t
}

// Sum returns the hash of the content of the file that info describes.
func (t *Table) Sum(info fs.FileInfo) (Sum, bool) {
	if t == nil || info == nil {
		return Sum{}, false
	}
	id, ok := identify(info)
	if !ok || id.device != t.device {
		return Sum{}, false
	}
	want := newRecord(id)
	n := len(t.old) / recordSize
	i := sort.Search(n, func(i int) bool { return binary.BigEndian.Uint64(t.old[i*recordSize:]) >= id.inode })
	if i == n || string(t.old[i*recordSize:][:identitySize]) != string(want[:identitySize]) {
		return Sum{}, false
	}
	t.hits.Add(1)
	return Sum(t.old[i*recordSize+identitySize:][:sha256.Size]), true
}

// Note remembers the hash of the content of a file that was read after info
// was taken.
func (t *Table) Note(info fs.FileInfo, sum Sum) {
	if t == nil || info == nil {
		return
	}
	id, ok := identify(info)
	if !ok || id.device != t.device || !id.settled(t.start) {
		return
	}
	r := newRecord(id)
	copy(r[identitySize:], sum[:])
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fresh[id.inode] = r
}

// settled reports whether the file was last changed so long before now, when
// it had not been looked at, that any later change gives it other times. File
// systems take the time from a clock that ticks, some of them in seconds.
func (id identity) settled(now time.Time) bool {
	tick := 100 * time.Millisecond
	if id.changed%int64(time.Second) == 0 {
		tick = 3 * time.Second
	}
	return max(id.modified, id.changed) < now.Add(-tick).UnixNano()
}

// Save keeps the table for the next run, unless reading again the few files
// that are new in it costs less than writing it.
func (t *Table) Save() {
	if t == nil || len(t.fresh)*100 <= len(t.old)/recordSize {
		return
	}
	records := make([]record, 0, len(t.old)/recordSize+len(t.fresh))
	for _, r := range t.fresh {
		records = append(records, r)
	}
	// Where most are of files that are no more, they all go.
	if used := int(t.hits.Load()) + len(t.fresh); len(t.old)/recordSize <= 3*used {
		for at := 0; at < len(t.old); at += recordSize {
			r := record(t.old[at:])
			if _, again := t.fresh[binary.BigEndian.Uint64(r[:])]; !again {
				records = append(records, r)
			}
		}
	}
	slices.SortFunc(records, func(a, b record) int { return bytes.Compare(a[:8], b[:8]) })
	data := make([]byte, 0, len(records)*recordSize)
	for i := range records {
		data = append(data, records[i][:]...)
	}
	t.store.Put(t.key, data)
	t.old, t.fresh = data, map[uint64]record{}
}
