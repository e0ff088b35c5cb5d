package typecheck

import (
	"context"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/parser"
)

// TestCorpusCompiles compiles the clients of all real pages.
func TestCorpusCompiles(t *testing.T) {
	check, err := New("github.com/graphgen/graphgen/templates/graph")
	if err != nil {
		t.Fatal(err)
	}
	for _, archive := range []string{"en-2021-07.zip", "en-2026-sample.zip", "ja-bilingual-2019-08.zip", "ja-2019-09-v1.0.zip"} {
		for _, version := range []string{"v1.0", "beta"} {
			t.Run(archive+" "+version, func(t *testing.T) { compiles(t, check, corpus.Path(t, archive), version) })
		}
	}
}

func compiles(t *testing.T, check *Checker, archive, version string) {
	src, err := docsource.Open(context.Background(), archive, docsource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	api, _, err := parser.Load(context.Background(), src, parser.Options{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	files, _, err := generator.Generate(api, generator.Options{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	if err := check.Files(files); err != nil {
		t.Error(err)
	}
}
