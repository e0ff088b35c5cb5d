package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHostilePath generates from a page whose path would command a terminal: the
// summary names the new operation, and the path stays in its line.
func TestHostilePath(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "graph")
	generate := func(path string) string {
		page := filepath.Join(dir, "item-get.md")
		text := "---\ndoc_type: apiPageType\n---\n\n# Get item\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nGET " + path + "\n```\n"
		if err := os.WriteFile(page, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if code := Main([]string{"generate", "--no-cache", "--docs", page, "--out", out}, nil, &b, &b); code != exitClean {
			t.Fatalf("exit code %d: %s", code, b.String())
		}
		return b.String()
	}
	generate("/items")
	got := generate("/items/{item\u202e\u009b-id}")
	if !strings.Contains(got, "new: GET /items/{item  -id}") || strings.ContainsAny(got, "\u202e\u009b") {
		t.Errorf("%q", got)
	}
}
