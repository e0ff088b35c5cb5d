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

// keepsTimes reports whether the folder is on a file system that notes every
// change of a file in a time that no program can set, on this very machine.
func keepsTimes(dir string) bool {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return false
	}
	var name []byte
	for _, c := range s.Fstypename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	return string(name) == "apfs" || string(name) == "hfs"
}
