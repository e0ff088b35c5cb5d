package lint

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/graphgen/graphgen/internal/pagetest"
)

// fix repairs every page of docs and returns what changed as a diff.
func fix(t *testing.T, docs pagetest.Docs) (pagetest.Docs, string) {
	t.Helper()
	out := pagetest.Docs{}
	var diff strings.Builder
	x := NewFixer(docs)
	for name, data := range docs {
		out[name] = data
	}
	for _, f := range docs.Pages() {
		fixed, err := x.Page(t.Context(), f.Path)
		if err != nil {
			t.Fatal(err)
		}
		if fixed != nil {
			out[f.Path] = fixed.Data
			diff.WriteString(udiff.Unified(f.Path, f.Path, string(docs[f.Path]), string(fixed.Data)))
		}
	}
	return out, diff.String()
}

// TestFix repairs the pages of every case whose rule can be repaired. The
// finding must be gone, and the second run must find nothing to do.
func TestFix(t *testing.T) {
	pagetest.Run(t, "testdata/rules/*.txtar", func(t *testing.T, file string, a *txtar.Archive) {
		rule := strings.TrimSuffix(filepath.Base(file), ".txtar")
		if !newRuleSet()[rule].Fixable() {
			return
		}
		bad, _ := variant(t, a, "edit ")
		fixed, diff := fix(t, bad)
		pagetest.Want(t, file, a, "fixed", diff, *update)
		if got := text(t, run(t, fixed, Options{Only: []string{rule}})); got != "" {
			t.Errorf("after the repair:\n%s", got)
		}
		if _, again := fix(t, fixed); again != "" {
			t.Errorf("the second run changes:\n%s", again)
		}
	})
}

// TestFixLeaves makes sure that what is not understood stays.
func TestFixLeaves(t *testing.T) {
	for name, change := range map[string][2]string{
		"code and phrase of two kinds": {"HTTP/1.1 200 OK\n", "HTTP/1.1 200 Created\n"},
		"a value with quotes":          {"title: \"Get item\"\n", "title: item: \"get\"\n"},
		"an ellipsis in JSON":          {"  \"maker\": { \"city\": \"Ghent\" }\n", "  \"maker\": { \"city\": \"Ghent\" },\n  ...\n"},
		"scopes that go together":      {"Files.Read.All, Files.ReadWrite.All|\n", "Files.Read.All and Sites.Read.All, Files.ReadWrite.All User.Read.All|\n"},
		"a scope that may be new":      {"Files.ReadWrite.All|\n", "Files.ReadWrite.Alll|\n"},
		"a page without fault":         {"", ""},
	} {
		docs := cleanPages(t)
		docs[itemGet] = bytes.Replace(docs[itemGet], []byte(change[0]), []byte(change[1]), 1)
		if _, diff := fix(t, docs); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestFixOneOfTwo repairs what can be repaired beside what can't.
func TestFixOneOfTwo(t *testing.T) {
	docs := cleanPages(t)
	docs[itemGet] = bytes.Replace(docs[itemGet], []byte("Read an [item](../resources/item.md).\n"),
		[]byte("Read an [item](../resources/ITEM.md), a [thing](../resources/thing.md).\n"), 1)
	fixed, _ := fix(t, docs)
	if !bytes.Contains(fixed[itemGet], []byte("[item](../resources/item.md), a [thing](../resources/thing.md)")) {
		t.Errorf("got:\n%s", fixed[itemGet])
	}
}

// TestFixLineEnds keeps the line ends of a page, also where a repair adds lines.
func TestFixLineEnds(t *testing.T) {
	for _, change := range [][2]string{
		{"|The tags.|\n", "|The tags.\n"},
		{"|Property|Type|Description|\n|:---|:---|:---|\n", "|Property|Type|Description|\n"},
		{"A thing in a store.\n\n", "A thing in a store.\n\n<!-- {\n&quot;blockType&quot;: &quot;ignored&quot;\n} -->\n```json\n{}\n```\n\n"},
	} {
		docs := cleanPages(t)
		page := strings.Replace(string(docs["v1.0/resources/item.md"]), change[0], change[1], 1)
		docs["v1.0/resources/item.md"] = []byte(strings.ReplaceAll(page, "\n", "\r\n"))
		fixed, diff := fix(t, docs)
		got := fixed["v1.0/resources/item.md"]
		if diff == "" || bytes.Count(got, []byte("\r\n")) != bytes.Count(got, []byte("\n")) || bytes.Count(got, []byte("\r")) != bytes.Count(got, []byte("\n")) {
			t.Errorf("%q: got:\n%q", change[1], got)
		}
	}
}

// TestFixWasted wants an end to the tries on a page of a megabyte whose repairs
// all fail: each of them reads the page.
func TestFixWasted(t *testing.T) {
	docs := cleanPages(t)
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\n\n{\"a%d\": [1,], \"b\": ,%s}\n```\n", i, strings.Repeat(" ", 250))
	}
	docs[itemGet] = append(docs[itemGet], b.String()...)
	x := NewFixer(docs)
	if fixed, err := x.Page(t.Context(), itemGet); err != nil || fixed != nil {
		t.Fatalf("%v, repaired: %t", err, fixed != nil)
	}
	if size := len(docs[itemGet]); x.wasted < size || x.wasted > mostWasted+len(x.repairs)*size {
		t.Errorf("read %d bytes in vain, of a page of %d", x.wasted, size)
	}
}
