package parser

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// addGoldenPages seeds f with the pages of the golden cases whose path has
// the folder.
func addGoldenPages(f *testing.F, folder string) {
	files, err := filepath.Glob("../testdata/golden/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatalf("no golden cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, page := range archive.Files {
			if strings.Contains(page.Name, folder) {
				f.Add(page.Data)
			}
		}
	}
}

// FuzzPage wants any bytes to be read as an operation page without a panic,
// into facts that keep their form.
func FuzzPage(f *testing.F) {
	addGoldenPages(f, "/api/")
	f.Fuzz(func(t *testing.T, data []byte) {
		page, _, list := parsePage(source.NewFile("v1.0/api/x.md", data), noIncludes())
		checkPlaces(t, list)
		var back map[string]any
		if err := json.Unmarshal(page.AppendJSON(nil), &back); err != nil {
			t.Error(err)
		}
		for _, r := range page.Requests {
			if !strings.HasPrefix(r.Path, "/") || r.Method != strings.ToUpper(r.Method) {
				t.Errorf("request %q %q", r.Method, r.Path)
			}
		}
	})
}

// FuzzResource wants any bytes to be read as a resource page without a panic,
// into types whose names can be names.
func FuzzResource(f *testing.F) {
	addGoldenPages(f, "/resources/")
	f.Fuzz(func(t *testing.T, data []byte) {
		r := parseResource(source.NewFile("v1.0/resources/x-thing.md", data), noIncludes())
		api, list := collect([]result{r, parseResource(source.NewFile("v1.0/resources/x-other.md", data), noIncludes())})
		checkPlaces(t, list)
		for _, res := range api.Resources {
			checkResource(t, res)
		}
	})
}

func noIncludes() pageEnv {
	return pageEnv{version: "v1.0", include: func(from, rel string) (string, []byte, error) {
		return "", nil, fmt.Errorf("include %s of %s: no such file", rel, from)
	}}
}

// checkPlaces wants every diagnostic to have a place in the file.
func checkPlaces(t *testing.T, list source.List) {
	for _, d := range list {
		if !d.Pos.IsValid() || d.Code == "" || d.Message == "" || d.Code == "internal-error" {
			t.Errorf("diagnostic %+v", d)
		}
	}
}

func checkResource(t *testing.T, res *model.Resource) {
	var back model.Resource
	if err := json.Unmarshal(res.AppendJSON(nil), &back); err != nil {
		t.Error(err)
	}
	checkTypeName(t, res.Name)
	checkTypeName(t, res.BaseType)
	for _, list := range [...][]model.Property{res.Properties, res.Relationships} {
		for _, p := range list {
			if !isIdentifier(p.Name) {
				t.Errorf("property %q", p.Name)
			}
			checkTypeName(t, p.Type)
		}
	}
	for _, m := range res.Members {
		if !isValue(m.Name) {
			t.Errorf("member %q", m.Name)
		}
	}
}

// checkTypeName wants nothing, or identifiers joined by dots.
func checkTypeName(t *testing.T, name string) {
	if name == "" {
		return
	}
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || strings.ContainsFunc(part, func(c rune) bool { return !isNameRune(c) }) {
			t.Errorf("type %q", name)
		}
	}
}
