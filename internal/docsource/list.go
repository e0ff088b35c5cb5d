package docsource

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
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
	folders := []*folder{
		{version: beta, kind: parser.KindAPI}, {version: v1, kind: parser.KindAPI},
		{version: beta, kind: parser.KindResource}, {version: v1, kind: parser.KindResource},
	}
	var wg sync.WaitGroup
	for _, f := range folders {
		wg.Go(func() { f.failed = f.walk(ctx, s.fsys) })
	}
	wg.Wait()
	var pages []listed
	for _, f := range folders {
		if f.failed != nil {
			return fmt.Errorf("documentation source %s: %w", s.name, f.failed)
		}
		pages = append(pages, f.pages...)
		s.faults = append(s.faults, f.faults...)
	}
	slices.SortFunc(pages, func(a, b listed) int { return strings.Compare(a.Path, b.Path) })
	s.pages, s.infos = make([]parser.PageFile, len(pages)), make([]fs.FileInfo, len(pages))
	for i, p := range pages {
		s.pages[i], s.infos[i] = p.PageFile, p.info
	}
	return nil
}

// folder is one that holds pages, while it is listed.
type folder struct {
	version, kind string
	pages         []listed
	faults        source.List
	failed        error
}

// listed is a page and what its file is.
type listed struct {
	parser.PageFile
	info fs.FileInfo
}

// findRoot returns the folder that holds the version folders.
func findRoot(fsys fs.FS) (string, error) {
	for _, dir := range []string{".", referenceDir} {
		if ok, err := isRoot(fsys, dir); ok || err != nil {
			return dir, err
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
			if ok, _ := isRoot(fsys, dir); ok {
				found = append(found, dir)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("%w: expected %s/{v1.0,beta}/{api,resources}, at the top or one folder down", ErrNoPages, referenceDir)
	}
	return "", fmt.Errorf("several folders hold reference pages, name one of them: %s", strings.Join(found, ", "))
}

// isRoot reports whether dir holds a version folder with pages. It fails where
// that may not be known.
func isRoot(fsys fs.FS, dir string) (bool, error) {
	for _, version := range []string{v1, beta} {
		for _, kind := range []string{parser.KindAPI, parser.KindResource} {
			info, err := fs.Stat(fsys, path.Join(dir, version, kind))
			switch {
			case err == nil && info.IsDir():
				return true, nil
			case errors.Is(err, fs.ErrPermission):
				return false, err
			}
		}
	}
	return false, nil
}

// hidden reports whether a file is one that systems leave beside the real ones.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || name == "__MACOSX"
}

func (f *folder) walk(ctx context.Context, fsys fs.FS) error {
	top := path.Join(f.version, f.kind)
	if _, err := fs.Stat(fsys, top); err != nil && !errors.Is(err, fs.ErrPermission) {
		return nil // a source may hold one version or one kind alone
	}
	return fs.WalkDir(fsys, top, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return fmt.Errorf("folder %s can't be read: %w", name, err)
		case entry.IsDir():
			return nil
		}
		if info, ok := f.page(fsys, name, entry); ok {
			f.pages = append(f.pages, listed{parser.PageFile{Path: name, Version: f.version, Kind: f.kind}, info})
		}
		return nil
	})
}

// page reports whether an entry is a page that may be read, and what its file
// is, with a diagnostic where it only looks like a page.
func (f *folder) page(fsys fs.FS, name string, entry fs.DirEntry) (info fs.FileInfo, ok bool) {
	link := entry.Type()&fs.ModeSymlink != 0
	if hidden(entry.Name()) || !link && !isMarkdown(name) {
		return nil, false
	}
	var err error
	if link {
		if info, err = fs.Stat(fsys, name); err != nil {
			fault(&f.faults, name, badLink, "symbolic link leads nowhere inside the documentation source")
			return nil, false
		}
	} else if info, err = entry.Info(); err != nil {
		return nil, false // it vanished
	}
	switch {
	case link && info.IsDir():
		fault(&f.faults, name, badLink, "symbolic link to a folder is not followed")
	case !isMarkdown(name):
	case !info.Mode().IsRegular():
		fault(&f.faults, name, unreadable, "not a regular file")
	case !fs.ValidPath(name) || strings.ContainsFunc(name, unicode.IsControl):
		fault(&f.faults, name, badName, "file name is not plain UTF-8 text")
	default:
		return info, true
	}
	return nil, false
}

func isMarkdown(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// The codes of faults of a source.
const (
	badName    = "bad-file-name"
	badLink    = "bad-link"
	repeated   = "repeated-entry"
	tooBig     = "large-file"
	unreadable = "unreadable-file"
)

// LeavesOut reports whether findings of this code are of files that the source
// holds and that are not read.
func LeavesOut(code string) bool {
	return slices.Contains([]string{badName, badLink, repeated, tooBig, unreadable}, code)
}

// fault notes a fault of the source, with the name quoted unless it is plain.
func (s *Source) fault(name, code, format string, args ...any) {
	fault(&s.faults, name, code, format, args...)
}

func fault(list *source.List, name, code, format string, args ...any) {
	list.Add(source.Pos{File: printable(name)}, source.Warning, code, format, args...)
}

func printable(name string) string {
	if q := strconv.Quote(name); q != `"`+name+`"` {
		return q
	}
	return name
}
