package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/corpus"
)

const page = `# Get thing

Namespace: microsoft.graph

Read one thing.

## Permissions

[!INCLUDE [permissions-table](../includes/permissions/thing.md)]

## HTTP request

` + "```http\nGET /things/{id}\n```" + `

## Response

Returns ` + "`200 OK`" + ` and a [thing](../resources/thing.md).
`

func table(scope string) string {
	return "|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n" +
		"|Application|" + scope + "|Not available.|\n"
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// facts reads docs with a cache in dir and returns all that the pages say.
func facts(t *testing.T, dir, docs, program string) (text string, sum string) {
	t.Helper()
	s := &Session{Program: program}
	if dir != "" {
		s.Cache = cache.Open(dir, cache.DefaultLimit)
	}
	defer s.Cache.Close()
	defer s.Close()
	d, err := s.Load(context.Background(), docs)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range d.API.Pages {
		b.Write(p.AppendJSON(nil))
		b.WriteByte('\n')
	}
	for _, r := range d.API.Resources {
		b.Write(r.AppendJSON(nil))
		b.WriteByte('\n')
	}
	for _, f := range d.Found {
		b.WriteString(f.String() + "\n")
	}
	if err := s.Cache.Flush(); err != nil {
		t.Fatal(err)
	}
	total, n := d.files.total()
	if n == 0 {
		t.Error("no file counts")
	}
	return b.String(), total
}

// TestPages changes a page, its include and the program, and wants what a run
// without a cache gives.
func TestPages(t *testing.T) {
	docs, dir := t.TempDir(), t.TempDir()
	put(t, docs, "v1.0/api/thing-get.md", page)
	same := func(step, program, want string) {
		t.Helper()
		cold, coldSum := facts(t, "", docs, "")
		for _, round := range []string{"first", "second"} {
			warm, warmSum := facts(t, dir, docs, program)
			if warm != cold || warmSum != coldSum {
				t.Errorf("%s, %s run: got %s %s, want %s %s", step, round, warm, warmSum, cold, coldSum)
			}
			if !strings.Contains(warm, want) {
				t.Errorf("%s: no %s in %s", step, want, warm)
			}
		}
	}
	same("include missing", "p", "thing.md")
	put(t, docs, "v1.0/includes/permissions/thing.md", table("Thing.Read"))
	same("include there", "p", "Thing.Read")
	put(t, docs, "v1.0/includes/permissions/thing.md", table("Thing.Write"))
	same("include changed", "p", "Thing.Write")
	put(t, docs, "v1.0/api/thing-get.md", strings.ReplaceAll(page, "/things/", "/others/"))
	same("page changed", "p", "/others/{id}")
	same("program changed", "q", "/others/{id}")
	if err := os.Remove(filepath.Join(docs, "v1.0/includes/permissions/thing.md")); err != nil {
		t.Fatal(err)
	}
	same("include gone", "p", "/others/{id}")
}

// TestPagesAreKept wants the second run to find all pages in the cache: it has
// nothing to write there then.
func TestPagesAreKept(t *testing.T) {
	docs, dir := t.TempDir(), t.TempDir()
	put(t, docs, "v1.0/api/thing-get.md", page)
	facts(t, dir, docs, "p")
	files, err := filepath.Glob(filepath.Join(dir, "*.pack"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	before, err := os.Stat(files[0])
	if err != nil {
		t.Fatal(err)
	}
	facts(t, dir, docs, "p")
	after, err := os.Stat(files[0])
	if err != nil || !os.SameFile(before, after) {
		t.Error("the second run parsed the page again")
	}
}

// TestPagesOfCorpus wants all facts of real pages to come back.
func TestPagesOfCorpus(t *testing.T) {
	for _, name := range []string{"en-2026-sample.zip", "ja-2019-09-v1.0.zip"} {
		t.Run(name, func(t *testing.T) {
			docs, dir := corpus.Path(t, name), t.TempDir()
			cold, coldSum := facts(t, "", docs, "")
			facts(t, dir, docs, "p")
			warm, warmSum := facts(t, dir, docs, "p")
			if warm != cold || warmSum != coldSum {
				t.Error("a warm run gives other facts")
			}
		})
	}
}
