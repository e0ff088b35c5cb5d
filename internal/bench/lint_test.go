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
		var out counter
		if err := report.Write(&out, lint.Output{Format: "text"}); err != nil {
			b.Fatal(err)
		}
		return int(out)
	})
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
