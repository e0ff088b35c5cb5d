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
		inode: s.Ino, device: uint64(s.Dev), size: s.Size, modified: s.Mtim.Nano(), changed: s.Ctim.Nano(),
	}, true
}

// keepsTimes reports whether the folder is on a file system that notes every
// change of a file in a time that no program can set, on this very machine.
func keepsTimes(dir string) bool {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return false
	}
	switch uint32(s.Type) { // its type differs between processors
	case 0xef53, // ext2, ext3, ext4
		0x58465342, // xfs
		0x9123683e, // btrfs
		0x2fc12fc1, // zfs
		0xf2f52010, // f2fs
		0xca451a4e, // bcachefs
		0x01021994, // tmpfs
		0x794c7630: // overlayfs
		return true
	}
	return false
}
