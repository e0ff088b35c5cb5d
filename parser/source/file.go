package source

import (
	"sort"
)

// Pos is a place in a documentation file. Line and Column count from one;
// Column counts bytes. The zero Pos means "no place known".
type Pos struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// IsValid reports whether p names a line.
func (p Pos) IsValid() bool { return p.Line > 0 }

// Before reports whether p sorts before q: by file, then line, then column.
func (p Pos) Before(q Pos) bool {
	if p.File != q.File {
		return p.File < q.File
	}
	if p.Line != q.Line {
		return p.Line < q.Line
	}
	return p.Column < q.Column
}

// File is one documentation file, read whole.
type File struct {
	// Name is the path below api-reference/, with forward slashes.
	Name string
	// Data is the file's content, unchanged.
	Data []byte

	lines []int // offset of each line's first byte, built on first use
}

// NewFile returns the File name with content data, which the caller must not
// change afterwards.
func NewFile(name string, data []byte) *File {
	return &File{Name: name, Data: data}
}

// Pos turns a byte offset into a place. Offsets outside the file are clamped.
// It is not safe for concurrent use on one File.
func (f *File) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(f.Data))
	if f.lines == nil {
		f.lines = lineStarts(f.Data)
	}
	line := sort.SearchInts(f.lines, offset+1)
	return Pos{File: f.Name, Line: line, Column: offset - f.lines[line-1] + 1}
}

func lineStarts(data []byte) []int {
	starts := []int{0}
	for i, b := range data {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}
