package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"sync/atomic"

	"github.com/graphgen/graphgen/internal/filesum"
	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/parallel"
)

// Folder is an output folder as it is before anything is written.
type Folder struct {
	dir   string
	root  *os.Root // nil where there is no such folder
	made  bool     // whether there was none
	known *filesum.Table
	found map[string]fs.FileInfo // files by path
	dirs  map[string]bool        // those whose files are in found
}

// Open looks at the folder dir. It need not exist. Files that known knows are
// not read.
func Open(dir string, known *filesum.Table) (*Folder, error) {
	f := &Folder{dir: dir, known: known, found: map[string]fs.FileInfo{}, dirs: map[string]bool{}}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() { // to open a pipe would wait for whoever writes it
		return nil, fmt.Errorf("output folder: %s is no folder", dir)
	}
	if f.root, err = os.OpenRoot(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	return f, nil
}

// Close releases the folder.
func (f *Folder) Close() {
	if f.root != nil {
		f.root.Close()
	}
}

// create makes the folder where there is none.
func (f *Folder) create() (err error) {
	if f.root != nil {
		return nil
	}
	if err = os.MkdirAll(f.dir, 0o777); err == nil {
		f.root, err = os.OpenRoot(f.dir)
		f.made = true
	}
	return err
}

// Holds reports whether the folder holds files of the given hashes.
func (f *Folder) Holds(files []File) bool {
	if f.list(files) != nil {
		return false
	}
	var differs atomic.Bool
	parallel.Each(0, len(files), func(i int) {
		if sum, err := f.sum(files[i].Path); err != nil || sum != files[i].Sum {
			differs.Store(true)
		}
	})
	return !differs.Load()
}

// Read returns a file of the folder, nil where it can't be read.
func (f *Folder) Read(name string) []byte {
	if f.root == nil {
		return nil
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

// list finds the files of the folders that files are in. Others are not ours.
func (f *Folder) list(files []File) error {
	dirs := []string{"."}
	for _, file := range files {
		if dir := path.Dir(file.Path); dir != dirs[len(dirs)-1] {
			dirs = append(dirs, dir)
		}
	}
	for _, dir := range dirs {
		if f.root == nil || f.dirs[dir] {
			continue
		}
		f.dirs[dir] = true
		if err := f.listDir(dir); err != nil {
			return err
		}
	}
	return nil
}

func (f *Folder) listDir(dir string) error {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil {
			return err
		}
		f.found[path.Join(dir, entry.Name())] = info
	}
	return nil
}

// sum returns the hash of a file.
func (f *Folder) sum(name string) (filesum.Sum, error) {
	info := f.found[name]
	if info == nil {
		return filesum.Sum{}, fs.ErrNotExist
	}
	if info.Mode().Type()&^fs.ModeSymlink != 0 { // to open a pipe could take forever
		return filesum.Sum{}, fmt.Errorf("%s is no file", name)
	}
	if info.Mode().IsRegular() {
		if sum, ok := f.known.Sum(info); ok {
			return sum, nil
		}
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return filesum.Sum{}, err
	}
	sum := sha256.Sum256(data)
	if info.Mode().IsRegular() {
		f.known.Note(info, sum)
	}
	return sum, nil
}

// compare returns those of the files that the folder does not hold, and its
// generated files that are not among them.
func (f *Folder) compare(files []File) (changed []File, stale []string, err error) {
	if err := f.list(files); err != nil {
		return nil, nil, err
	}
	if changed, err = f.changed(files); err == nil {
		stale, err = f.stale(files)
	}
	return changed, stale, err
}

// changed returns those of the files that the folder does not hold.
func (f *Folder) changed(files []File) ([]File, error) {
	differs, errs := make([]bool, len(files)), make([]error, len(files))
	parallel.Each(0, len(files), func(i int) { differs[i], errs[i] = f.differs(files[i]) })
	var changed []File
	for i, file := range files {
		if errs[i] != nil {
			return nil, errs[i]
		}
		if differs[i] {
			changed = append(changed, file)
		}
	}
	return changed, nil
}

func (f *Folder) differs(file File) (bool, error) {
	info, want := f.found[file.Path], file.Sum
	switch {
	case file.held():
		return false, nil
	case info == nil || info.Mode().IsRegular() && info.Size() != int64(len(file.Data)):
		return true, nil
	case want == filesum.Sum{}:
		want = sha256.Sum256(file.Data)
	}
	sum, err := f.sum(file.Path)
	return sum != want, err
}

// stale returns the generated files of the folder that are not among files.
func (f *Folder) stale(files []File) ([]string, error) {
	wanted := make(map[string]bool, len(files))
	for _, file := range files {
		wanted[file.Path] = true
	}
	var stale []string
	for _, name := range slices.Sorted(maps.Keys(f.found)) {
		info := f.found[name]
		if wanted[name] || !info.Mode().IsRegular() || path.Ext(name) != ".go" {
			continue
		}
		ours, err := f.owns(name)
		if err != nil {
			return nil, err
		}
		if ours {
			stale = append(stale, name)
		}
	}
	return stale, nil
}

// foreign returns a file that would be overwritten but is not ours, or "".
func (f *Folder) foreign(changed []File) (string, error) {
	for _, file := range changed {
		if f.found[file.Path] == nil || !marked(file.Path) {
			continue
		}
		if ours, err := f.owns(file.Path); err != nil || !ours {
			return file.Path, err
		}
	}
	return "", nil
}

// marked reports whether files of this name carry a marker.
func marked(name string) bool { return path.Ext(name) == ".go" || path.Base(name) == lock.Name }

// owns reports whether graphgen wrote the file.
func (f *Folder) owns(name string) (bool, error) {
	file, err := f.root.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	head := make([]byte, max(len(marker), len(lock.Marker))+2)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return false, err
	}
	return bytes.HasPrefix(head[:n], []byte(marker)) || lock.Marked(head[:n]), nil
}
