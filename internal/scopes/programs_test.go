package scopes

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/tools/go/ssa"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/internal/sdk"
)

// TestPrograms runs the programs of testdata/programs. The comment of each
// says what it proves; "options" says how it is loaded: "tests", "tags NAME",
// "library" or "cgo". What is wanted was worked out by hand and is not updated.
//
// All programs are one module, so that those without options are loaded at
// once.
func TestPrograms(t *testing.T) {
	dir := programs(t)
	var all *program
	pagetest.Run(t, "testdata/programs/*.txtar", func(t *testing.T, file string, a *txtar.Archive) {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		options, want := section(a, "options"), section(a, "want")
		var p *program
		if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); options == "cgo\n" && (err != nil || string(out) != "1\n") {
			t.Skip("there is no C compiler")
		}
		if options == "" {
			if all == nil {
				all = loaded(t, Options{Dir: dir, Patterns: []string{"./..."}})
			}
			p = only(t, all, name)
		} else {
			if options == "cgo\n" {
				t.Setenv("GOFLAGS", "") // what cgo writes names the folder, and must be of this one
			}
			o := Options{Dir: dir, Patterns: []string{"./" + name + "/..."}, Tests: options == "tests\n"}
			if tag, ok := strings.CutPrefix(options, "tags "); ok {
				o.Tags = []string{strings.TrimSpace(tag)}
			}
			p = loaded(t, o)
		}
		p.dir = filepath.Join(dir, name)
		if got := describe(p.analyze()); got != want {
			t.Errorf("got:\n%s\nwant:\n%s", got, want)
		}
	})
}

// programs writes the module of all programs.
func programs(t *testing.T) string {
	t.Helper()
	t.Setenv("GOFLAGS", "-trimpath") // keeps the build cache independent of the folder
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.26\n")
	client(t, dir, "graph", "v1.0")
	client(t, dir, "graphbeta", "beta")
	files, _ := filepath.Glob("testdata/programs/*.txtar")
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".go") {
				writeFile(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), ".txtar"), f.Name), string(f.Data))
			}
		}
	}
	return dir
}

// client generates a client of the pages in testdata/docs.
func client(t *testing.T, dir, name, version string, include ...string) {
	t.Helper()
	s := &build.Session{}
	defer s.Close()
	pkg, err := s.Package(context.Background(), build.Spec{Docs: "testdata/docs", Version: version, Package: name, Include: include})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pkg.Files {
		writeFile(t, filepath.Join(dir, name, f.Path), string(f.Data))
	}
}

func writeFile(tb testing.TB, name, text string) {
	tb.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
}

func loaded(t *testing.T, o Options) *program {
	t.Helper()
	p, err := load(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// only is the program of one command among many.
func only(t *testing.T, all *program, name string) *program {
	t.Helper()
	p := *all
	i := slices.IndexFunc(p.main, func(pkg *ssa.Package) bool { return pkg.Pkg.Path() == "example.com/app/"+name })
	if i < 0 {
		t.Fatalf("no command %s", name)
	}
	p.main = p.main[i : i+1]
	return &p
}

func section(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// describe writes what was found in the form of the wanted sections.
func describe(p *Program) string {
	var b strings.Builder
	for _, u := range p.Uses {
		fmt.Fprintf(&b, "%s: %s\n", u.Operation, strings.Join(u.Calls, " "))
	}
	modes := p.ByMode([]string{sdk.DelegatedWork, sdk.Application})
	for i, name := range []string{"delegated", "application"} {
		scopes := strings.Join(modes[i].Scopes, " ")
		if scopes == "" {
			scopes = "-"
		}
		fmt.Fprintf(&b, "%s: %s\n", name, scopes)
	}
	m := modes[0]
	if !slices.Equal(m.Scopes, m.LeastPrivileged) {
		fmt.Fprintf(&b, "least delegated: %s\n", strings.Join(m.LeastPrivileged, " "))
	}
	for _, o := range m.Free {
		fmt.Fprintf(&b, "no scope delegated: %s\n", o.Operation)
	}
	for _, o := range m.Impossible {
		fmt.Fprintf(&b, "impossible delegated: %s\n", o.Operation)
	}
	for _, o := range m.Unknown {
		fmt.Fprintf(&b, "unknown delegated: %s\n", o.Operation)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "limit: %s: %s\n", n.Pos, n.Message)
	}
	return b.String()
}
