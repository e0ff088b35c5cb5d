package docs_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
)

// TestConfigExamples generates what the examples of config.md say: every
// pattern matches an operation, and every override changes something.
func TestConfigExamples(t *testing.T) {
	page, err := os.ReadFile("config.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := strings.Split(string(page), "```yaml\n")[1:]
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	for _, text := range examples {
		text, _, _ := strings.Cut(text, "```")
		c, err := config.Parse("config.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		s := build.Session{Overrides: c.Overrides}
		for _, p := range c.Packages {
			if p.Package != config.PackageName(".", p.Out) && p.Package != filepath.Base(p.Out) {
				t.Errorf("package %q of %s", p.Package, p.Out)
			}
			made, err := s.Package(context.Background(), build.Spec{Version: p.Version, Package: p.Package, Include: p.Include, Exclude: p.Exclude, Tests: p.Tests})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range made.Config {
				t.Error(d)
			}
		}
		for _, d := range s.Unapplied() {
			t.Error(d)
		}
		s.Close()
	}
}
