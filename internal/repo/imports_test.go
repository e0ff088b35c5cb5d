package repo

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/graphgen/graphgen/"

// bans are the imports that the design rules out, direct or not.
var bans = []struct {
	who, what, why string
}{
	{"parser/source", "parser/", "source is a leaf"},
	{"parser/model", "github.com/yuin/goldmark", "the model holds facts, it reads no pages"},
	{"parser", "github.com/dave/jennifer", "the parser prints no Go"},
	{"parser", "generator", "the parser knows no Go names"},
	{"parser", "internal/", "the parser stands alone"},
	{"generator", "github.com/yuin/goldmark", "the generator reads no pages"},
	{"generator", "github.com/PuerkitoBio/goquery", "the generator reads no pages"},
	{"generator", "github.com/spf13/cobra", "the generator has no command line"},
	{"generator/naming", "generator/ir", "names depend on methods and paths alone"},
	{"generator/naming", "parser", "names depend on methods and paths alone"},
	{"generator/ir", "github.com/dave/jennifer", "the plan does not print"},
	{"internal/apidiff", "generator", "a comparison needs facts alone"},
	{"internal/goapi", "generator", "a form of declarations makes none"},
	{"internal/goapi", "parser", "a form of declarations knows no pages"},
	{"internal/docsource", "generator", "a source only hands out pages"},
	{"internal/lint", "generator", "faults of pages have nothing to do with Go"},
	{"internal/pathfilter", "parser", "patterns know no pages"},
	{"internal/cache", "parser", "the cache knows no pages"},
	{"internal/filesum", "parser", "hashes of files know no pages"},
	{"internal/output", "generator", "the disk knows no plan"},
	{"internal/splice", "generator", "texts are replaced without a plan"},
	{"docs/mock", "generator", "the fake Graph serves facts"},
	{"internal/sdk", "parser", "what a client says of itself stands in its source"},
	{"internal/scopes", "parser", "a program is looked at without documentation"},
	{"internal/scopes", "generator", "a program is looked at without documentation"},
	{"internal/scopecheck", "golang.org/x/tools/go/packages", "an analyzer is given its packages"},
	{"internal/scopecheck", "internal/scopes", "an analyzer sees one package"},
	{"internal/jsontext", "parser/model", "JSON of every form is written alike"},
	{"internal/methodset", "golang.org/x/tools", "types alone tell what methods they have"},
	{"internal/permissions", "internal/scopes", "the matrix knows no programs"},
	{"templates", "parser", "the runtime is the SDK's alone"},
}

func TestImports(t *testing.T) {
	deps := dependencies(t)
	for _, ban := range bans {
		imports, ok := deps[module+ban.who]
		if !ok {
			t.Errorf("no package %s: mend the table", ban.who)
		}
		what := ban.what
		if !strings.Contains(what, ".") {
			what = module + what
		}
		for _, dep := range imports {
			if strings.HasPrefix(dep, what) && dep != module+ban.who {
				t.Errorf("%s imports %s: %s", ban.who, dep, ban.why)
			}
		}
	}
}

// TestRuntimeImports holds the SDK to the standard library.
func TestRuntimeImports(t *testing.T) {
	deps := dependencies(t)
	for pkg, imports := range deps {
		if pkg != module+"templates/graph" && !strings.HasPrefix(pkg, module+"generated/") {
			continue
		}
		for _, dep := range imports {
			if first, _, _ := strings.Cut(dep, "/"); strings.Contains(first, ".") {
				t.Errorf("%s imports %s: the SDK imports the standard library alone", pkg, dep)
			}
		}
	}
}

// dependencies lists what every package of the module imports, direct or not.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Deps", "./...")
	cmd.Dir = "../.."
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	deps := map[string][]string{}
	for dec := json.NewDecoder(out); ; {
		var pkg struct {
			ImportPath string
			Deps       []string
		}
		err := dec.Decode(&pkg)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(pkg.ImportPath, module) {
			slices.Sort(pkg.Deps)
			deps[pkg.ImportPath] = pkg.Deps
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return deps
}
