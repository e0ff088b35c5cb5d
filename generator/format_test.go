package generator_test

import (
	"bytes"
	"go/format"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
)

// TestFilesAreFormatted holds what is generated from real pages to gofmt: most
// of it is laid out without go/format.
func TestFilesAreFormatted(t *testing.T) {
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{})
	for _, version := range []string{"v1.0", "beta"} {
		files, _, err := generator.Generate(api, generator.Options{Version: version, Tests: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			want, err := format.Source(f.Data)
			if err != nil {
				t.Errorf("%s %s: %v", version, f.Path, err)
			} else if !bytes.Equal(want, f.Data) {
				t.Errorf("%s %s is not formatted:\n%.2000s", version, f.Path, udiff.Unified("gofmt", "got", string(want), string(f.Data)))
			}
		}
	}
}
