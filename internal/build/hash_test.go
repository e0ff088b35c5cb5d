package build

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/filesum"
)

// TestChangesWhileRead changes a file between two looks at it in one run. What
// was made of the first must not be kept as made of the second.
func TestChangesWhileRead(t *testing.T) {
	const name = "v1.0/includes/x.md"
	look := func(t *testing.T, h *hashed) {
		if _, err := h.Read(name); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name           string
		before, after  string // the file that the name leads to, none where empty
		first, another func(*testing.T, *hashed)
	}{
		{"comes", "", "a.md", look, nil},
		{"comes before it is read", "", "a.md", func(_ *testing.T, h *hashed) { h.Identity(name, false) }, look},
		{"becomes another that is known", "a.md", "b.md", look, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := t.TempDir()
			put(t, docs, "v1.0/api/thing-get.md", page)
			put(t, docs, "v1.0/includes/a.md", "one")
			put(t, docs, "v1.0/includes/b.md", "two")
			lead := func(to string) {
				link := filepath.Join(docs, filepath.FromSlash(name))
				os.Remove(link)
				if to == "" {
					return
				}
				if err := os.Symlink(to, link); err != nil {
					t.Skip("no symbolic links here:", err)
				}
			}
			time.Sleep(120 * time.Millisecond) // until the files count as old
			store := cache.Open(t.TempDir(), cache.DefaultLimit)
			open := func() (*hashed, *filesum.Table) {
				known := filesum.Open(store, docs)
				src, err := docsource.Open(context.Background(), docs, docsource.Options{})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { src.Close() })
				return newHashed(src, known), known
			}
			h, known := open()
			for _, file := range []string{"v1.0/includes/a.md", "v1.0/includes/b.md"} {
				h.Identity(file, false)
			}
			known.Save()

			h, _ = open()
			lead(c.before)
			c.first(t, h)
			lead(c.after)
			if c.another != nil {
				c.another(t, h)
			}
			if id := h.Identity(name, false); id != changed {
				t.Errorf("the identity is %x", id)
			}
		})
	}
}
