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
	"sync"
)

// A pack file is a header, an index of entries, and their data:
//
//	magic, number of entries (uint32), checksum of the index (uint32)
//	for each: key, offset (uint64), size (uint32), checksum (uint32)
//	data
const (
	magic      = "graphgen cache 1\n"
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
	list  []entry
	byKey map[Key]int
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
	p.list, p.byKey = make([]entry, n), make(map[Key]int, n)
	for i := range p.list {
		b := index[i*entrySize:]
		e := entry{key: Key(b[:len(Key{})])}
		b = b[len(Key{}):]
		e.offset = int64(binary.LittleEndian.Uint64(b))
		e.size, e.sum = binary.LittleEndian.Uint32(b[8:]), binary.LittleEndian.Uint32(b[12:])
		p.list[i], p.byKey[e.key] = e, i
	}
	return true
}

func (p *pack) entries() []entry {
	if p == nil {
		return nil
	}
	return p.list
}

func (p *pack) find(key Key) (entry, bool) {
	if p == nil {
		return entry{}, false
	}
	i, ok := p.byKey[key]
	if !ok {
		return entry{}, false
	}
	return p.list[i], true
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
	offset := uint64(headerSize + len(items)*entrySize)
	var index []byte
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
