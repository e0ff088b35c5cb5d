package hostile

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/parser"
)

var archives = []string{"en-2021-07.zip", "en-2026-sample.zip", "ja-bilingual-2019-08.zip", "ja-2019-09-v1.0.zip"}

// mutations is how many damaged pages TestMutations reads; every tenth is
// also generated.
const mutations = 20_000

// TestMutations cuts, splices, flips and nests real pages and holds the
// pipeline to never panicking on any of them.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 20,000 damaged pages")
	}
	var pages []corpus.Page
	for _, name := range archives {
		pages = append(pages, corpus.Pages(t, name)...)
	}
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < mutations; i += workers {
				tryMutation(t, pages, i)
			}
		}()
	}
	wg.Wait()
}

func tryMutation(t *testing.T, pages []corpus.Page, seed int) {
	rng := rand.New(rand.NewPCG(uint64(seed), 1))
	page := pages[rng.IntN(len(pages))]
	other := pages[rng.IntN(len(pages))]
	data := mutate(rng, page.Data, other.Data)
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("mutation %d of %s: panic: %v\n%s", seed, page.Name, r, stack())
		}
	}()
	api, found, err := parser.Load(context.Background(), onePage{page.Name, data}, parser.Options{Workers: 1})
	if err != nil {
		t.Errorf("mutation %d of %s: %v", seed, page.Name, err)
		return
	}
	for _, d := range found {
		if d.Code == "internal-error" {
			t.Errorf("mutation %d of %s: %s", seed, page.Name, d)
		}
	}
	if seed%10 != 0 {
		return
	}
	if _, _, err := generator.Generate(api, generator.Options{Package: "graph"}); err != nil {
		t.Errorf("mutation %d of %s: generate: %v", seed, page.Name, err)
	}
}

func stack() string {
	buf := make([]byte, 4<<10)
	return string(buf[:runtime.Stack(buf, false)])
}

// mutate damages a page in one to three ways.
func mutate(rng *rand.Rand, page, other []byte) []byte {
	data := bytes.Clone(page)
	for range 1 + rng.IntN(3) {
		data = mutateOnce(rng, data, other)
	}
	return data
}

func mutateOnce(rng *rand.Rand, data, other []byte) []byte {
	at := func(b []byte) int { return rng.IntN(len(b) + 1) }
	switch rng.IntN(7) {
	case 0: // cut the end off
		return data[:at(data)]
	case 1: // cut a part out
		i, j := at(data), at(data)
		return append(bytes.Clone(data[:min(i, j)]), data[max(i, j):]...)
	case 2: // splice with another page
		return append(bytes.Clone(data[:at(data)]), other[at(other):]...)
	case 3: // flip bytes
		for range 1 + rng.IntN(50) {
			if len(data) > 0 {
				data[rng.IntN(len(data))] ^= byte(1 << rng.IntN(8))
			}
		}
		return data
	case 4: // repeat a line
		return repeatLine(rng, data)
	case 5: // nest
		mark := []string{">", "- ", "[", "{", "(", "<span>", "*", "`", "|", "<!--", "#"}[rng.IntN(11)]
		i := at(data)
		return append(append(bytes.Clone(data[:i]), strings.Repeat(mark, 10_000)...), data[i:]...)
	default: // swap quotes, pipes and ticks for each other
		from, to := "\"|`{}<>()'#"[rng.IntN(11)], "\"|`{}<>()'#"[rng.IntN(11)]
		return bytes.ReplaceAll(data, []byte{from}, []byte{to})
	}
}

func repeatLine(rng *rand.Rand, data []byte) []byte {
	lines := bytes.SplitAfter(data, []byte("\n"))
	i := rng.IntN(len(lines))
	head := bytes.Join(lines[:i], nil)
	return append(append(head, bytes.Repeat(lines[i], 1+rng.IntN(100))...), bytes.Join(lines[i:], nil)...)
}

// onePage is a documentation source of one page.
type onePage struct {
	name string
	data []byte
}

func (p onePage) Pages() []parser.PageFile {
	parts := strings.Split(p.name, "/")
	return []parser.PageFile{{Path: p.name, Version: parts[0], Kind: parts[1]}}
}

func (p onePage) Read(name string) ([]byte, error) {
	if name != p.name {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return p.data, nil
}

func (p onePage) Resolve(_, rel string) (string, error) {
	return "", fmt.Errorf("%s: %w", rel, fs.ErrNotExist)
}
