package docsource

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/graphgen/graphgen/parser"
)

// openPage opens a single page. Where it lies in a reference tree, its
// includes are read from there; otherwise from below its own folder.
func openPage(spec string, limits Limits) (*Source, error) {
	file, err := filepath.EvalSymlinks(spec)
	if err == nil {
		file, err = filepath.Abs(file)
	}
	if err != nil {
		return nil, fmt.Errorf("documentation source: %w", err)
	}
	dir, page := filepath.Dir(file), parser.PageFile{Path: filepath.Base(file)}
	kind, version := filepath.Base(dir), filepath.Base(filepath.Dir(dir))
	if isVersion(version) && isKind(kind) {
		dir = filepath.Dir(filepath.Dir(dir))
		page = parser.PageFile{Path: version + "/" + kind + "/" + page.Path, Version: version, Kind: kind}
	}
	src, err := openFolder(dir, limits)
	if err != nil {
		return nil, err
	}
	src.name = spec
	src.pages = []parser.PageFile{page}
	f, err := os.Open(file)
	if err != nil {
		src.Close()
		return nil, fmt.Errorf("documentation source: %w", err)
	}
	return src, f.Close()
}

func isVersion(s string) bool { return s == v1 || s == beta }

func isKind(s string) bool {
	return slices.Contains([]string{parser.KindAPI, parser.KindResource}, s)
}
