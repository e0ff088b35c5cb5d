package docsource

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// The folders below api-reference/ that hold pages.
const (
	v1, beta     = "v1.0", "beta"
	referenceDir = "api-reference"
)

// list finds the docs root, makes it the root of s.fsys, and lists the pages.
func (s *Source) list(ctx context.Context) error {
	root, err := findRoot(s.fsys)
	if err != nil {
		return fmt.Errorf("documentation source %s: %w", s.name, err)
	}
	if s.fsys, err = fs.Sub(s.fsys, root); err != nil {
		return fmt.Errorf("documentation source %s: %w", s.name, err)
	}
	s.root = root
	s.pages = []parser.PageFile{}
	for _, version := range []string{beta, v1} {
		for _, kind := range []string{parser.KindAPI, parser.KindResource} {
			if err := s.walk(ctx, version, kind); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(s.pages, func(a, b parser.PageFile) int { return cmp.Compare(a.Path, b.Path) })
	return nil
}

// findRoot returns the folder that holds the version folders.
func findRoot(fsys fs.FS) (string, error) {
	for _, dir := range []string{".", referenceDir} {
		if isRoot(fsys, dir) {
			return dir, nil
		}
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return "", err
	}
	var found []string
	for _, e := range entries {
		if hidden(e.Name()) || !fs.ValidPath(e.Name()) {
			continue
		}
		for _, dir := range []string{e.Name(), path.Join(e.Name(), referenceDir)} {
			if isRoot(fsys, dir) {
				found = append(found, dir)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("no reference pages found: expected %s/{v1.0,beta}/{api,resources}, at the top or one folder down", referenceDir)
	}
	return "", fmt.Errorf("several folders hold reference pages, name one of them: %s", strings.Join(found, ", "))
}

// isRoot reports whether dir holds a version folder with pages.
func isRoot(fsys fs.FS, dir string) bool {
	for _, version := range []string{v1, beta} {
		for _, kind := range []string{parser.KindAPI, parser.KindResource} {
			info, err := fs.Stat(fsys, path.Join(dir, version, kind))
			if err == nil && info.IsDir() {
				return true
			}
		}
	}
	return false
}

// hidden reports whether a file is one that systems leave beside the real ones.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX"
}

func (s *Source) walk(ctx context.Context, version, kind string) error {
	top := path.Join(version, kind)
	if _, err := fs.Stat(s.fsys, top); err != nil {
		return nil // a source may hold one version or one kind alone
	}
	return fs.WalkDir(s.fsys, top, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			s.fault(name, "unreadable-folder", "folder can't be read: %v", err)
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case s.isPage(name, entry):
			s.pages = append(s.pages, parser.PageFile{Path: name, Version: version, Kind: kind})
		}
		return nil
	})
}

// isPage reports whether an entry is a page that may be read, with a
// diagnostic where it only looks like one.
func (s *Source) isPage(name string, entry fs.DirEntry) bool {
	if hidden(entry.Name()) {
		return false
	}
	mode := entry.Type()
	link := mode&fs.ModeSymlink != 0
	if link {
		info, err := fs.Stat(s.fsys, name)
		if err != nil {
			s.fault(name, "bad-link", "symbolic link leads nowhere inside the documentation source")
			return false
		}
		mode = info.Mode()
	}
	switch {
	case link && mode.IsDir():
		s.fault(name, "bad-link", "symbolic link to a folder is not followed")
		return false
	case !strings.EqualFold(path.Ext(name), ".md"):
		return false
	case !mode.IsRegular():
		s.fault(name, "unreadable-file", "not a regular file")
		return false
	case !fs.ValidPath(name) || strings.ContainsFunc(name, unicode.IsControl):
		s.fault(name, "bad-file-name", "file name is not plain UTF-8 text")
		return false
	}
	return true
}

// fault notes a fault of the source, with the name quoted unless it is plain.
func (s *Source) fault(name, code, format string, args ...any) {
	s.faults.Add(source.Pos{File: printable(name)}, source.Warning, code, format, args...)
}

func printable(name string) string {
	if q := strconv.Quote(name); q != `"`+name+`"` {
		return q
	}
	return name
}
