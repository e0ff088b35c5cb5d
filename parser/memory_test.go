package parser

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// folderDocs are the files of a folder. Reading "panic.md" panics.
type folderDocs struct{ fs.FS }

func (d folderDocs) Pages() (list []PageFile) {
	for _, pattern := range []string{"*/api/*.md", "*/resources/*.md"} {
		names, _ := fs.Glob(d.FS, pattern)
		for _, name := range names {
			version, rest, _ := strings.Cut(name, "/")
			list = append(list, PageFile{Path: name, Version: version, Kind: path.Dir(rest)})
		}
	}
	return list
}

func (d folderDocs) Read(name string) ([]byte, error) {
	if path.Base(name) == "panic.md" {
		panic("a fault of the program")
	}
	return fs.ReadFile(d.FS, name)
}

func (d folderDocs) Resolve(from, rel string) (string, error) {
	return path.Join(path.Dir(from), rel), nil
}

// text is all that a page gave, and what other pages still have to settle.
func (r result) text(t *testing.T) string {
	t.Helper()
	data, err := json.Marshal([]any{r.page, r.resources, r.list})
	if err != nil {
		t.Fatal(err)
	}
	b := append(data, fmt.Sprintln(r.base, r.derived, r.links)...)
	for _, o := range r.open {
		name := o.property.Name
		o.property = nil // an address
		b = append(b, fmt.Sprintf("%s: %+v\n", name, o)...)
	}
	return string(b)
}

// oddPages leave the memory that they are read in as no usual page does.
func oddPages() fstest.MapFS {
	odd := fstest.MapFS{}
	for i, text := range []string{
		"", "\x00", "---", "# T\n\n<!-- { \"a\": [", "# T\n\n```http\nGET /a", "# T\n\n| a | b |\n|--|--|\n| c", "\ufeff---\ntitle: x\n---\n# T\n",
		"# T\n\n## Permissions\n\n[!INCLUDE [x](../includes/panic.md)]\n\n## HTTP request\n\n```http\nGET /a\n```\n",
		"# T\n\n" + strings.Repeat("> - 1. ", 500) + "x\n\n" + strings.Repeat("|", 5000) + "\n" + strings.Repeat("|-", 5000) + "|\n",
		"# T\n\n" + strings.Repeat("- a\n  - b\n\n    | c | d |\n    |--|--|\n    | e | f |\n\n<!-- g -->\n", 300),
		"# T\n\n## JSON representation\n\n```json\n" + strings.Repeat("{\"a\":[", 300) + "\n```\n\n## Properties\n\n" + strings.Repeat("|x|String|y|\n", 500),
		"# T\r\n\r\n## Example\r\n\r\n<!-- {\r\n \"blockType\": \"request\",\r\n \"name\": \"n\"\r\n} -->\r\n```http\r\nPOST /a\r\n\r\n{\"b\": 1}\r\n```\r\n",
	} {
		for _, kind := range []string{KindAPI, KindResource} {
			odd[fmt.Sprintf("v1.0/%s/odd-%02d.md", kind, i)] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return odd
}

// TestPagesShareMemory reads pages in many orders in the same memory, odd ones
// among them, and wants each to give what it gives alone, still after all others
// were read.
func TestPagesShareMemory(t *testing.T) {
	type page struct {
		docs Docs
		file PageFile
		want string
	}
	var pages []page
	for _, docs := range []folderDocs{{os.DirFS("../docs/reference")}, {oddPages()}} {
		for _, file := range docs.Pages() {
			pages = append(pages, page{docs, file, loadPage(docs, file, newScratch(), nil).text(t)})
		}
	}
	if len(pages) < 150 || !slices.ContainsFunc(pages, func(p page) bool { return strings.Contains(p.want, "a fault of the program") }) {
		t.Fatalf("%d pages, or none panics", len(pages))
	}
	for seed := range int64(4) {
		random := rand.New(rand.NewSource(seed))
		random.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		memory, visits := newScratch(), 0
		results := make([]result, len(pages))
		for i, p := range pages {
			var visit func(Visit)
			if random.Intn(3) == 0 {
				visit = func(Visit) { visits++ }
			}
			results[i] = loadPage(p.docs, p.file, memory, visit)
		}
		for i, p := range pages {
			if got := results[i].text(t); got != p.want {
				t.Errorf("order %d: %s gives\n%.2000s\nalone\n%.2000s", seed, p.file.Path, got, p.want)
			}
		}
		if visits == 0 {
			t.Error("no page was visited")
		}
	}
}

// TestManyHeadings reads a page of nothing but headings; it hangs where the cost
// is not in line with the length.
func TestManyHeadings(t *testing.T) {
	docs := folderDocs{fstest.MapFS{"v1.0/api/a.md": {Data: []byte(strings.Repeat("# a\n## b\n# c\n", 1<<16))}}}
	r := loadPage(docs, docs.Pages()[0], newScratch(), nil)
	if r.page == nil || r.page.Title != "a" {
		t.Errorf("got %+v", r.page)
	}
}
