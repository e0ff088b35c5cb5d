//go:build unix

package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/cache"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/tune"
)

// BenchmarkWarm generates both versions again, from a folder into folders,
// after one page changed: its words alone, or an operation.
func BenchmarkWarm(b *testing.B) {
	words := func(page []byte, n int) []byte { // every second time, all below them moves
		return bytes.Replace(page, []byte("## HTTP request"), fmt.Appendf(nil, "%sNote %d.\n\n## HTTP request", strings.Repeat("\n", n%2), n), 1)
	}
	texts := func(page []byte, n int) []byte {
		page = bytes.Replace(page, []byte("\nRetrieve "), fmt.Appendf(nil, "\nRetrieve %d times ", n), 1)
		return bytes.Replace(page, []byte("User.Read,"), fmt.Appendf(nil, "User.Read, User%d.Read,", n), 1)
	}
	facts := func(page []byte, n int) []byte {
		return bytes.Replace(page, []byte("GET /users/"), fmt.Appendf(nil, "GET /users%d/", n), 1)
	}
	b.Run("words", func(b *testing.B) { warm(b, "beta/api/user-get.md", words) })
	b.Run("texts of v1.0", func(b *testing.B) { warm(b, "v1.0/api/user-get.md", texts) })
	b.Run("texts of beta", func(b *testing.B) { warm(b, "beta/api/user-get.md", texts) })
	b.Run("facts of v1.0", func(b *testing.B) { warm(b, "v1.0/api/user-get.md", facts) })
	b.Run("facts of beta", func(b *testing.B) { warm(b, "beta/api/user-get.md", facts) })
}

func warm(b *testing.B, changed string, change func(page []byte, n int) []byte) {
	tune.Memory()
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
		put(b, filepath.Join(w.dir, "docs", changed), change(docs.data[changed], n))
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
	var specs []build.Spec
	for _, version := range []string{"v1.0", "beta"} {
		old, err := s.Output(filepath.Join(w.dir, "out", version))
		if err != nil {
			b.Fatal(err)
		}
		specs = append(specs, build.Spec{Docs: filepath.Join(w.dir, "docs"), Version: version, Package: "graph", Old: old})
	}
	made, err := s.Packages(context.Background(), specs)
	if err != nil {
		b.Fatal(err)
	}
	written := 0
	for i, p := range made {
		r, err := specs[i].Old.Write(context.Background(), p.Files)
		if err != nil {
			b.Fatal(err)
		}
		written += len(r.Written)
	}
	s.Close()
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
