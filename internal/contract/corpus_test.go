package contract

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// wantShare is the share of pages with an example of which one is replayed.
const wantShare = 0.95

// TestCorpus generates both versions with their tests, runs these, and holds
// the share of pages whose examples are replayed to wantShare. It lists what
// is not replayed by reason.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two whole clients")
	}
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{})
	for _, version := range []string{"v1.0", "beta"} {
		t.Run(version, func(t *testing.T) {
			files, found, err := generator.Generate(api, generator.Options{Version: version, Tests: true})
			if err != nil {
				t.Fatal(err)
			}
			runTests(t, files)
			report(t, files, found)
		})
	}
}

// runTests writes a package and runs its tests.
func runTests(t *testing.T, files []generator.File) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", []byte("module example.com/graph\n\ngo 1.26\n"))
	for _, f := range files {
		write(f.Path, f.Data)
	}
	cmd := exec.Command("go", "test", "-vet=off", ".")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go test: %v\n%s", err, out[:min(len(out), 8<<10)])
	}
}

var replays = regexp.MustCompile(`(?m)^//.*\b((?:v1\.0|beta)/api/\S+\.md)\.$`)

// report prints and judges the share of pages with a replayed example.
func report(t *testing.T, files []generator.File, found source.List) {
	pages := map[string]bool{} // whether an example of the page is replayed
	reasons := map[string]int{}
	for _, d := range found {
		if d.Code == "example-not-replayed" {
			pages[d.Pos.File] = false
			_, reason, _ := strings.Cut(d.Message, "has no test: ")
			reasons[reason]++
		}
	}
	tests := 0
	for _, f := range files {
		if strings.HasSuffix(f.Path, "_service_test.go") {
			tests += strings.Count(string(f.Data), "\nfunc Test")
			for _, m := range replays.FindAllSubmatch(f.Data, -1) {
				pages[string(m[1])] = true
			}
		}
	}
	replayed := 0
	for _, ok := range pages {
		if ok {
			replayed++
		}
	}
	share := float64(replayed) / float64(len(pages))
	t.Logf("%d tests; an example of %d of %d pages that have one is replayed: %.1f%%", tests, replayed, len(pages), 100*share)
	var lines []string
	for reason, n := range reasons {
		lines = append(lines, fmt.Sprintf("%4d examples: %s", n, reason))
	}
	slices.Sort(lines)
	t.Log(strings.Join(lines, "\n"))
	if share < wantShare {
		t.Errorf("share %.3f, want at least %.2f", share, wantShare)
	}
}
