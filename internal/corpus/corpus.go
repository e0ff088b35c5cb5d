// Package corpus finds the archives of real pages that tests and benchmarks
// use. They are not part of this repository: GRAPHGEN_CORPUS names the folder
// that holds them, by default ../shared/corpus beside the checkout.
//
// Only tests import it.
package corpus

import (
	"archive/zip"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// Path returns the path of the archive called name, such as "en-2021-07.zip".
// It skips the test, saying so, where the archive is absent; with
// GRAPHGEN_CORPUS_REQUIRED set it fails the test instead.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	dir := os.Getenv("GRAPHGEN_CORPUS")
	if dir == "" {
		dir = filepath.Join(root(tb), "..", "shared", "corpus")
	}
	file := filepath.Join(dir, name)
	if _, err := os.Stat(file); err != nil {
		if os.Getenv("GRAPHGEN_CORPUS_REQUIRED") != "" {
			tb.Fatalf("the corpus is required and absent: %v", err)
		}
		tb.Skipf("no corpus: set GRAPHGEN_CORPUS to the folder that holds %s", name)
	}
	return file
}

// root returns the folder of go.mod.
func root(tb testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("no go.mod above the test")
		}
		dir = parent
	}
}

// Page is one file of an archive, by its path below api-reference/.
type Page struct {
	Name string
	Data []byte
}

// Pages reads every operation and resource page of the archive called name,
// in archive order.
func Pages(tb testing.TB, name string) []Page {
	tb.Helper()
	archive, err := zip.OpenReader(Path(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer archive.Close()
	var pages []Page
	for _, f := range archive.File {
		_, below, ok := strings.Cut(f.Name, "api-reference/")
		if kind := path.Base(path.Dir(below)); !ok || path.Ext(below) != ".md" || kind != "api" && kind != "resources" {
			continue
		}
		pages = append(pages, Page{below, read(tb, f)})
	}
	return pages
}

func read(tb testing.TB, f *zip.File) []byte {
	tb.Helper()
	r, err := f.Open()
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
