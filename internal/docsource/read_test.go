package docsource

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestGrowingFile reads files that are longer or shorter than they said.
func TestGrowingFile(t *testing.T) {
	long := strings.Repeat("x", 100)
	for _, c := range []struct {
		size, limit int64
		want        string
	}{
		{100, 100, long}, {99, 100, long}, {10, 200, long}, {0, 100, long}, {200, 300, long},
		{100, 99, ""}, {10, 99, ""}, {98, 99, ""}, {0, 99, ""},
	} {
		fsys := fstest.MapFS{"long": {Data: []byte(long)}, "said": {Data: make([]byte, c.size)}}
		f, err := fsys.Open("long")
		if err != nil {
			t.Fatal(err)
		}
		info, err := fsys.Stat("said")
		if err != nil {
			t.Fatal(err)
		}
		got, err := readLimited(f, info, "long", c.limit)
		if string(got) != c.want || (err == nil) != (c.want != "") {
			t.Errorf("size %d, limit %d: got %q, %v", c.size, c.limit, got, err)
		}
	}
}

// TestLinksInside follows links that stay in the source, though they leave
// their folder.
func TestLinksInside(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"v1.0/api", "shared"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "shared", "page.md"), []byte("# Page\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../../shared/page.md", filepath.Join(dir, "v1.0/api/link-get.md")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	src, codes := openTest(t, dir, Limits{})
	if data, err := src.Read("v1.0/api/link-get.md"); err != nil || string(data) != "# Page\n" || len(codes) > 0 {
		t.Errorf("got %q, %v, faults %v", data, err, codes)
	}
	if _, err := src.Read("gone/page.md"); !os.IsNotExist(err) {
		t.Errorf("got %v", err)
	}
}
