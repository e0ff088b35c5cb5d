// Package pagetest gives tests a documentation source made of the files of a
// txtar archive, and reads and updates such archives.
//
// Only tests import it. It reads no real pages; package corpus does.
package pagetest

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Docs is a documentation source in memory: files by path below
// api-reference/.
type Docs map[string][]byte

// Pages lists the pages, sorted by path.
func (d Docs) Pages() []parser.PageFile {
	var out []parser.PageFile
	for name := range d {
		parts := strings.Split(name, "/")
		if len(parts) != 3 || path.Ext(name) != ".md" || parts[1] != parser.KindAPI && parts[1] != parser.KindResource {
			continue
		}
		out = append(out, parser.PageFile{Path: name, Version: parts[0], Kind: parts[1]})
	}
	slices.SortFunc(out, func(a, b parser.PageFile) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// Read returns the content of a file.
func (d Docs) Read(name string) ([]byte, error) {
	data, ok := d[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, os.ErrNotExist)
	}
	return data, nil
}

// Resolve returns the path of the file that rel means on the page from.
func (d Docs) Resolve(from, rel string) (string, error) {
	name := path.Join(path.Dir(from), rel)
	if strings.HasPrefix(name, "../") {
		return "", fmt.Errorf("%s is outside the source", rel)
	}
	return name, nil
}

// Under returns the files of a that stand below dir, by their path below it.
func Under(a *txtar.Archive, dir string) Docs {
	docs := Docs{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, dir+"/"); ok {
			docs[name] = f.Data
		}
	}
	return docs
}

// Load reads every page of docs.
func Load(t testing.TB, docs parser.Docs, opts parser.Options) (*model.API, source.List) {
	t.Helper()
	api, list, err := parser.Load(context.Background(), docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	return api, list
}

// Run calls f for every archive that matches pattern, as a subtest.
func Run(t *testing.T, pattern string, f func(t *testing.T, file string, a *txtar.Archive)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case matches %s: %v", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f(t, file, a)
		})
	}
}

// Want compares got with the file called name of the archive; with update it
// writes it there instead.
func Want(t *testing.T, file string, a *txtar.Archive, name, got string, update bool) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	if update {
		if i < 0 {
			i = len(a.Files)
			a.Files = append(a.Files, txtar.File{Name: name})
		}
		a.Files[i].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 {
		t.Fatalf("%s has no section %s; run with -update", file, name)
	}
	if want := string(a.Files[i].Data); got != want {
		t.Errorf("%s differs\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}

// Corpus returns every file of an archive of real pages; see package corpus.
func Corpus(tb testing.TB, name string) Docs {
	tb.Helper()
	archive, err := zip.OpenReader(corpus.Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer archive.Close()
	docs := Docs{}
	for _, f := range archive.File {
		_, below, ok := strings.Cut(f.Name, "api-reference/")
		if !ok || strings.HasSuffix(below, "/") {
			continue
		}
		if docs[below], err = readZipped(f); err != nil {
			tb.Fatal(err)
		}
	}
	return docs
}

func readZipped(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
