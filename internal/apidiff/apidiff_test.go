package apidiff

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

var update = flag.Bool("update", false, "write the wanted results anew")

// TestCases compares the pages under old/ and new/ of every case, for the clients
// of clients.txt where there is one, and wants the same result whatever the order
// of the pages.
func TestCases(t *testing.T) {
	pagetest.Run(t, "testdata/*.txtar", func(t *testing.T, file string, a *txtar.Archive) {
		old, _ := pagetest.Load(t, pagetest.Under(a, "old"), parser.Options{})
		new, _ := pagetest.Load(t, pagetest.Under(a, "new"), parser.Options{})
		chosen := chosenIn(t, a)
		report := compared(t, old, new, chosen...)
		text := printed(t, report)
		pagetest.Want(t, file, a, "want.txt", text, *update)
		for range 5 {
			shuffle(old)
			shuffle(new)
			if got := printed(t, compared(t, old, new, chosen...)); got != text {
				t.Fatalf("shuffled pages give\n%s\nwant\n%s", got, text)
			}
		}
		if r := compared(t, new, new, chosen...); len(r.Changes) != 0 {
			t.Errorf("a state differs from itself:\n%s", printed(t, r))
		}
		followsSchema(t, report)
		judgeByCompiler(t, old, new, report, strings.Contains(string(a.Comment), "compiles all the same"), chosen...)
	})
}

// compared compares two states, whose clients the generator declares: those that
// options choose, or the whole ones.
func compared(t *testing.T, old, new *model.API, chosen ...generator.Options) *Report {
	t.Helper()
	opts := Options{Declare: func(api *model.API, version string) ([]goapi.Declaration, error) {
		return generator.Declarations(api, generator.Options{Version: version})
	}}
	for _, c := range chosen {
		opts.Clients = append(opts.Clients, Client{Version: c.Version, Chosen: c.Include, Declare: func(api *model.API) ([]goapi.Declaration, error) {
			return generator.Declarations(api, c)
		}})
	}
	r, err := Diff(old, new, opts)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// chosenIn reads clients.txt of a case: on each line a version, patterns, and
// patterns to leave out after "not".
func chosenIn(t *testing.T, a *txtar.Archive) []generator.Options {
	t.Helper()
	var list []generator.Options
	for _, f := range a.Files {
		if f.Name != "clients.txt" {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			words := strings.Fields(line)
			include, exclude := words[1:], []string(nil)
			if i := slices.Index(include, "not"); i >= 0 {
				include, exclude = include[:i], include[i+1:]
			}
			filter, err := pathfilter.New(include, exclude)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, generator.Options{Version: words[0], Include: filter.Match})
		}
	}
	return list
}

func shuffle(api *model.API) {
	rand.Shuffle(len(api.Pages), func(i, j int) { api.Pages[i], api.Pages[j] = api.Pages[j], api.Pages[i] })
	rand.Shuffle(len(api.Resources), func(i, j int) {
		api.Resources[i], api.Resources[j] = api.Resources[j], api.Resources[i]
	})
}

func printed(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestKinds wants a level, a phrase and a reason for every kind, each once.
func TestKinds(t *testing.T) {
	seen := map[Kind]bool{}
	for i, k := range Kinds() {
		if seen[k.Kind] || k.Phrase == "" || k.Why == "" || k.Kind.rank() != i {
			t.Errorf("kind %q is incomplete or listed twice", k.Kind)
		}
		seen[k.Kind] = true
	}
}

func TestVerdict(t *testing.T) {
	r := &Report{}
	if r.Verdict() != None || r.FailOn(None) || r.FailOn(Patch) {
		t.Error("an empty report has a verdict or fails")
	}
	r.Changes = []Change{{Level: Patch}, {Level: Minor}}
	if r.Verdict() != Minor || !r.FailOn(Minor) || !r.FailOn(Patch) || r.FailOn(Major) || r.FailOn(None) {
		t.Errorf("verdict %v", r.Verdict())
	}
}

func TestParseFailOn(t *testing.T) {
	for s, want := range map[string]Level{"breaking": Major, "major": Major, "addition": Minor, "minor": Minor, "any": Patch, "patch": Patch, "none": None} {
		if got, err := ParseFailOn(s); err != nil || got != want {
			t.Errorf("ParseFailOn(%q) = %v, %v", s, got, err)
		}
	}
	if _, err := ParseFailOn("grave"); err == nil {
		t.Error(`"grave" is accepted`)
	}
}

func TestNormalPath(t *testing.T) {
	for path, want := range map[string]string{
		"/Users/{id | userPrincipalName}/x": "/users/{}/x",
		"/a/range(address='<address>')":     "/a/range(address={})",
		"/a/range(address='{address}')/b":   "/a/range(address={})/b",
		"/a/f(x={x},y='lit')":               "/a/f(x={},y='lit')",
		"/a/open{brace":                     "/a/open{brace",
		"/a/f()":                            "/a/f",
		"/a/it's/'":                         "/a/it's/'",
	} {
		if got := normalPath(path); got != want {
			t.Errorf("normalPath(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestJSON(t *testing.T) {
	r := &Report{Changes: []Change{{Kind: TypeAdded, Level: Minor, Subject: "a<b"}}}
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Schema  int
		Verdict Level
		Counts  map[string]int
		Changes []Change
	}
	if err := json.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if back.Schema != Schema || back.Verdict != Minor || back.Counts["minor"] != 1 || !slices.EqualFunc(back.Changes, r.Changes, func(a, b Change) bool {
		return a.Kind == b.Kind && a.Level == b.Level && a.Subject == b.Subject
	}) {
		t.Errorf("read back as %+v", back)
	}
}
