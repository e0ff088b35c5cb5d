package filesum

import (
	"io/fs"
	"syscall"
)

func identify(info fs.FileInfo) (identity, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}, false
	}
	return identity{
		inode: s.Ino, device: uint64(s.Dev), size: s.Size, modified: s.Mtimespec.Nano(), changed: s.Ctimespec.Nano(),
	}, true
}
