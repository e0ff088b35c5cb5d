//go:build unix

package bench

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/corpus"
)

// BenchmarkTenfold runs two commands on a folder with the corpus, and on one
// with ten times the corpus, copied under other names, and reports how many
// times as long that takes.
func BenchmarkTenfold(b *testing.B) {
	dir := b.TempDir()
	once, tenfold := filepath.Join(dir, "once"), filepath.Join(dir, "tenfold")
	for _, p := range corpus.Pages(b, english) {
		put(b, filepath.Join(once, p.Name), p.Data)
		put(b, filepath.Join(tenfold, p.Name), p.Data)
		for n := range 9 {
			name := strings.TrimSuffix(p.Name, ".md") + fmt.Sprintf("-copy%d.md", n)
			put(b, filepath.Join(tenfold, name), p.Data)
		}
	}
	program := filepath.Join(dir, "graphgen")
	run(b, ".", "go", "build", "-o", program, "github.com/graphgen/graphgen/cmd/graphgen")
	b.Run("generate", func(b *testing.B) {
		growth(b, once, tenfold, func(docs string) (peak int64) {
			out := b.TempDir()
			for _, version := range []string{"v1.0", "beta"} {
				usage := run(b, out, program, "generate", "-q", "--no-cache", "--docs", docs, "--version", version, "--out", version)
				peak = max(peak, int64(usage.Maxrss))
			}
			return peak
		})
	})
	b.Run("lint", func(b *testing.B) {
		growth(b, once, tenfold, func(docs string) int64 {
			return int64(run(b, dir, program, "lint", "-q", "--no-cache", "--fail-on", "never", "--docs", docs).Maxrss)
		})
	})
}

// growth compares the times of work, which returns its peak memory in KiB.
func growth(b *testing.B, once, tenfold string, work func(docs string) int64) {
	var short, long, peak []float64
	for b.Loop() {
		start := time.Now()
		work(once)
		short = append(short, time.Since(start).Seconds())
		start = time.Now()
		peak = append(peak, float64(work(tenfold))/(1<<10))
		long = append(long, time.Since(start).Seconds())
	}
	b.ReportMetric(median(long)/median(short), "x-corpus")
	b.ReportMetric(median(short)*1000, "corpus-ms")
	b.ReportMetric(median(long)*1000, "tenfold-ms")
	b.ReportMetric(median(peak), "tenfold-peak-MiB")
}
