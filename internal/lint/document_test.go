package lint

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
)

var update = flag.Bool("update", false, "rewrite docs/rules and the wanted findings")

const rulesDir = "../../docs/rules"

// TestCorpusCounts compares testdata/counts.json with what the real pages
// give, so that a rule that starts to see ghosts is noticed.
func TestCorpusCounts(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole corpus")
	}
	docs := pagetest.Corpus(t, "en-2021-07.zip")
	report, err := Run(context.Background(), docs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, c := range report.Counts() {
		got[c.Rule] = c.Count
	}
	if *update {
		data, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/counts.json", append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := readCounts(t)
	parsed := parserCodes(t)
	for _, r := range Rules() {
		id := r.ID
		if parsed[id] != "" {
			continue // package parser has tests of its own
		}
		if off := got[id] - want[id]; max(off, -off) > 5+want[id]/5 {
			t.Errorf("%s: %d findings, testdata/counts.json says %d: look at them, then run with -update", id, got[id], want[id])
		}
	}
}

// TestRulePages compares docs/rules with the table of rules.
func TestRulePages(t *testing.T) {
	want := map[string]string{"README.md": Index("the English pages of July 2021", readCounts(t), readNotes(t))}
	for _, r := range Rules() {
		want[r.ID+".md"] = r.Document()
	}
	if *update {
		for name, text := range want {
			if err := os.WriteFile(filepath.Join(rulesDir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(rulesDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := want[e.Name()]; !ok && filepath.Ext(e.Name()) == ".md" {
			t.Errorf("%s is the page of no rule: remove it", e.Name())
		}
	}
	for _, name := range sortedKeys(want) {
		if have, _ := os.ReadFile(filepath.Join(rulesDir, name)); string(have) != want[name] {
			t.Errorf("docs/rules/%s is stale: run go test ./internal/lint -update", name)
		}
	}
}

// readCounts reads how often each rule was found in the corpus, which
// TestCorpusCounts writes.
func readCounts(t *testing.T) map[string]int {
	t.Helper()
	counts := map[string]int{}
	data, err := os.ReadFile("testdata/counts.json")
	if err == nil {
		err = json.Unmarshal(data, &counts)
	}
	if err != nil {
		t.Fatal(err)
	}
	return counts
}

func readNotes(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/notes.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestRuleTable checks the form of every rule.
func TestRuleTable(t *testing.T) {
	word := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !word.MatchString(r.ID) || seen[r.ID] {
			t.Errorf("rule %q: id is no plain word, or is used twice", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || r.Help == "" || r.Severity == 0 || strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Help, ".") {
			t.Errorf("rule %s: title, help or severity is missing or malformed", r.ID)
		}
		if (r.Bad == "") != (r.Good == "") {
			t.Errorf("rule %s has half an example", r.ID)
		}
	}
}

// TestParserCodes demands a rule for every fault that other packages report.
func TestParserCodes(t *testing.T) {
	set, codes := newRuleSet(), parserCodes(t)
	for _, code := range sortedKeys(codes) {
		if !set.has(code) && !slices.Contains(noFaults(), code) {
			t.Errorf("%s reports %q, which is no rule: add it to rules_*.go, with a case in testdata/rules", codes[code], code)
		}
	}
}

// parserCodes returns the codes that other packages report, each with the file
// that does.
func parserCodes(t *testing.T) map[string]string {
	t.Helper()
	codes := map[string]string{}
	code := regexp.MustCompile(`(?:source\.(?:Error|Warning|Info)|\bsev), "([a-z0-9-]+)"`)
	for _, pattern := range []string{"../../parser/*.go", "../../parser/markdown/*.go", "../docsource/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range code.FindAllStringSubmatch(string(data), -1) {
				codes[m[1]] = file
			}
		}
	}
	return codes
}
