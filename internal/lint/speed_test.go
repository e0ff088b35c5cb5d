package lint

import (
	"context"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
)

func BenchmarkCorpus(b *testing.B) {
	docs := pagetest.Corpus(b, "en-2021-07.zip")
	pages := docs.Pages()
	b.Run("goldmark", func(b *testing.B) {
		md := goldmark.New()
		for b.Loop() {
			for _, p := range pages {
				md.Parser().Parse(text.NewReader(docs[p.Path]))
			}
		}
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := parser.Load(context.Background(), docs, parser.Options{Workers: 1}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
