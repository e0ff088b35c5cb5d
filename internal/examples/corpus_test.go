package examples

import (
	"bytes"
	"encoding/json"
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
	"github.com/graphgen/graphgen/parser/model"
)

// TestCorpus sends every documented body that is valid JSON through the type
// of its operation and back.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two whole clients")
	}
	docs := pagetest.Corpus(t, "en-2021-07.zip")
	api, _ := pagetest.Load(t, docs, parser.Options{})
	faults := faultsOf(t, docs)
	for _, version := range []string{"v1.0", "beta"} {
		t.Run(version, func(t *testing.T) { prove(t, api, version, faults) })
	}
}

func prove(t *testing.T, api *model.API, version string, faults pageFaults) {
	made, err := generator.Make(api, generator.Options{Version: version})
	if err != nil {
		t.Fatal(err)
	}
	undefined := 0
	for _, d := range made.Found {
		if d.Code == "type-undefined" {
			undefined++
		}
	}
	t.Logf("%d operations, %d types, %d of them named and not defined (%.2f%%)",
		len(made.Operations), made.Types, undefined, percent(undefined, made.Types))
	samples := samplesOf(api, version, made.Operations)
	dir := write(t, made.Files, samples, dynamicTypes(api, version))
	cmd := exec.Command("go", "test", "-vet=off", "-run", "^TestProbe$", ".")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go test: %v\n%s", err, out[:min(len(out), 8<<10)])
	}
	data, err := os.ReadFile(filepath.Join(dir, "outcomes.json"))
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []outcome
	if err := json.Unmarshal(data, &outcomes); err != nil {
		t.Fatal(err)
	}
	judge(t, samples, outcomes, faults)
}

// sample is one documented example and its operation.
type sample struct {
	Op, File, Request, Response string
	Status                      int
}

// outcome is what the probe says of a sample.
type outcome struct {
	Request, Response string
	Stream, Wrapped   bool
	Properties, Typed int
	Dynamic           int
	Sent, Answered    []miss
}

// miss is a property of an example that lands in no typed field.
type miss struct {
	Type, Name, Why string
	Inside          int
}

// samplesOf returns the examples whose operation is known and whose bodies
// are valid JSON; other bodies are left out.
func samplesOf(api *model.API, version string, ops []generator.Operation) []sample {
	documented := map[string][]generator.Operation{} // by page
	for _, op := range ops {
		for _, file := range op.Sources {
			documented[file] = append(documented[file], op)
		}
	}
	var out []sample
	for _, page := range api.Pages {
		if page.Version != version {
			continue
		}
		for i := range page.Examples {
			e := &page.Examples[i]
			s := sample{File: page.Source.File, Request: valid(e.Request.Body), Status: e.Response.Status}
			if e.Response.Status < 300 {
				s.Response = valid(e.Response.Body)
			}
			op := operationOf(e, documented[page.Source.File])
			if op != nil && (s.Request != "" || s.Response != "") {
				s.Op = op.Method + " " + op.Path
				out = append(out, s)
			}
		}
	}
	return out
}

func valid(body string) string {
	if body = strings.TrimSpace(body); json.Valid([]byte(body)) {
		return body
	}
	return ""
}

// operationOf finds the operation of a page that an example is about: the one
// whose path it calls, else the one with its method whose path is most like it.
// A call that names the type it wants by a segment more is of none.
func operationOf(e *model.Example, ops []generator.Operation) *generator.Operation {
	var best *generator.Operation
	score := -1
	if leaves(e.Request.URL) {
		return nil
	}
	for i := range ops {
		if e.Request.Method != "" && ops[i].Method != e.Request.Method || counts(e.Request.URL) != counts(ops[i].Path) {
			continue
		}
		n := likeness(e.Request.URL, ops[i].Path)
		if calls(e.Request.URL, ops[i].Path) {
			n += 100
		} else if cast(e.Request.URL) && !cast(ops[i].Path) {
			continue
		}
		if n > score {
			best, score = &ops[i], n
		}
	}
	return best
}

// leaves reports whether a URL is one of the caller's own service, which Graph
// calls.
func leaves(url string) bool {
	_, host, ok := strings.Cut(url, "://")
	return ok && !strings.HasPrefix(host, "graph.")
}

var beforePath = regexp.MustCompile(`^(https?://[^/]+)?(/?(v1\.0|beta)\b)?/*`)

// forMe matches the path of any user, which is that of the signed-in one too.
var forMe = regexp.MustCompile(`^users/[^/]+/`)

// calls reports whether a URL is one of a documented path.
func calls(url, path string) bool {
	url, _, _ = strings.Cut(url, "?")
	a := strings.Split(forMe.ReplaceAllString(strings.TrimSuffix(beforePath.ReplaceAllString(url, ""), "/"), "me/"), "/")
	b := strings.Split(forMe.ReplaceAllString(strings.Trim(path, "/"), "me/"), "/")
	return len(a) == len(b) && slices.EqualFunc(a, b, func(x, y string) bool {
		return strings.HasPrefix(y, "{") || strings.HasPrefix(y, "<") || strings.EqualFold(x, y)
	})
}

// cast reports whether the last segment of a URL or path is the name of a type.
func cast(url string) bool {
	url, _, _ = strings.Cut(url, "?")
	return strings.HasPrefix(url[strings.LastIndexByte(url, '/')+1:], "microsoft.graph.")
}

// counts reports whether a URL or path asks for the number of items.
func counts(url string) bool {
	url, _, _ = strings.Cut(url, "?")
	return strings.HasSuffix(url, "/$count")
}

func likeness(url, path string) int {
	url, _, _ = strings.Cut(url, "?")
	a, b := strings.Split(strings.ToLower(url), "/"), strings.Split(strings.ToLower(path), "/")
	n := 0
	for i := 1; i <= min(len(a), len(b)) && b[len(b)-i] != ""; i++ {
		if a[len(a)-i] == b[len(b)-i] {
			n += 2
		} else if !strings.HasPrefix(b[len(b)-i], "{") {
			break
		}
	}
	return n
}

// dynamicTypes returns the names, in lower case, of the open types that are
// all dynamic: beside a key and a name their pages declare no property, and no
// type derives from them that a value should rather name.
func dynamicTypes(api *model.API, version string) []string {
	var out []string
	bases := map[string]bool{}
	for _, r := range api.Resources {
		bases[strings.ToLower(r.BaseType)] = true
	}
	for _, r := range api.Resources {
		if r.Version == version && r.OpenType && described(r) <= 2 && !bases[strings.ToLower(r.Name)] {
			out = append(out, strings.ToLower(r.Name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// described counts the properties of a type that its page describes.
func described(r *model.Resource) int {
	n := 0
	for _, p := range slices.Concat(r.Properties, r.Relationships) {
		if p.Description != "" {
			n++
		}
	}
	return n
}

// write puts the client, the probe, the types of its operations and the
// samples into a folder.
func write(t *testing.T, files []generator.File, samples []sample, dynamic []string) string {
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var table bytes.Buffer
	table.WriteString("package graph\n\nimport (\n\t\"encoding/json\"\n\t\"time\"\n)\n\n" +
		"var _ json.RawMessage\nvar _ time.Time\n\nvar operations = map[string]types{\n")
	for _, f := range files {
		put(f.Path, f.Data)
		if strings.HasSuffix(f.Path, "_service.go") {
			typesOf(&table, f.Data)
		}
	}
	table.WriteString("}\n\nvar kinds = map[string]func() any{\n")
	for _, f := range files {
		for _, m := range kind.FindAllSubmatch(f.Data, -1) {
			fmt.Fprintf(&table, "\t%q: func() any { return new(%s) },\n", bytes.ToLower(m[2]), m[1])
		}
	}
	table.WriteString("}\n\nvar open = map[string]bool{\n")
	for _, name := range dynamic {
		fmt.Fprintf(&table, "\t%q: true,\n", name)
	}
	table.WriteString("}\n")
	put("table_test.go", table.Bytes())
	probe, err := os.ReadFile("testdata/probe_test.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	put("probe_test.go", probe)
	put("go.mod", []byte("module example.com/graph\n\ngo 1.26\n"))
	data, err := json.Marshal(samples)
	if err != nil {
		t.Fatal(err)
	}
	put("samples.json", data)
	return dir
}

var (
	method    = regexp.MustCompile(`(?m)^//graph:operation (.+)\nfunc \(s \*\w+\) \w+\((.*?)\) (.+) \{$`)
	kind      = regexp.MustCompile("(?m)^type (\\w+) struct {\n\tObject +`odata:\"([\\w.]+)")
	bodyParam = regexp.MustCompile(`\bbody ([^,)]+)`)
	pageOf    = regexp.MustCompile(`^\(\*Page\[(.+)\], error\)$`)
	deltaOf   = regexp.MustCompile(`^\*Delta\[(.+)\]$`)
	objectOf  = regexp.MustCompile(`^\(\*([A-Z]\w*|json\.RawMessage), error\)$`)
	valueOf   = regexp.MustCompile(`^\(([\w.\[\]]+), error\)$`)
)

// typesOf adds the types of the operations in a file to the table.
func typesOf(table *bytes.Buffer, file []byte) {
	for _, m := range method.FindAllSubmatch(file, -1) {
		result := string(m[3])
		if strings.HasPrefix(result, "iter.") {
			continue // the same as the list
		}
		fmt.Fprintf(table, "\t%q: {", m[1])
		if b := bodyParam.FindSubmatch(m[2]); b != nil {
			fmt.Fprintf(table, "body: func() any { return new(%s) },", b[1])
		}
		switch {
		case result == "(*Monitor, error)":
		case result == "(io.ReadCloser, error)":
			table.WriteString("stream: true,")
		case pageOf.MatchString(result):
			fmt.Fprintf(table, "list: true, result: func() any { return new([]%s) },", pageOf.FindStringSubmatch(result)[1])
		case deltaOf.MatchString(result):
			fmt.Fprintf(table, "list: true, result: func() any { return new([]%s) },", deltaOf.FindStringSubmatch(result)[1])
		case objectOf.MatchString(result):
			fmt.Fprintf(table, "result: func() any { return new(%s) },", objectOf.FindStringSubmatch(result)[1])
		case valueOf.MatchString(result):
			fmt.Fprintf(table, "value: true, result: func() any { return new(%s) },", valueOf.FindStringSubmatch(result)[1])
		}
		table.WriteString("},\n")
	}
}
