package lint

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/pagetest"
)

func baseline(t *testing.T, r *Report) (*Baseline, string) {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteBaseline(&b); err != nil {
		t.Fatal(err)
	}
	base, err := ParseBaseline(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return base, b.String()
}

func change(docs pagetest.Docs, name, old, new string) pagetest.Docs {
	docs[name] = bytes.Replace(docs[name], []byte(old), []byte(new), 1)
	return docs
}

func TestBaseline(t *testing.T) {
	first := run(t, faultyPages(t), Options{})
	base, written := baseline(t, first)
	if r := run(t, faultyPages(t), Options{Baseline: base}); len(r.Findings) != 0 || r.Known != len(first.Findings) || r.Gone != 0 {
		t.Errorf("%d findings, %d known, %d gone", len(r.Findings), r.Known, r.Gone)
	}

	// lines move, nothing is new
	moved := change(faultyPages(t), itemGet, "# Get item\n", "# Get item\n\nA line more.\n\n")
	if r := run(t, moved, Options{Baseline: base}); len(r.Findings) != 0 {
		t.Errorf("after a move:\n%s", text(t, r))
	}

	// the same fault again on the page is new
	again := change(faultyPages(t), itemGet, "## Permissions\n", "## Permissions\n\nA [thing](thing.md).\n")
	if r := run(t, again, Options{Baseline: base}); len(r.Findings) != 1 || r.Findings[0].Rule != "link-broken" {
		t.Errorf("the second fault:\n%s", text(t, r))
	}

	// a repaired fault is no longer in the baseline
	mended := change(faultyPages(t), itemGet, "a [thing](thing.md)", "a thing")
	r := run(t, mended, Options{Baseline: base})
	if len(r.Findings) != 0 || r.Gone != 1 || !strings.Contains(r.Summary(), "1 entries of the baseline are no longer found") {
		t.Errorf("%d findings, %d gone: %s", len(r.Findings), r.Gone, r.Summary())
	}

	// writing it again keeps what is known
	if _, rewritten := baseline(t, run(t, faultyPages(t), Options{Baseline: base})); rewritten != written {
		t.Errorf("written again:\n%s\nfirst:\n%s", rewritten, written)
	}
}

// TestBaselineAlike wants a fault that a page has again, above one that the
// baseline knows, to be told by the lines of both: their order is no help.
func TestBaselineAlike(t *testing.T) {
	only := Options{Only: []string{"link-broken"}}
	const link = "A [thing](thing.md).\n\n"
	docs := change(cleanPages(t), itemGet, "## HTTP request\n", link+"## HTTP request\n")
	base, _ := baseline(t, run(t, docs, only))
	only.Baseline = base
	above := change(docs, itemGet, "## Permissions\n", link+"## Permissions\n")
	r := run(t, above, only)
	want := `v1.0/api/item-get.md:27:3: warning: link to "thing.md": no such page; 1 of these 2 is new: lines 15, 27 (link-broken)` + "\n"
	if got := text(t, r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for format, want := range map[string]string{
		"json":   `"message":"link to \"thing.md\": no such page","fingerprint":"` + r.Findings[0].Fingerprint + `","lines":[15,27]}`,
		"github": "no such page; 1 of these 2 is new: lines 15, 27\n",
		"sarif":  "no such page; 1 of these 2 is new: lines 15, 27\"",
	} {
		var b bytes.Buffer
		if err := r.Write(&b, Output{Format: format}); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%v: no %q in\n%s", err, want, b.String())
		}
	}
	if _, written := baseline(t, r); strings.Contains(written, "these") {
		t.Errorf("a baseline has lines:\n%s", written)
	}

	many := change(above, itemGet, "## HTTP request\n", strings.Repeat(link, 12)+"## HTTP request\n")
	r = run(t, many, only)
	if last := r.Findings[len(r.Findings)-1].String(); len(r.Findings) != 13 || !strings.Contains(last, "13 of these 14 are new: lines 15, 27, 29,") || !strings.Contains(last, ", 43 and others (link") {
		t.Errorf("%d findings, the last: %s", len(r.Findings), last)
	}
}

// TestBaselineAlikeMany wants thousands of findings alike not to name each the
// lines of thousands.
func TestBaselineAlikeMany(t *testing.T) {
	only := Options{Only: []string{"link-broken"}}
	const link = "A [thing](thing.md).\n\n"
	docs := change(cleanPages(t), itemGet, "## HTTP request\n", link+"## HTTP request\n")
	only.Baseline, _ = baseline(t, run(t, docs, only))
	r := run(t, change(docs, itemGet, "## HTTP request\n", strings.Repeat(link, 2000)+"## HTTP request\n"), only)
	var b bytes.Buffer
	if err := r.Write(&b, Output{Format: "json"}); err != nil || len(r.Findings) != 2000 || b.Len() > 1_500_000 {
		t.Errorf("%v: %d findings, %d bytes", err, len(r.Findings), b.Len())
	}
	if !strings.Contains(b.String(), `"lines":[`) {
		t.Error("no lines")
	}
}

func TestBaselineFaulty(t *testing.T) {
	for _, s := range []string{"", "[]", `{"version": 2, "findings": []}`, `{"version": 1, "finding": []}`, `{"version": 1, "findings": []} x`} {
		if _, err := ParseBaseline([]byte(s)); err == nil {
			t.Errorf("%q is a baseline", s)
		}
	}
}

func TestIgnoreComments(t *testing.T) {
	const comment = "<!-- graphgen:ignore link-broken\n\tthe page moves next week -->\n\n"
	for _, test := range []struct {
		name, before string
		want         []string // rules left
	}{
		{"whole page", "Namespace: microsoft.graph\n", nil},
		{"other section", "## HTTP request\n", []string{"link-broken", "suppression-unused"}},
		{"own section", "One of these permissions is needed.\n", nil},
	} {
		docs := cleanPages(t)
		change(docs, itemGet, "One of these permissions is needed.\n", "One of these permissions is needed.\n\nSee [it](thing.md).\n")
		change(docs, itemGet, test.before, comment+test.before)
		if test.name == "other section" {
			docs = change(docs, itemGet, comment+test.before, test.before+"\n"+comment)
		}
		r := run(t, docs, Options{})
		var got []string
		for _, f := range r.Findings {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, test.want) || (len(test.want) == 0) != (r.Suppressed == 1) {
			t.Errorf("%s: findings %v, %d suppressed, want %v", test.name, got, r.Suppressed, test.want)
		}
	}
}

func TestSuppressions(t *testing.T) {
	list, err := ParseSuppressions("accept.yaml", []byte(`# what we live with
- rule: link-broken
  file: v1.0/**/*.md
  message: thing.md
  reason: moves next week
- rule: link-case
  file: beta/*
  reason: nothing there
`))
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, faultyPages(t), Options{Suppressions: list, Only: []string{"link-broken", "link-case", "suppression-unused"}})
	want := `accept.yaml:6:9: warning: no finding of link-case in "beta/*" is left to accept (suppression-unused)
v1.0/api/item-get.md:13:9: warning: link to "a%0A,b.md": no such page (link-broken)
`
	if got := text(t, r); r.Suppressed != 1 || got != want {
		t.Errorf("%d suppressed, findings:\n%swant:\n%s", r.Suppressed, got, want)
	}
}

func TestSuppressionsFaulty(t *testing.T) {
	for yaml, want := range map[string]string{
		"- rule: link-broken\n  file: x\n":                `a.yaml:1:9: suppression without "reason": say why the finding is accepted`,
		"- rule: link\n  file: x\n  reason: y\n":          `a.yaml:1:9: unknown rule "link"`,
		"- rule: link-broken\n  reason: y\n":              `a.yaml:1:9: file "": expected a pattern such as beta/api/*.md`,
		"- rule: link-broken\n  fil: x\n  reason: y\n":    `a.yaml:2:3: unknown field "fil"`,
		"- rule: link-broken\n  file: '['\n  reason: y\n": `a.yaml:1:9: file "[": expected a pattern such as beta/api/*.md`,
	} {
		if _, err := ParseSuppressions("a.yaml", []byte(yaml)); err == nil || err.Error() != want {
			t.Errorf("%q: error %v, want %s", yaml, err, want)
		}
	}
}
