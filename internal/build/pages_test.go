package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser"
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
	s.Close()
	if err := s.Cache.Flush(); err != nil {
		t.Fatal(err)
	}
	total, n := sumOf(d.files.state())
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

// TestPagesAreKept wants a later run to find all pages in the cache: it has
// nothing to write there then.
func TestPagesAreKept(t *testing.T) {
	docs, dir := t.TempDir(), t.TempDir()
	put(t, docs, "v1.0/api/thing-get.md", page)
	facts(t, dir, docs, "p")
	time.Sleep(120 * time.Millisecond) // until the page counts as old
	facts(t, dir, docs, "p")
	before := packs(t, dir)
	facts(t, dir, docs, "p")
	after := packs(t, dir)
	if len(before) == 0 || len(after) != len(before) {
		t.Fatalf("%d files, then %d", len(before), len(after))
	}
	for i := range before {
		if !os.SameFile(before[i], after[i]) {
			t.Error("the last run parsed the page again")
		}
	}
}

func packs(t *testing.T, dir string) (list []os.FileInfo) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.pack"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, info)
	}
	return list
}

// TestBundles wants what a session does not use to stay in the cache while
// there is room.
func TestBundles(t *testing.T) {
	store := cache.Open(t.TempDir(), cache.DefaultLimit)
	one := parser.PageFile{Path: "v1.0/api/one.md", Version: "v1.0", Kind: "api"}
	open := func() *bundles {
		b, err := newBundles(store, "p")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	end := func(b *bundles) {
		b.save()
		if err := store.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	const large = spareSize / 4
	for i := range 8 { // revisions of one page
		b := open()
		b.put(one, sum{9, byte(i)}, bytes.Repeat([]byte{byte(i)}, large))
		if i > 0 {
			if _, ok := b.get(one, sum{9}); !ok {
				t.Fatalf("round %d: what is used is gone", i)
			}
		}
		end(b)
	}
	b, found := open(), 0
	for i := range 8 {
		data, ok := b.get(one, sum{9, byte(i)})
		if ok && !bytes.Equal(data, bytes.Repeat([]byte{byte(i)}, large)) {
			t.Errorf("revision %d has the facts of another", i)
		}
		if ok {
			found++
		}
	}
	if found < 2 || found > 5 {
		t.Errorf("%d revisions are kept", found)
	}
	b = open()
	b.put(one, sum{9}, []byte("better"))
	end(b)
	if data, ok := open().get(one, sum{9}); !ok || string(data) != "better" {
		t.Errorf("got %q, %v", data, ok)
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
