package docsource

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// isZip reports whether the file is a zip archive, by name or first bytes.
func isZip(file string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var head [4]byte
	if _, err := io.ReadFull(f, head[:]); err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	local, empty := []byte("PK\x03\x04"), []byte("PK\x05\x06")
	return bytes.Equal(head[:], local) || bytes.Equal(head[:], empty) ||
		strings.EqualFold(filepath.Ext(file), ".zip"), nil
}

func openZip(spec string, limits Limits) (*Source, error) {
	archive, err := zip.OpenReader(spec)
	if err != nil {
		return nil, fmt.Errorf("documentation source %s: %w", spec, err)
	}
	src := &Source{name: spec, fsys: &archive.Reader, limits: limits, closer: archive}
	if err := src.vet(&archive.Reader); err != nil {
		return nil, errors.Join(fmt.Errorf("documentation source %s: %w", spec, err), archive.Close())
	}
	src.identify = identifyZip(&archive.Reader)
	return src, nil
}

// identifyZip tells files apart by their compressed bytes, which are cheaper to
// read than their content.
func identifyZip(archive *zip.Reader) func(string) string {
	files := map[string]*zip.File{}
	for _, f := range archive.File {
		files[f.Name] = f
	}
	return func(name string) string {
		f := files[name]
		if f == nil {
			return ""
		}
		raw, err := f.OpenRaw()
		if err != nil {
			return ""
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, raw); err != nil {
			return ""
		}
		return fmt.Sprintf("zip %d %d %x", f.Method, f.UncompressedSize64, sum.Sum(nil))
	}
}

// vet drops the entries that can't be used, each with a diagnostic, so that
// the reader's own file system serves the rest. The sizes that entries declare
// may be trusted: the reader fails where more comes out.
func (s *Source) vet(archive *zip.Reader) error {
	if n := len(archive.File); n > s.limits.Entries {
		return fmt.Errorf("%d entries, more than the limit of %d", n, s.limits.Entries)
	}
	dirs := map[string]bool{}
	for _, f := range archive.File {
		if !strings.Contains(f.Name, "/") {
			f.Name = strings.ReplaceAll(f.Name, `\`, "/") // as some Windows programs write
		}
		for dir := parent(f.Name); dir != "" && !dirs[dir]; dir = parent(dir) {
			dirs[dir] = true
		}
	}
	seen := map[string]bool{}
	var total int64
	archive.File = slices.DeleteFunc(archive.File, func(f *zip.File) bool {
		code, message := s.refuse(f, seen[f.Name], dirs[f.Name])
		if message != "" {
			s.fault(f.Name, code, "%s", message)
			return true
		}
		seen[f.Name] = true
		if inReference(f.Name) {
			total += int64(f.UncompressedSize64)
		}
		return false
	})
	if total > s.limits.Total {
		return fmt.Errorf("%d bytes uncompressed, more than the limit of %d", total, s.limits.Total)
	}
	return nil
}

// refuse says why an entry can't be used.
func (s *Source) refuse(f *zip.File, again, isDir bool) (code, message string) {
	name := strings.TrimSuffix(f.Name, "/")
	switch size, packed := f.UncompressedSize64, f.CompressedSize64; {
	case !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`):
		return badName, "archive entry has a name that leads out of the archive or is no path"
	case f.Mode()&fs.ModeSymlink != 0:
		return badLink, "symbolic link in an archive is not followed"
	case !f.Mode().IsRegular() && !f.Mode().IsDir():
		return unreadable, "archive entry is not a regular file"
	case again || isDir && !strings.HasSuffix(f.Name, "/"):
		return repeated, "archive holds several entries of this name; the first is used"
	case size > uint64(s.limits.File) && inReference(name):
		return tooBig, fmt.Sprintf("%d bytes, larger than the limit of %d bytes", size, s.limits.File)
	case size > ratioFrom && size/uint64(s.limits.Ratio) > packed && inReference(name):
		return tooBig, fmt.Sprintf("%d bytes from %d: more than %d times its compressed size", size, packed, s.limits.Ratio)
	}
	return "", ""
}

// parent returns the name up to its last slash, without it; "" at the top.
func parent(name string) string {
	name = strings.TrimSuffix(name, "/")
	return name[:max(strings.LastIndexByte(name, '/'), 0)]
}

// inReference reports whether an entry of the archive may be read as a page
// or include. The others are never opened, whatever their size.
func inReference(name string) bool { return strings.EqualFold(filepath.Ext(name), ".md") }
