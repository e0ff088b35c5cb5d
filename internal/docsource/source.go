package docsource

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"syscall"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// GitPrefix starts the spelling of a git revision: "git:REV" for the
// repository around the current folder, "git:DIR#REV" for the one around DIR.
const GitPrefix = "git:"

// Source is an open documentation source. Its methods may be called from
// several goroutines.
type Source struct {
	name   string
	commit string // of a git revision
	root   string // of fsys, in the file system that was opened
	// identify returns what Identity does, for a name from above root.
	identify func(name string) string
	fsys     fs.FS
	folder   *os.Root // of fsys, where the source is a folder
	pages    []parser.PageFile
	infos    []fs.FileInfo // of pages, as they were listed
	faults   source.List
	limits   Limits
	closer   io.Closer

	mu         sync.Mutex
	subfolders map[string]*os.Root // of folder, by path
}

// maxSubfolders is the number of folders that are kept open.
const maxSubfolders = 32

var _ parser.Docs = (*Source)(nil)

// Options configure Open.
type Options struct {
	// Limits are the sizes that are still read; zero fields mean the defaults.
	Limits Limits
	// Embedded are the pages that an empty spec stands for.
	Embedded fs.FS
}

// ErrNoPages is the error of a source that can be read and has no reference
// pages.
var ErrNoPages = errors.New("no reference pages found")

// Open opens the source that spec names:
//
//	""            the embedded pages
//	git:REV       a revision of the git repository around the current folder
//	git:DIR#REV   a revision of the repository around DIR, DIR's files alone
//	FOLDER        a folder
//	FILE          a zip archive, or else a single page, by any name
//
// In all but a single page, the pages are looked for in api-reference/ or one
// folder down, or in {v1.0,beta}/{api,resources} directly.
func Open(ctx context.Context, spec string, opts Options) (*Source, error) {
	opts.Limits.fill()
	src, err := open(ctx, spec, opts)
	if err != nil {
		return nil, err
	}
	if src.pages == nil {
		if err = src.list(ctx); err != nil {
			if src.faults.Sort(); errors.Is(err, ErrNoPages) && len(src.faults) > 0 {
				err = fmt.Errorf("%w; what was left out: %s", err, src.faults[0])
			}
			err = errors.Join(err, src.Close())
			return nil, err
		}
	}
	src.faults.Sort()
	return src, nil
}

func open(ctx context.Context, spec string, opts Options) (*Source, error) {
	if spec == "" {
		return openEmbedded(opts)
	}
	if rev, ok := strings.CutPrefix(spec, GitPrefix); ok {
		return openGit(ctx, spec, rev, opts.Limits)
	}
	info, err := os.Stat(spec)
	switch {
	case err != nil:
		return nil, fmt.Errorf("documentation source: %w", err)
	case info.IsDir():
		return openFolder(spec, opts.Limits)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("documentation source %s is neither a folder nor a regular file", spec)
	}
	zipped, err := isZip(spec)
	switch {
	case err != nil:
		return nil, fmt.Errorf("documentation source: %w", err)
	case zipped:
		return openZip(spec, opts.Limits)
	}
	return openPage(spec, opts.Limits)
}

func openEmbedded(opts Options) (*Source, error) {
	if opts.Embedded == nil {
		return nil, errors.New("no documentation source named, and none is built in")
	}
	return &Source{name: "embedded pages", fsys: opts.Embedded, limits: opts.Limits}, nil
}

func openFolder(spec string, limits Limits) (*Source, error) {
	root, err := os.OpenRoot(spec)
	if err != nil {
		return nil, fmt.Errorf("documentation source: %w", err)
	}
	return &Source{name: spec, fsys: root.FS(), folder: root, limits: limits, closer: root, subfolders: map[string]*os.Root{}}, nil
}

// Name returns the spec that the source was opened with, or "embedded pages".
func (s *Source) Name() string { return s.name }

// Revision returns the commit that the pages come from, "" for sources that
// are no git revision.
func (s *Source) Revision() string { return s.commit }

// FS returns the files of the source, rooted at api-reference/.
func (s *Source) FS() fs.FS { return s.fsys }

// Pages lists the pages, sorted by path. The caller must not change them.
func (s *Source) Pages() []parser.PageFile { return s.pages }

// Faults returns what was found wrong with the source itself, sorted.
func (s *Source) Faults() source.List { return s.faults }

// Close releases the folder or archive.
func (s *Source) Close() error {
	for _, dir := range s.subfolders {
		if dir != nil {
			dir.Close()
		}
	}
	if s.closer == nil {
		return nil
	}
	return s.closer.Close()
}

// Identity returns a text that tells the content of the file name, a path below
// api-reference/, from every other content, where the source knows one without
// reading the content; else "".
func (s *Source) Identity(name string) string {
	if s.identify == nil {
		return ""
	}
	return s.identify(path.Join(s.root, name))
}

// Listed describes the pages as they were listed, in their order; it is empty
// for a single page.
func (s *Source) Listed() []fs.FileInfo { return s.infos }

// Stat describes the file name as it is now, where the source is a folder;
// else, and for a file that is not there, it is nil.
func (s *Source) Stat(name string) fs.FileInfo {
	if s.folder == nil {
		return nil
	}
	info, err := s.folder.Stat(path.Join(s.root, name))
	if err != nil {
		return nil
	}
	return info
}

// Read returns the content of the file name, a path below api-reference/.
func (s *Source) Read(name string) ([]byte, error) {
	data, _, err := s.ReadStat(name)
	return data, err
}

// ReadStat is Read, and describes the file as it was before it was read where
// the source is a folder.
func (s *Source) ReadStat(name string) ([]byte, fs.FileInfo, error) {
	f, info, err := s.open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if !info.Mode().IsRegular() {
		return nil, nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("%w: not a regular file", ErrRefused)}
	}
	data, err := readLimited(f, info, name, s.limits.File)
	if s.folder == nil {
		info = nil
	}
	return data, info, err
}

// open opens a file.
func (s *Source) open(name string) (f fs.File, info fs.FileInfo, err error) {
	if s.folder != nil {
		f, err = s.openInFolder(path.Join(s.root, name))
	} else {
		f, err = s.fsys.Open(name)
	}
	if err != nil {
		return nil, nil, err
	}
	if info, err = f.Stat(); err != nil {
		f.Close()
	}
	return f, info, err
}

// openInFolder opens a file without looking at it first, which would cost as
// much again, but a pipe without waiting for its writer. Files are opened from
// their own folder, which costs less than to go there from the top; a link that
// leads out of that folder is followed from the top.
func (s *Source) openInFolder(name string) (fs.File, error) {
	const flags = os.O_RDONLY | syscall.O_NONBLOCK
	if dir := s.subfolder(path.Dir(name)); dir != nil {
		if f, err := dir.OpenFile(path.Base(name), flags, 0); err == nil {
			return f, nil
		}
	}
	f, err := s.folder.OpenFile(name, flags, 0)
	if err != nil {
		return nil, err // not f, which is no nil fs.File
	}
	return f, nil
}

// subfolder returns a folder below the top, or nil.
func (s *Source) subfolder(name string) *os.Root {
	s.mu.Lock()
	defer s.mu.Unlock()
	root, known := s.subfolders[name]
	if !known && len(s.subfolders) < maxSubfolders {
		root, _ = s.folder.OpenRoot(name) // opening a file in it will say what is wrong
		s.subfolders[name] = root
	}
	return root
}

// Resolve returns the path of the file that rel means on the page from. It
// fails where that is outside the source. Whether the file exists is for Read
// to say.
func (s *Source) Resolve(from, rel string) (string, error) {
	name := path.Join(path.Dir(from), rel)
	if rel == "" || path.IsAbs(rel) || strings.ContainsAny(rel, `\:`) || name == "." || !fs.ValidPath(name) {
		return "", fmt.Errorf("%q leads out of the documentation source", rel)
	}
	return name, nil
}
