package lint

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser/source"
)

const itemGet = "v1.0/api/item-get.md"

// faultyPages have findings of every severity, one with hostile text.
func faultyPages(t *testing.T) pagetest.Docs {
	t.Helper()
	docs := cleanPages(t)
	docs[itemGet] = bytes.Replace(docs[itemGet], []byte("Read an [item](../resources/item.md).\n"),
		[]byte("Read an [item](a%0A,b.md), a [thing](thing.md).\n"), 1)
	docs["v1.0/api/item-create.md"] = bytes.Replace(docs["v1.0/api/item-create.md"], []byte("POST /items\n"), nil, 1)
	docs["v1.0/api/item-near.md"] = bytes.Replace(docs["v1.0/api/item-near.md"], []byte("|Int32|"), []byte("|int32|"), 1)
	return docs
}

func output(t *testing.T, r *Report, o Output) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestOneLine wants page text that reaches a terminal to be unable to command
// it, whatever place of a message it stands in.
func TestOneLine(t *testing.T) {
	docs := cleanPages(t)
	create := "v1.0/api/item-create.md"
	docs[create] = bytes.Replace(docs[create], []byte("POST /items\n"), []byte("POST /items/\u202epens\u009b31m\u2066\n"), 1)
	docs["v1.0/api/item-make.md"] = docs[create]
	r := run(t, docs, Options{})
	for _, format := range []string{"text", "github", "sarif"} {
		got := output(t, r, Output{Format: format})
		if !strings.Contains(got, "is documented on 2 pages") {
			t.Errorf("%s: the path is not told:\n%s", format, got)
		}
		if strings.ContainsAny(got, "\u202e\u009b\u2066") {
			t.Errorf("%s: %q", format, got)
		}
	}
}

func TestSARIF(t *testing.T) {
	r := run(t, faultyPages(t), Options{})
	got := output(t, r, Output{Format: "sarif", Prefix: "my docs/", Tool: "v1.2.3"})
	report, err := sarif.FromBytes([]byte(got))
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Validate(); err != nil { // against the published schema
		t.Error(err)
	}
	results := report.Runs[0].Results
	if len(results) != len(r.Findings) || len(results) < 4 {
		t.Fatalf("%d results for %d findings", len(results), len(r.Findings))
	}
	rules := map[string]bool{}
	for _, rule := range report.Runs[0].Tool.Driver.Rules {
		rules[*rule.ID] = true
	}
	for i, x := range results {
		f := r.Findings[i]
		place := x.Locations[0].PhysicalLocation
		if !rules[*x.RuleID] || *x.RuleID != f.Rule || *place.Region.StartLine != f.Pos.Line || *place.Region.StartColumn != f.Pos.Column {
			t.Errorf("result %d is not finding %s", i, f)
		}
		if uri := *place.ArtifactLocation.URI; uri != "my%20docs/"+f.Pos.File {
			t.Errorf("uri %q of %s", uri, f)
		}
		if x.PartialFingerprints["graphgen/v1"] != f.Fingerprint {
			t.Errorf("fingerprint of %s is lost", f)
		}
	}
}

// TestSARIFBroken makes sure that the validation of TestSARIF can fail.
func TestSARIFBroken(t *testing.T) {
	got := output(t, run(t, faultyPages(t), Options{}), Output{Format: "sarif"})
	report, err := sarif.FromBytes([]byte(strings.ReplaceAll(got, `"level": "warning"`, `"level": "bad"`)))
	if err == nil {
		err = report.Validate()
	}
	if err == nil {
		t.Error("a level that SARIF does not know is valid")
	}
}

func TestGitHub(t *testing.T) {
	got := output(t, run(t, faultyPages(t), Options{}), Output{Format: "github", Prefix: "docs,a:b/"})
	for _, want := range []string{
		"::warning file=docs%2Ca%3Ab/v1.0/api/item-get.md,line=13,col=30,title=link-broken::link to \"thing.md\": no such page\n",
		"::error file=docs%2Ca%3Ab/v1.0/api/item-create.md,line=25,col=4,title=request-missing::HTTP request section has no request line\n",
		"::notice file=docs%2Ca%3Ab/v1.0/api/item-near.md,line=36,col=11,title=type-spelling::type \"int32\" is written \"Int32\"\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
	for line := range strings.Lines(got) {
		if !strings.HasPrefix(line, "::") {
			t.Errorf("text of a page became a line of its own: %q", line)
		}
	}
}

func TestJSON(t *testing.T) {
	r := run(t, faultyPages(t), Options{})
	var got struct {
		Version, Pages int
		Findings       []map[string]any
	}
	if err := json.Unmarshal([]byte(output(t, r, Output{Format: "json"})), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Pages != 6 || len(got.Findings) != len(r.Findings) {
		t.Errorf("version %d, %d pages, %d findings", got.Version, got.Pages, len(got.Findings))
	}
	for _, key := range []string{"file", "line", "column", "rule", "severity", "message", "fingerprint"} {
		if got.Findings[0][key] == nil {
			t.Errorf("findings have no %q", key)
		}
	}
}

func TestWriteFails(t *testing.T) {
	r := run(t, faultyPages(t), Options{})
	for _, format := range Formats() {
		if err := r.Write(full{}, Output{Format: format}); err == nil {
			t.Errorf("%s: a full disk is no error", format)
		}
	}
	if err := r.Write(full{}, Output{Format: "xml"}); err == nil {
		t.Error("unknown format is no error")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errorText("no space left")

type errorText string

func (e errorText) Error() string { return string(e) }

// TestWorkers demands the same report from any number of workers.
func TestWorkers(t *testing.T) {
	docs := faultyPages(t)
	want := text(t, run(t, docs, Options{Workers: 1}))
	for range 10 {
		if got := text(t, run(t, docs, Options{Workers: 7})); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestFailOn(t *testing.T) {
	r := &Report{Findings: []Finding{{Severity: source.Warning}}}
	for name, want := range map[string]bool{"never": false, "info": true, "warning": true, "error": false} {
		limit, err := ParseFailOn(name)
		if err != nil || r.FailOn(limit) != want {
			t.Errorf("--fail-on %s: %v, %v", name, r.FailOn(limit), err)
		}
	}
	if _, err := ParseFailOn("all"); err == nil {
		t.Error("--fail-on all is no error")
	}
}

func TestOnlyAndSkip(t *testing.T) {
	docs := faultyPages(t)
	if r := run(t, docs, Options{Only: []string{"link-broken"}}); len(r.Findings) != 2 {
		t.Errorf("only link-broken: %v", r.Findings)
	}
	all, rest := run(t, docs, Options{}), run(t, docs, Options{Skip: []string{"link-broken"}})
	if len(all.Findings)-len(rest.Findings) != 2 {
		t.Errorf("skip link-broken leaves %d of %d", len(rest.Findings), len(all.Findings))
	}
	if _, err := Run(t.Context(), docs, Options{Skip: []string{"no-such"}}); err == nil {
		t.Error("an unknown rule is no error")
	}
}

// TestCountCharacters counts the characters before a finding, and leaves the
// places of files that are no pages.
func TestCountCharacters(t *testing.T) {
	docs := cleanPages(t)
	page := bytes.Replace(docs[itemGet], []byte("Read an [item](../resources/item.md).\n"), []byte("Ça, 日本\t\U0001F600: [thing](thing.md).\n"), 1)
	docs[itemGet] = append([]byte("\ufeff"), bytes.ReplaceAll(page, []byte("\n"), []byte("\r\n"))...)
	unused := Suppression{Rule: "link-case", File: "*.md", Reason: "old", pos: source.Pos{File: "accepted.yaml", Line: 1, Column: 3}}
	r := run(t, docs, Options{Suppressions: []Suppression{unused}})
	r.CountCharacters(docs.Read)
	got := output(t, r, Output{Format: "github", Prefix: "docs/"})
	want := "::warning file=accepted.yaml,line=1,col=3,title=suppression-unused::no finding of link-case in \"*.md\" is left to accept\n" +
		"::warning file=docs/v1.0/api/item-get.md,line=13,col=11,title=link-broken::link to \"thing.md\": no such page\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := output(t, r, Output{Format: "sarif"}); !strings.Contains(got, `"columnKind": "unicodeCodePoints"`) {
		t.Errorf("no kind of columns in\n%s", got)
	}
}
