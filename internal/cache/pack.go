package cache

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"slices"
	"sort"
	"sync"
)

// A pack file is a header, an index of entries sorted by key, and their data:
//
//	magic, number of entries (uint32), checksum of the index (uint32)
//	for each: key, offset (uint64), size (uint32), checksum (uint32)
//	data
const (
	magic      = "graphgen cache 2\n"
	headerSize = len(magic) + 8
	entrySize  = len(Key{}) + 16
	maxEntries = 1 << 20 // of a file; more is damage
)

type entry struct {
	key    Key
	offset int64
	size   uint32
	sum    uint32
}

// item is an entry with its data.
type item struct {
	key  Key
	data []byte
}

// pack is an open pack file. A nil pack has no entries.
type pack struct {
	file  *os.File
	index []byte
	users sync.WaitGroup // those reading, for whom close waits
}

// openPack returns nil for a file that is absent or damaged.
func openPack(name string) *pack {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	p := &pack{file: f}
	if !p.readIndex() {
		f.Close()
		return nil
	}
	return p
}

func (p *pack) readIndex() bool {
	head := make([]byte, headerSize)
	if _, err := p.file.ReadAt(head, 0); err != nil || !bytes.HasPrefix(head, []byte(magic)) {
		return false
	}
	n := binary.LittleEndian.Uint32(head[len(magic):])
	if n > maxEntries {
		return false
	}
	index := make([]byte, int(n)*entrySize)
	if _, err := p.file.ReadAt(index, int64(headerSize)); err != nil && (err != io.EOF || n > 0) {
		return false
	}
	if checksum(index) != binary.LittleEndian.Uint32(head[len(magic)+4:]) {
		return false
	}
	p.index = index
	return true
}

func (p *pack) len() int {
	if p == nil {
		return 0
	}
	return len(p.index) / entrySize
}

func (p *pack) key(i int) []byte { return p.index[i*entrySize:][:len(Key{})] }

func (p *pack) entry(i int) entry {
	b := p.index[i*entrySize:][len(Key{}):]
	return entry{
		key: Key(p.key(i)), offset: int64(binary.LittleEndian.Uint64(b)),
		size: binary.LittleEndian.Uint32(b[8:]), sum: binary.LittleEndian.Uint32(b[12:]),
	}
}

func (p *pack) find(key Key) (entry, bool) {
	n := p.len()
	i := sort.Search(n, func(i int) bool { return bytes.Compare(p.key(i), key[:]) >= 0 })
	if i == n || Key(p.key(i)) != key {
		return entry{}, false
	}
	return p.entry(i), true
}

// read returns the data of an entry unless it is damaged.
func (p *pack) read(e entry) ([]byte, bool) {
	if e.size > DefaultLimit {
		return nil, false
	}
	data := make([]byte, e.size)
	if _, err := p.file.ReadAt(data, e.offset); err != nil && (err != io.EOF || e.size > 0) {
		return nil, false
	}
	return data, checksum(data) == e.sum
}

func (p *pack) close() {
	if p != nil {
		p.users.Wait()
		p.file.Close()
	}
}

func writePack(to io.Writer, items []item) error {
	slices.SortFunc(items, func(a, b item) int { return bytes.Compare(a.key[:], b.key[:]) })
	offset := uint64(headerSize + len(items)*entrySize)
	index := make([]byte, 0, len(items)*entrySize)
	for _, it := range items {
		index = append(index, it.key[:]...)
		index = binary.LittleEndian.AppendUint64(index, offset)
		index = binary.LittleEndian.AppendUint32(index, uint32(len(it.data)))
		index = binary.LittleEndian.AppendUint32(index, checksum(it.data))
		offset += uint64(len(it.data))
	}
	head := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(items)))
	head = binary.LittleEndian.AppendUint32(head, checksum(index))
	w := bufio.NewWriterSize(to, 1<<16)
	for _, part := range [][]byte{head, index} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	for _, it := range items {
		if _, err := w.Write(it.data); err != nil {
			return err
		}
	}
	return w.Flush()
}

func checksum(data []byte) uint32 {
	return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli))
}

func sortedKeys(m map[Key][]byte) []Key {
	return slices.SortedFunc(maps.Keys(m), func(a, b Key) int { return bytes.Compare(a[:], b[:]) })
}
