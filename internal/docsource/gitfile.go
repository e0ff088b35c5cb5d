package docsource

import (
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// gitInfo describes a file of a revision. Times are left out: they must not
// change what is read.
type gitInfo struct {
	node *gitNode
	size int64
}

func (i gitInfo) Name() string       { return path.Base(i.node.name) }
func (i gitInfo) Size() int64        { return i.size }
func (i gitInfo) ModTime() time.Time { return time.Time{} }
func (i gitInfo) IsDir() bool        { return i.node.isDir() }
func (i gitInfo) Sys() any           { return nil }

func (i gitInfo) Mode() fs.FileMode {
	if i.node.isDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type gitFile struct {
	*strings.Reader
	info gitInfo
}

func (f *gitFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *gitFile) Close() error               { return nil }

type gitDir struct {
	gitInfo
	next int
}

func (d *gitDir) Stat() (fs.FileInfo, error) { return d.gitInfo, nil }
func (d *gitDir) Close() error               { return nil }

func (d *gitDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.node.name, Err: fs.ErrInvalid}
}

// ReadDir lists the folder as fs.ReadDirFile asks.
func (d *gitDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.node.entries[d.next:]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	d.next += len(rest)
	return rest, nil
}
