package scopes

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/sdk"
)

// BenchmarkScopes looks at ten programs on a client of all of v1.0, which use
// every method of it, and prints how many times longer that takes than go vet
// on the same module. Both find their caches filled.
func BenchmarkScopes(b *testing.B) {
	dir := fullModule(b)
	tool := filepath.Join(dir, "graphgen.exe")
	command(b, ".", "go", "build", "-o", tool, "github.com/graphgen/graphgen/cmd/graphgen")
	vet := func() { command(b, dir, "go", "vet", "./...") }
	scopes := func() { command(b, dir, tool, "scopes", "./...") }
	vet()
	scopes()
	var vetted, searched time.Duration
	for b.Loop() {
		start := time.Now()
		vet()
		middle := time.Now()
		scopes()
		vetted += middle.Sub(start)
		searched += time.Since(middle)
	}
	b.ReportMetric(float64(vetted.Milliseconds())/float64(b.N), "vet-ms/op")
	b.ReportMetric(float64(searched.Milliseconds())/float64(b.N), "scopes-ms/op")
	b.ReportMetric(float64(searched)/float64(vetted), "times-vet")
}

// fullModule writes a client of the corpus and the programs.
func fullModule(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	writeFile(b, filepath.Join(dir, "go.mod"), "module example.com/full\n\ngo 1.26\n")
	s := &build.Session{}
	defer s.Close()
	pkg, err := s.Package(context.Background(), build.Spec{Docs: corpus.Path(b, "en-2021-07.zip"), Version: "v1.0", Package: "graph"})
	if err != nil {
		b.Fatal(err)
	}
	var files []string
	for _, f := range pkg.Files {
		name := filepath.Join(dir, "graph", f.Path)
		writeFile(b, name, string(f.Data))
		files = append(files, name)
	}
	client, err := sdk.Read("example.com/full/graph", files)
	if err != nil {
		b.Fatal(err)
	}
	const programs = 10
	bodies := make([]strings.Builder, programs)
	for i, m := range client.Methods() {
		receiver, name, _ := strings.Cut(m, ".")
		fmt.Fprintf(&bodies[i%programs], "\tuse((*graph.%s).%s)\n", receiver, name)
	}
	for i := range bodies {
		text := "package main\n\nimport \"example.com/full/graph\"\n\nfunc main() {\n" + bodies[i].String() + "}\n\nfunc use(any) {}\n"
		writeFile(b, filepath.Join(dir, "cmd", fmt.Sprint("program", i), "main.go"), text)
	}
	return dir
}

func command(b *testing.B, dir, name string, args ...string) {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s %v: %v\n%.2000s", name, args, err, out)
	}
}
