//go:build unix

package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/lint"
	"github.com/graphgen/graphgen/internal/tune"
)

// BenchmarkTenfold does the work of two commands on a folder with the corpus,
// and on one with ten times the corpus, copied under other names, and reports
// how many times as long that takes.
func BenchmarkTenfold(b *testing.B) {
	once, tenfold := b.TempDir(), b.TempDir()
	for _, p := range corpus.Pages(b, english) {
		put(b, filepath.Join(once, p.Name), p.Data)
		put(b, filepath.Join(tenfold, p.Name), p.Data)
		for n := range 9 {
			name := strings.TrimSuffix(p.Name, ".md") + fmt.Sprintf("-copy%d.md", n)
			put(b, filepath.Join(tenfold, name), p.Data)
		}
	}
	b.Run("generate", func(b *testing.B) { growth(b, once, tenfold, generateFolder) })
	b.Run("lint", func(b *testing.B) { growth(b, once, tenfold, lintFolder) })
}

func growth(b *testing.B, once, tenfold string, work func(b *testing.B, dir string)) {
	var short, long []float64
	peak := uint64(0)
	for b.Loop() {
		short = append(short, seconds(b, once, work))
		stop := watchHeap(&peak)
		long = append(long, seconds(b, tenfold, work))
		stop()
	}
	b.ReportMetric(median(long)/median(short), "x-corpus")
	b.ReportMetric(median(short)*1000, "corpus-ms")
	b.ReportMetric(median(long)*1000, "tenfold-ms")
	b.ReportMetric(float64(peak)/(1<<20), "tenfold-peak-heap-MiB")
}

// seconds returns the time that work takes as the first of a program.
func seconds(b *testing.B, dir string, work func(b *testing.B, dir string)) float64 {
	runtime.GC()
	tune.Memory()
	start := time.Now()
	work(b, dir)
	return time.Since(start).Seconds()
}

// generateFolder makes the packages of both versions, without a cache.
func generateFolder(b *testing.B, dir string) {
	s := &build.Session{}
	defer s.Close()
	for _, version := range []string{"v1.0", "beta"} {
		if _, err := s.Package(context.Background(), build.Spec{Docs: dir, Version: version, Package: "graph"}); err != nil {
			b.Fatal(err)
		}
	}
}

func lintFolder(b *testing.B, dir string) {
	src, err := docsource.Open(context.Background(), dir, docsource.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer src.Close()
	tune.Pages(len(src.Pages()))
	report, err := lint.Run(context.Background(), src, lint.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var out sink
	if err := report.Write(&out, lint.Output{Format: "text"}); err != nil {
		b.Fatal(err)
	}
}
