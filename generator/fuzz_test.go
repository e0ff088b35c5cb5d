package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	pages "github.com/graphgen/graphgen/parser"
)

var fileName = regexp.MustCompile(`^[a-z0-9_]+\.go$`)

// FuzzGenerate wants any two pages to become Go that parses, imports only what
// the generator itself asks for and has no directive but its own.
func FuzzGenerate(f *testing.F) {
	files, err := filepath.Glob("../testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no golden cases: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, page := range a.Files {
			if strings.Contains(page.Name, "/api/") && !strings.HasPrefix(page.Name, "want/") {
				f.Add(page.Data, []byte("# thing resource type\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n|id|String|x|\n"))
			}
		}
	}
	f.Fuzz(func(t *testing.T, api, resource []byte) {
		docs := pagetest.Docs{"v1.0/api/x.md": api, "v1.0/resources/y.md": resource}
		m, _ := pagetest.Load(t, docs, pages.Options{Workers: 1})
		made, _, err := generator.Generate(m, generator.Options{Runtime: []generator.File{}, Tests: true, Parallel: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range made {
			if file.Path != "json_test.go" && file.Path != "replay_test.go" { // those two are static
				checkFile(t, file)
			}
		}
	})
}

func checkFile(t *testing.T, file generator.File) {
	if !fileName.MatchString(file.Path) {
		t.Errorf("file name %q", file.Path)
	}
	tree, err := parser.ParseFile(token.NewFileSet(), file.Path, file.Data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%v\n%s", err, file.Data)
	}
	for _, i := range tree.Imports {
		switch i.Path.Value {
		case `"context"`, `"encoding/json"`, `"io"`, `"iter"`, `"time"`, `"testing"`, `"strings"`:
		default:
			t.Errorf("%s imports %s", file.Path, i.Path.Value)
		}
	}
	for _, group := range tree.Comments {
		for _, c := range group.List {
			checkComment(t, file.Path, c)
		}
	}
}

// checkComment refuses block comments, and comments that a tool would obey.
func checkComment(t *testing.T, path string, c *ast.Comment) {
	text := c.Text
	switch {
	case !strings.HasPrefix(text, "//"):
		t.Errorf("%s: block comment %q", path, text)
	case strings.HasPrefix(text, "//graph:operation "), text == "//go:noinline":
	case len(text) > 2 && text[2] != ' ' && text[2] != '\t':
		t.Errorf("%s: directive %q", path, text)
	case strings.HasPrefix(text, "// +build"):
		t.Errorf("%s: build constraint %q", path, text)
	}
}
