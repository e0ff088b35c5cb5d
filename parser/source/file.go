package source

import (
	"bytes"
	"strconv"
	"strings"
)

// Pos is a place in a documentation file. Line and Column count from one;
// Column counts bytes. The zero Pos means "no place known".
// Its text and JSON form is "file:line:column".
type Pos struct {
	File   string
	Line   int
	Column int
}

// String returns "file:line:column", or the file alone where no line is known.
func (p Pos) String() string {
	b, _ := p.AppendText(nil)
	return string(b)
}

// AppendText appends what String returns.
func (p Pos) AppendText(b []byte) ([]byte, error) {
	b = append(b, p.File...)
	if !p.IsValid() {
		return b, nil
	}
	b = strconv.AppendInt(append(b, ':'), int64(p.Line), 10)
	return strconv.AppendInt(append(b, ':'), int64(p.Column), 10), nil
}

// MarshalText returns what String returns.
func (p Pos) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText reads what String returns.
func (p *Pos) UnmarshalText(text []byte) error {
	*p = Pos{File: string(text)}
	rest, column, ok := cutNumber(p.File)
	if !ok {
		return nil
	}
	if file, line, ok := cutNumber(rest); ok {
		*p = Pos{File: file, Line: line, Column: column}
	}
	return nil
}

func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil && n > 0
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

	marks []mark // built on first use
}

// mark says in which line a block of the file begins, counted from zero, and
// where that line starts.
type mark struct{ line, start int }

// blockSize is how far marks stand apart. Newlines are counted in no time, so
// that a mark for every line would cost more than it saves.
const blockSize = 512

// NewFile returns the File name with content data, which the caller must not
// change afterwards.
func NewFile(name string, data []byte) *File {
	return &File{Name: name, Data: data}
}

// Pos turns a byte offset into a place. Offsets outside the file are clamped.
// It is not safe for concurrent use on one File.
func (f *File) Pos(offset int) Pos {
	offset = min(max(offset, 0), len(f.Data))
	if f.marks == nil {
		f.marks = markBlocks(f.Data)
	}
	m := f.marks[offset/blockSize].move(f.Data[:offset], offset/blockSize*blockSize)
	return Pos{File: f.Name, Line: m.line + 1, Column: offset - m.start + 1}
}

var newline = []byte("\n")

func markBlocks(data []byte) []mark {
	marks := make([]mark, 1, len(data)/blockSize+1)
	for from := 0; from+blockSize <= len(data); from += blockSize {
		marks = append(marks, marks[len(marks)-1].move(data[:from+blockSize], from))
	}
	return marks
}

// move moves a mark that stands at from to the end of data.
func (m mark) move(data []byte, from int) mark {
	if n := bytes.Count(data[from:], newline); n > 0 {
		return mark{m.line + n, from + bytes.LastIndexByte(data[from:], '\n') + 1}
	}
	return m
}
