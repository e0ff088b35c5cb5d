package apidiff

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"

	"github.com/graphgen/graphgen/parser/source"
)

// TestMarkdownIsSafe wants page text to stay inside its code span, and the
// size to stay under the limit.
func TestMarkdownIsSafe(t *testing.T) {
	r := &Report{Changes: []Change{{Kind: OperationAdded, Level: Minor, Subject: "GET /`x`\n# <b>"}}}
	for range 2000 {
		r.Changes = append(r.Changes, Change{Kind: OperationRemoved, Level: Major, Subject: strings.Repeat("y", 60)})
	}
	r.settle()
	var b bytes.Buffer
	if err := r.WriteMarkdown(&b, MarkdownOptions{Limit: 20000}); err != nil {
		t.Fatal(err)
	}
	if b.Len() > 20000 || !strings.Contains(b.String(), "more\n") {
		t.Errorf("%d bytes, or nothing is said of the rest", b.Len())
	}
	b.Reset()
	if err := r.WriteMarkdown(&b, MarkdownOptions{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "`` GET /`x` # <b> ``") {
		t.Errorf("the subject left its code span:\n%s", b.String()[b.Len()-300:])
	}
}

// hostile are texts of pages that try to leave the place where they are printed.
var hostile = []string{
	"a|b", "`", "``x`", "x`", "<!-- x -->", "<script>alert(1)</script>", "</details>", "@everyone", "#1", "a\n# b", "a\r\n- b",
	"\x1b[2J", "\u009b2J", "\u202egpj.exe", "\u2066x", "a\u2028b", "a\u0085b", "\x00", "\xff\xfe", " ", "", "[x](javascript:y)", "![x](y)", "**x**", "::error::x",
	"&lt;b&gt;", "\\", "~~~", "---", "1. x", "    x", "\t",
	strings.Repeat("long ", 50_000), strings.Repeat("`", 5_000),
}

func hostileReport() *Report {
	r := &Report{}
	for _, s := range hostile {
		for _, c := range []Change{
			{Kind: PropertyRetyped, Level: Major, Item: s, Old: s, New: s}, {Kind: HeaderAdded, Level: Minor, Item: s},
			{Kind: ValueAdded, Level: Patch, Item: s, New: s, Also: []string{s}},
		} {
			c.Version, c.Subject, c.NewPos = "v1.0", "GET /"+s, source.Pos{File: "v1.0/api/" + s + ".md", Line: 1, Column: 1}
			r.Changes = append(r.Changes, c)
		}
	}
	r.settle()
	return r
}

// TestHostileText wants one printable line for each change.
func TestHostileText(t *testing.T) {
	r := hostileReport()
	lines := strings.Split(strings.TrimSuffix(printed(t, r), "\n"), "\n")
	if want := len(r.Changes) + 1; len(lines) != want {
		t.Fatalf("%d lines, want %d", len(lines), want)
	}
	for _, line := range lines {
		if strings.ContainsAny(line, "\x1b\u009b\u202e\u2066\u2028\u0085\x00") || !utf8.ValidString(line) || len(line) > 8<<10 {
			t.Errorf("%d bytes: %.200q", len(line), line)
		}
	}
}

// TestHostileMarkdown wants a Markdown reader to see the list items that were
// meant and nothing else: no raw HTML, link, image, heading or mention.
func TestHostileMarkdown(t *testing.T) {
	r := hostileReport()
	var b, html bytes.Buffer
	if err := r.WriteMarkdown(&b, MarkdownOptions{Changelog: true}); err != nil {
		t.Fatal(err)
	}
	if err := goldmark.Convert(b.Bytes(), &html); err != nil {
		t.Fatal(err)
	}
	out := html.String()
	for tag, want := range map[string]int{"<li>": len(r.Changes), "<h2>": 1, "<h3>": 3, "<ul>": 3, "<a ": 0, "<img": 0, "<script": 0, "<!--": 0, "<em>": 0, "<strong>": 0, "<pre>": 0, "<h1>": 0, "<hr": 0} {
		if got := strings.Count(out, tag); got != want {
			t.Errorf("%d of %s, want %d", got, tag, want)
		}
	}
	for i, part := range strings.Split(out, "<code>") {
		if _, after, _ := strings.Cut(part, "</code>"); i > 0 && strings.Contains(after, "@") {
			t.Errorf("a mention outside of code: %.200q", after)
		}
	}
}

// TestLongLine wants a change that is long to hide no other.
func TestLongLine(t *testing.T) {
	r := &Report{Changes: []Change{{Kind: PropertyRetyped, Level: Major, Subject: "a", Item: "x", Old: strings.Repeat("y", 100_000), New: "z"}}}
	for i := range 10 {
		r.Changes = append(r.Changes, Change{Kind: PropertyMoved, Level: Major, Subject: fmt.Sprint("type", i), Item: fmt.Sprint("item", i)})
	}
	r.settle()
	var b bytes.Buffer
	if err := r.WriteMarkdown(&b, MarkdownOptions{Limit: 10_000}); err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		if !strings.Contains(b.String(), fmt.Sprint("`type", i, "`")) {
			t.Errorf("type%d is not there", i)
		}
	}
}
