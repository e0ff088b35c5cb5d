package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/output"
)

// BenchmarkWarm generates both versions again, from a folder into folders,
// after one page of a version changed.
func BenchmarkWarm(b *testing.B) {
	for _, changed := range []string{"v1.0/api/user-get.md", "beta/api/user-get.md"} {
		b.Run(filepath.Dir(filepath.Dir(changed)), func(b *testing.B) { warm(b, changed) })
	}
}

func warm(b *testing.B, changed string) {
	pages := corpus.Pages(b, english)
	docs := newMemory(pages)
	w := &worker{dir: b.TempDir()}
	for _, p := range pages {
		put(b, filepath.Join(w.dir, "docs", p.Name), p.Data)
	}
	w.generate(b)
	var floors, works []float64
	peak := uint64(0)
	n := 0
	for b.Loop() {
		n++
		put(b, filepath.Join(w.dir, "docs", changed), fmt.Appendf(nil, "%s\nChange %d.\n", docs.data[changed], n))
		runtime.GC()
		start := time.Now()
		goldmarkOnly(docs)
		floors = append(floors, time.Since(start).Seconds())
		runtime.GC()
		stop := watchHeap(&peak)
		start = time.Now()
		written := w.generate(b)
		works = append(works, time.Since(start).Seconds())
		stop()
		if written > 10 {
			b.Fatalf("%d files written", written)
		}
	}
	b.ReportMetric(median(works)/median(floors), "x-goldmark")
	b.ReportMetric(median(floors)*1000, "floor-ms")
	b.ReportMetric(median(works)*1000, "work-ms")
	b.ReportMetric(float64(peak)/(1<<20), "peak-heap-MiB")
}

// worker is a folder with docs, output and cache.
type worker struct{ dir string }

// generate does what the command does, and counts the files written.
func (w *worker) generate(b *testing.B) int {
	s := &build.Session{Cache: cache.Open(filepath.Join(w.dir, "cache"), cache.DefaultLimit), Program: "bench"}
	defer s.Cache.Close()
	defer s.Close()
	written := 0
	for _, version := range []string{"v1.0", "beta"} {
		out := filepath.Join(w.dir, "out", version)
		p, err := s.Package(context.Background(), build.Spec{
			Docs: filepath.Join(w.dir, "docs"), Version: version, Package: "graph", Old: os.DirFS(out),
		})
		if err != nil {
			b.Fatal(err)
		}
		r, err := output.Write(context.Background(), out, p.Files)
		if err != nil {
			b.Fatal(err)
		}
		written += len(r.Written)
	}
	if err := s.Cache.Flush(); err != nil {
		b.Fatal(err)
	}
	return written
}

func put(b *testing.B, file string, data []byte) {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		b.Fatal(err)
	}
}
