//go:build unix

package bench

import (
	"context"
	"testing"

	"github.com/graphgen/graphgen/internal/lint"
)

// BenchmarkLint finds the faults of every page of the corpus and prints them
// as text.
func BenchmarkLint(b *testing.B) {
	ratio(b, english, func(docs memory) int {
		report, err := lint.Run(context.Background(), docs, lint.Options{})
		if err != nil {
			b.Fatal(err)
		}
		var out sink
		if err := report.Write(&out, lint.Output{Format: "text"}); err != nil {
			b.Fatal(err)
		}
		return int(out)
	})
}

// sink counts what is written to it.
type sink int

func (c *sink) Write(p []byte) (int, error) {
	*c += sink(len(p))
	return len(p), nil
}
