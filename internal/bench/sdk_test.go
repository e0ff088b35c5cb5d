//go:build unix

package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/corpus"
)

// BenchmarkBuildSDK builds the whole client of v1.0, every operation and every
// type, with the standard library built before, and the program that calls
// three operations of it. It reports the time and the memory of the largest
// process, and the sizes of the program and of one that is written by hand.
//
//	go test ./internal/bench -run '^$' -bench BuildSDK -benchtime 3x -cpu 2
func BenchmarkBuildSDK(b *testing.B) {
	api := load(b, newMemory(corpus.Pages(b, english)))
	files, _, err := generator.Generate(api, generator.Options{Version: "v1.0"})
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	for _, f := range files {
		putFile(b, dir, "graph/"+f.Path, string(f.Data))
	}
	putFile(b, dir, "go.mod", "module example.com/app\n\ngo 1.26\n")
	putFile(b, dir, "sdk/main.go", threeCalls)
	putFile(b, dir, "hand/main.go", byHand)
	run(b, dir, "go", "build", "-o", filepath.Join(dir, "by-hand"), "./hand")
	run(b, dir, "go", "build", "-o", os.DevNull, "./sdk") // all of the standard library
	var times, cpu []float64
	var peak int64
	for n := 0; b.Loop(); n++ {
		putFile(b, dir, "graph/nonce.go", fmt.Sprintf("package graph\n\nconst nonce = %d\n", time.Now().UnixNano()))
		start := time.Now()
		usage := run(b, dir, "go", "build", "./graph")
		times = append(times, time.Since(start).Seconds())
		cpu = append(cpu, time.Duration(usage.Utime.Nano()+usage.Stime.Nano()).Seconds())
		peak = max(peak, int64(usage.Maxrss))
	}
	run(b, dir, "go", "build", "-o", filepath.Join(dir, "with-sdk"), "./sdk")
	b.ReportMetric(median(times), "build-s")
	b.ReportMetric(median(cpu), "build-cpu-s")
	b.ReportMetric(float64(peak)/1024, "build-MiB")
	b.ReportMetric(size(b, dir, "with-sdk"), "program-MB")
	b.ReportMetric(size(b, dir, "by-hand"), "by-hand-MB")
	b.ReportMetric(0, "ns/op")
}

func putFile(b *testing.B, dir, name, text string) {
	b.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

// run runs a command and returns what it and its children used.
func run(b *testing.B, dir, name string, args ...string) *syscall.Rusage {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("no resource usage on this system")
	}
	return usage
}

func size(b *testing.B, dir, name string) float64 {
	b.Helper()
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil {
		b.Fatal(err)
	}
	return float64(info.Size()) / 1e6
}

const threeCalls = `package main

import (
	"context"
	"fmt"
	"os"

	"example.com/app/graph"
)

func main() {
	ctx := context.Background()
	client, err := graph.NewClient(graph.StaticToken(os.Getenv("TOKEN")))
	if err != nil {
		fmt.Println(err)
		return
	}
	user, err := client.Users.Get(ctx, "id", nil)
	fmt.Println(user, err)
	messages, err := client.Users.Messages.List(ctx, "id", nil)
	fmt.Println(messages, err)
	group, err := client.Groups.Get(ctx, "id", nil)
	fmt.Println(group, err)
}
`

const byHand = `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

func main() {
	for _, path := range []string{"users/id", "users/id/messages", "groups/id"} {
		req, err := http.NewRequest("GET", "https://graph.microsoft.com/v1.0/"+path, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		var body struct {
			ID          string "json:\"id\""
			DisplayName string "json:\"displayName\""
		}
		fmt.Println(json.NewDecoder(resp.Body).Decode(&body), body)
		resp.Body.Close()
	}
}
`
