package lint

import (
	"context"
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// cleanPages returns pages without a fault.
func cleanPages(t *testing.T) pagetest.Docs {
	t.Helper()
	a, err := txtar.ParseFile("testdata/clean.txtar")
	if err != nil {
		t.Fatal(err)
	}
	docs := pagetest.Docs{}
	for _, f := range a.Files {
		docs[f.Name] = f.Data
	}
	return docs
}

func run(t *testing.T, docs pagetest.Docs, opts Options) *Report {
	t.Helper()
	report, err := Run(context.Background(), docs, opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func text(t *testing.T, r *Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b, Output{Format: "text"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestClean is the near miss of every rule at once.
func TestClean(t *testing.T) {
	if got := text(t, run(t, cleanPages(t), Options{})); got != "" {
		t.Errorf("findings on clean pages:\n%s", got)
	}
}

// TestRules runs testdata/rules: the case of a rule changes the clean pages so
// that the rule finds something, and again ("near") so that it does not.
//
// A section "edit PAGE" or "near PAGE" holds the old text, a line "=====" and
// the new text; any other section is a file to add. "english/" holds pages that
// were translated.
func TestRules(t *testing.T) {
	pagetest.Run(t, "testdata/rules/*.txtar", func(t *testing.T, file string, a *txtar.Archive) {
		rule := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if !newRuleSet().has(rule) {
			t.Fatalf("no rule is called %s", rule)
		}
		bad, english := variant(t, a, "edit ")
		opts := Options{}
		if english != nil {
			opts.English = english
		}
		got := text(t, run(t, bad, opts))
		if !strings.Contains(got, "("+rule+")\n") {
			t.Errorf("the rule finds nothing; findings:\n%s", got)
		}
		pagetest.Want(t, file, a, "want", got, *update)
		if !slices.ContainsFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "near ") }) {
			return
		}
		near, _ := variant(t, a, "near ")
		if got := text(t, run(t, near, opts)); strings.Contains(got, "("+rule+")\n") {
			t.Errorf("the rule finds something in the near miss:\n%s", got)
		}
	})
}

// variant applies the sections whose names start with verb to the clean pages.
func variant(t *testing.T, a *txtar.Archive, verb string) (docs, english pagetest.Docs) {
	t.Helper()
	docs = cleanPages(t)
	for _, f := range a.Files {
		name, edits := strings.CutPrefix(f.Name, verb)
		switch {
		case edits:
			docs[name] = changed(t, name, docs[name], f.Data)
		case strings.HasPrefix(f.Name, "edit "), strings.HasPrefix(f.Name, "near "), f.Name == "want":
		case strings.HasPrefix(f.Name, "english/"):
			if english == nil {
				english = cleanPages(t)
			}
			english[strings.TrimPrefix(f.Name, "english/")] = f.Data
		case len(f.Data) == 0:
			delete(docs, f.Name)
		case verb == "edit ":
			docs[f.Name] = f.Data
		}
	}
	return docs, english
}

func changed(t *testing.T, name string, page, change []byte) []byte {
	t.Helper()
	s := string(page)
	for _, c := range strings.Split(string(change), "#####\n") {
		old, new, ok := strings.Cut(c, "=====\n")
		if !ok || strings.Count(s, old) != 1 {
			t.Fatalf("edit of %s: %q stands %d times on the page", name, old, strings.Count(s, old))
		}
		s = strings.Replace(s, old, new, 1)
	}
	return []byte(s)
}

// TestEveryRuleHasCase demands a case for every rule but those that are about
// the source itself, which TestSourceFaults tests.
func TestEveryRuleHasCase(t *testing.T) {
	own := []string{"bad-file-name", "bad-link", "internal-error", "unreadable-file", "unreadable-folder", "version-unknown"}
	for _, r := range Rules() {
		files, err := filepath.Glob("testdata/rules/" + r.ID + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 && !slices.Contains(own, r.ID) {
			t.Errorf("rule %s has no case in testdata/rules", r.ID)
		}
	}
}

// faultySource is a source with faults of its own.
type faultySource struct{ pagetest.Docs }

func (faultySource) Faults() source.List {
	var list source.List
	for _, code := range []string{"bad-file-name", "bad-link", "unreadable-folder"} {
		list.Add(source.Pos{File: code}, source.Warning, code, "fault of the source")
	}
	return list
}

func (s faultySource) Read(name string) ([]byte, error) {
	switch name {
	case "v1.0/api/item-get.md":
		return nil, errors.New("disk on fire")
	case "v1.0/api/item-near.md":
		panic("a fault of this program")
	}
	return s.Docs.Read(name)
}

// onePage is a source of a single file outside of any folder of a version.
type onePage struct{ pagetest.Docs }

func (onePage) Pages() []parser.PageFile { return []parser.PageFile{{Path: "page.md"}} }

func TestVersionUnknown(t *testing.T) {
	page := strings.ReplaceAll(string(cleanPages(t)["v1.0/api/item-get.md"]), "https://graph.microsoft.com/v1.0", "")
	report, err := Run(context.Background(), onePage{pagetest.Docs{"page.md": []byte(page)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "page.md:1:1: warning: neither path nor examples tell the version, v1.0 is assumed (version-unknown)\n"
	if got := text(t, report); got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

func TestSourceFaults(t *testing.T) {
	report, err := Run(context.Background(), faultySource{cleanPages(t)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, c := range report.Counts() {
		got[c.Rule] = true
	}
	want := []string{"bad-file-name", "bad-link", "internal-error", "unreadable-file", "unreadable-folder"}
	if have := slices.Sorted(maps.Keys(got)); !slices.Equal(have, want) {
		t.Errorf("rules %v, want %v", have, want)
	}
}
