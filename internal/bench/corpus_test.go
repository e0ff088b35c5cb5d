//go:build unix

package bench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/tune"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
)

const english = "en-2021-07.zip"

// BenchmarkLoad reads every page of the corpus into the model, as every command
// does first.
func BenchmarkLoad(b *testing.B) {
	ratio(b, english, func(docs memory) int {
		api := load(b, docs)
		return len(api.Pages) + len(api.Resources)
	})
}

// BenchmarkExtract reads every page of the corpus and writes the model as
// JSON Lines.
func BenchmarkExtract(b *testing.B) {
	ratio(b, english, func(docs memory) int {
		api := load(b, docs)
		var size counter
		if err := errors.Join(model.WriteLines(&size, api.Pages), model.WriteLines(&size, api.Resources)); err != nil {
			b.Fatal(err)
		}
		return int(size)
	})
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// BenchmarkGenerate generates both versions of the SDK in memory, side by side.
func BenchmarkGenerate(b *testing.B) {
	ratio(b, english, func(docs memory) int {
		api := load(b, docs)
		var wg sync.WaitGroup
		var sizes [2]int
		for i, version := range []string{"v1.0", "beta"} {
			wg.Go(func() {
				files, _, err := generator.Generate(api, generator.Options{Package: "graph", Version: version})
				if err != nil {
					b.Error(err)
				}
				for _, f := range files {
					sizes[i] += len(f.Data)
				}
			})
		}
		wg.Wait()
		return sizes[0] + sizes[1]
	})
}

// BenchmarkPlan merges, names and plans both versions of the SDK, one after the
// other: all that generating does before it prints.
func BenchmarkPlan(b *testing.B) {
	api := load(b, newMemory(corpus.Pages(b, english)))
	ratio(b, english, func(memory) int {
		for _, version := range []string{"v1.0", "beta"} {
			if len(generator.Calls(api, generator.Options{Version: version})) == 0 {
				b.Error("no operations")
			}
		}
		return 0
	})
}

// ratio runs work and the floor in turn over the same pages and reports how
// many times the floor's time the work takes, by the clock and by the time of
// the processors, and its peak heap. Both run under the memory settings of the
// program.
func ratio(b *testing.B, archive string, work func(memory) int) {
	tune.Memory()
	docs := newMemory(corpus.Pages(b, archive))
	var floors, works spent
	peak, out := uint64(0), 0
	for b.Loop() {
		floors.time(func() { goldmarkOnly(docs) })
		stop := watchHeap(&peak)
		works.time(func() { out = work(docs) })
		stop()
	}
	b.ReportMetric(median(works.clock)/median(floors.clock), "x-goldmark")
	b.ReportMetric(median(works.cpu)/median(floors.cpu), "x-goldmark-cpu")
	b.ReportMetric(median(floors.clock)*1000, "floor-ms")
	b.ReportMetric(median(works.clock)*1000, "work-ms")
	b.ReportMetric(median(works.cpu)*1000, "work-cpu-ms")
	b.ReportMetric(float64(peak)/(1<<20), "peak-heap-MiB")
	b.ReportMetric(float64(out)/(1<<20), "out-MiB")
}

// spent holds the seconds that each run took.
type spent struct{ clock, cpu []float64 }

// time runs f with a clean heap and adds what it took.
func (s *spent) time(f func()) {
	runtime.GC()
	start, before := time.Now(), cpuSeconds()
	f()
	s.clock = append(s.clock, time.Since(start).Seconds())
	s.cpu = append(s.cpu, cpuSeconds()-before)
}

// cpuSeconds is the time that the processors spent on this process so far.
func cpuSeconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// watchHeap samples the heap until the returned function is called.
func watchHeap(peak *uint64) (stop func()) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapInuse)
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); wg.Wait() }
}

// goldmarkOnly parses every page with goldmark as it comes, with as many
// goroutines as there are processors.
func goldmarkOnly(docs memory) {
	md := goldmark.New().Parser()
	n := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(docs.files); i += n {
				md.Parse(text.NewReader(docs.data[docs.files[i].Path]))
			}
		}()
	}
	wg.Wait()
}

func load(b *testing.B, docs memory) *model.API {
	api, _, err := parser.Load(context.Background(), docs, parser.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return api
}

// memory is a documentation source held in memory.
type memory struct {
	files []parser.PageFile
	data  map[string][]byte
}

func newMemory(pages []corpus.Page) memory {
	m := memory{data: map[string][]byte{}}
	for _, p := range pages {
		m.data[p.Name] = p.Data
		parts := strings.Split(p.Name, "/")
		m.files = append(m.files, parser.PageFile{Path: p.Name, Version: parts[0], Kind: parts[1]})
	}
	slices.SortFunc(m.files, func(a, b parser.PageFile) int { return strings.Compare(a.Path, b.Path) })
	return m
}

func (m memory) Pages() []parser.PageFile { return m.files }

func (m memory) Read(name string) ([]byte, error) {
	if data, ok := m.data[name]; ok {
		return data, nil
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

func (m memory) Resolve(from, rel string) (string, error) {
	name := path.Join(path.Dir(from), rel)
	if _, ok := m.data[name]; !ok {
		return "", fmt.Errorf("%s: %w", rel, fs.ErrNotExist)
	}
	return name, nil
}
