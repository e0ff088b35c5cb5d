package docsource

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/go-git/go-git/v5/plumbing"
)

// Limits bound what a source may make the program read. A zero field means
// the default.
type Limits struct {
	// File is the size in bytes of the largest file read: 16 MiB.
	File int64
	// Entries is the number of files of an archive or revision: 1,000,000.
	Entries int
	// Total is the uncompressed size of an archive's pages: 4 GiB.
	Total int64
	// Ratio is how many times its compressed size a large file of an archive
	// may have: 200.
	Ratio int64
}

// ratioFrom is the size from which Limits.Ratio applies. Small files may
// compress well by chance.
const ratioFrom = 1 << 20

func (l *Limits) fill() {
	if l.File == 0 {
		l.File = 16 << 20
	}
	if l.Entries == 0 {
		l.Entries = 1_000_000
	}
	if l.Total == 0 {
		l.Total = 4 << 30
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
}

// readLimited reads f to its end, but at most limit bytes.
func readLimited(f fs.File, info fs.FileInfo, name string, limit int64) ([]byte, error) {
	size := info.Size()
	if size > limit {
		return nil, tooLarge(name, limit)
	}
	data := make([]byte, size+1) // one more, to find the end
	n, err := io.ReadFull(f, data)
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return data[:n], nil
	case err != nil:
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(f, limit-size)) // it has grown since
	if err != nil {
		return nil, err
	}
	if size+1+int64(len(rest)) > limit {
		return nil, tooLarge(name, limit)
	}
	return append(data, rest...), nil
}

// ErrRefused is the error of a file that is not read for what it is: too large,
// or no regular file.
var ErrRefused = errors.New("not read")

// Unavailable reports whether a file could not be read for a reason that is not
// its own: it may not be read, or the clone of the repository lacks it.
func Unavailable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, plumbing.ErrObjectNotFound)
}

func tooLarge(name string, limit int64) error {
	return &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("%w: larger than the limit of %d bytes", ErrRefused, limit)}
}
