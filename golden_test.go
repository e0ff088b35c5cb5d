// Package graphgen_test holds the golden cases: documentation pages in; the
// model's JSON, the generated Go and the diagnostics out.
//
// A case is one txtar file in testdata/golden. Its comment says what it
// proves; sections outside want/ are pages of a documentation source, by their
// path below api-reference/; sections in want/ are what must come out. An
// options section may narrow what is compared:
//
//	keys: requests permissions   only these keys of each operation and resource
//	show: operations go          only these outputs (operations, resources, go, diagnostics)
//
// A line @@repeat N TEXT@@ in a page stands for TEXT written N times. Whatever
// is compared, the generated package is type-checked with its runtime.
//
// To add a case, drop a file and run
//
//	go test . -run TestGolden/name -update
package graphgen_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/typecheck"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
	"github.com/graphgen/graphgen/templates"
)

var update = flag.Bool("update", false, "rewrite the want/ sections of the golden cases")

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden cases: %v", err)
	}
	check, err := typecheck.New("./templates/graph")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			runCase(t, file, check)
		})
	}
}

func runCase(t *testing.T, file string, check *typecheck.Checker) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c, err := readCase(archive)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	got, goFiles := c.run(t)
	if err := check.Files(goFiles); err != nil {
		t.Errorf("generated code does not compile: %v", err)
	}
	if *update && !t.Failed() {
		c.write(t, file, archive, got)
		return
	}
	compare(t, c.want, got)
}

// compare names every differing, missing and unexpected section.
func compare(t *testing.T, want, got map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(got)) {
		w, ok := want[name]
		switch {
		case !ok:
			t.Errorf("unexpected output %s:\n%s", name, got[name])
		case w != got[name]:
			t.Errorf("%s differs (-want +got):\n%s", name, udiff.Unified("want", "got", w, got[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[name]; !ok {
			t.Errorf("section %s is stale: nothing of that name comes out", name)
		}
	}
}

// golden is one case.
type golden struct {
	docs memoryDocs
	want map[string]string
	keys []string // empty: all
	show []string // empty: all
}

func readCase(archive *txtar.Archive) (*golden, error) {
	c := &golden{docs: memoryDocs{}, want: map[string]string{}}
	if len(bytes.TrimSpace(archive.Comment)) == 0 {
		return nil, errors.New("a case starts with a comment that says what it proves")
	}
	for _, f := range archive.Files {
		switch {
		case f.Name == "options":
			if err := c.options(string(f.Data)); err != nil {
				return nil, err
			}
		case strings.HasPrefix(f.Name, "want/"):
			c.want[f.Name] = string(f.Data)
		default:
			data, err := expand(f.Data)
			if err != nil {
				return nil, err
			}
			c.docs[f.Name] = data
		}
	}
	return c, nil
}

func (c *golden) options(text string) error {
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch key {
		case "":
		case "keys":
			c.keys = strings.Fields(value)
		case "show":
			c.show = strings.Fields(value)
		default:
			return fmt.Errorf("unknown option %q", key)
		}
	}
	return nil
}

// expand writes out the @@repeat lines of a page.
func expand(page []byte) ([]byte, error) {
	if !bytes.Contains(page, []byte("@@repeat ")) {
		return page, nil
	}
	var out bytes.Buffer
	for line := range bytes.Lines(page) {
		body, ok := bytes.CutPrefix(line, []byte("@@repeat "))
		if !ok {
			out.Write(line)
			continue
		}
		count, text, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(string(body)), "@@"), " ")
		n, err := strconv.Atoi(count)
		if err != nil {
			return nil, err
		}
		out.WriteString(strings.Repeat(text, n) + "\n")
	}
	return out.Bytes(), nil
}

func (c *golden) shows(what string) bool {
	return len(c.show) == 0 || slices.Contains(c.show, what)
}

// run reads and generates the case. It returns the outputs to compare, by
// section name, and all Go files.
func (c *golden) run(t *testing.T) (map[string]string, []generator.File) {
	t.Helper()
	api, found, err := parser.Load(context.Background(), c.docs, parser.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	files, more, err := generator.Generate(api, generator.Options{Package: "graph", Version: versionOf(api)})
	if err != nil {
		t.Fatal(err)
	}
	found = append(found, more...)
	found.Sort()
	got := map[string]string{}
	if c.shows("operations") {
		got["want/operations.json"] = encodeAll(t, api.Pages, c.keys)
	}
	if c.shows("resources") {
		got["want/resources.json"] = encodeAll(t, api.Resources, c.keys)
	}
	if c.shows("go") {
		addGo(got, files)
	}
	if c.shows("diagnostics") {
		got["want/diagnostics.txt"] = messages(found)
	}
	maps.DeleteFunc(got, func(_, text string) bool { return text == "" })
	return got, files
}

// versionOf is the version that a case generates: that of its first page.
func versionOf(api *model.API) string {
	if len(api.Pages) == 0 {
		return ""
	}
	return api.Pages[0].Version
}

func messages(found source.List) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s: %s\n", d.Severity, d)
	}
	return b.String()
}

// addGo adds the files that depend on the pages: all but the runtime, and but
// for an empty client.
func addGo(got map[string]string, files []generator.File) {
	runtime := templates.RuntimeFiles()
	for _, f := range files {
		if !slices.Contains(runtime, f.Path) {
			got["want/"+f.Path] = string(f.Data)
		}
	}
}

func encodeAll[T *model.Page | *model.Resource](t *testing.T, list []T, keys []string) string {
	var b strings.Builder
	for _, v := range list {
		text, err := encodeKeys(v, keys)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
		b.WriteString("\n")
	}
	return b.String()
}

// encodeKeys writes v as indented JSON; with keys, only those, in their order.
func encodeKeys(v any, keys []string) ([]byte, error) {
	whole, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	if len(keys) > 0 {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(whole, &fields); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		for _, k := range keys {
			if raw, ok := fields[k]; ok {
				fmt.Fprintf(&b, ",%q:%s", k, raw)
			}
		}
		whole = append([]byte("{"), append(bytes.TrimPrefix(b.Bytes(), []byte(",")), '}')...)
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(json.RawMessage(whole)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// write replaces the want/ sections of the case's file.
func (c *golden) write(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	t.Helper()
	keep := slices.DeleteFunc(slices.Clone(archive.Files), func(f txtar.File) bool { return strings.HasPrefix(f.Name, "want/") })
	for _, name := range slices.Sorted(maps.Keys(got)) {
		keep = append(keep, txtar.File{Name: name, Data: []byte(got[name])})
	}
	archive.Files = keep
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// memoryDocs is a documentation source held in memory, by path below
// api-reference/.
type memoryDocs map[string][]byte

// Pages lists the pages as a folder of the same files would.
func (d memoryDocs) Pages() []parser.PageFile {
	var pages []parser.PageFile
	for _, name := range slices.Sorted(maps.Keys(d)) {
		parts := strings.Split(name, "/")
		switch {
		case len(parts) == 1:
			pages = append(pages, parser.PageFile{Path: name, Kind: "api"})
		case len(parts) == 3 && parts[1] != "includes":
			pages = append(pages, parser.PageFile{Path: name, Version: parts[0], Kind: parts[1]})
		}
	}
	return pages
}

// Read returns the page called name.
func (d memoryDocs) Read(name string) ([]byte, error) {
	if data, ok := d[name]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

// Resolve returns the name of the file that rel means on page from.
func (d memoryDocs) Resolve(from, rel string) (string, error) {
	name := path.Join(path.Dir(from), rel)
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: "resolve", Path: rel, Err: fs.ErrInvalid}
	}
	if _, ok := d[name]; !ok {
		return "", &fs.PathError{Op: "resolve", Path: rel, Err: fs.ErrNotExist}
	}
	return name, nil
}
