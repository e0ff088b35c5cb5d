package repo

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The Go programs of the README compile against the generated packages.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	programs := fences(string(readme), "```go\n")
	if len(programs) == 0 {
		t.Fatal("the README has no Go program")
	}
	for _, text := range programs {
		if !strings.HasPrefix(text, "package ") {
			t.Errorf("Go in the README is to be a whole file:\n%s", text)
			continue
		}
		file := filepath.Join(t.TempDir(), "main.go")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.CommandContext(t.Context(), "go", "vet", file).CombinedOutput(); err != nil {
			t.Errorf("%v\n%s\n%s", err, out, text)
		}
	}
}

// fences returns the code blocks of a Markdown text that begin with opener.
func fences(text, opener string) []string {
	var found []string
	for {
		_, rest, ok := strings.Cut(text, opener)
		if !ok {
			return found
		}
		block, after, _ := strings.Cut(rest, "\n```")
		found, text = append(found, block+"\n"), after
	}
}
