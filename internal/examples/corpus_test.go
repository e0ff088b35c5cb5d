package examples

import (
	"bytes"
	"cmp"
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

// What has to hold, in percent, of both versions. The misses are faults of pages.
const (
	wantBack     = 98.9 // responses that come back equal
	wantTyped    = 94.4 // properties of responses in a typed field
	wantRequests = 92.8 // requests without an unknown property
)

// TestCorpus sends every documented body that is valid JSON through the type
// of its operation and back.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("builds two whole clients")
	}
	api, _ := pagetest.Load(t, pagetest.Corpus(t, "en-2021-07.zip"), parser.Options{})
	for _, version := range []string{"v1.0", "beta"} {
		t.Run(version, func(t *testing.T) { prove(t, api, version) })
	}
}

func prove(t *testing.T, api *model.API, version string) {
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
	judge(t, samples, outcomes)
}

// sample is one documented example and its operation.
type sample struct {
	Op, File, Request, Response string
	Status                      int
}

// outcome is what the probe says of a sample.
type outcome struct {
	Unknown, Misfits  []string
	Request, Response string
	Stream, Wrapped   bool
	Properties, Typed int
	Dynamic           int
	Untyped           []string
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
// whose path is most like the example's, of those with its method.
func operationOf(e *model.Example, ops []generator.Operation) *generator.Operation {
	var best *generator.Operation
	score := -1
	for i := range ops {
		if e.Request.Method != "" && ops[i].Method != e.Request.Method || counts(e.Request.URL) != counts(ops[i].Path) {
			continue
		}
		if n := likeness(e.Request.URL, ops[i].Path); n > score {
			best, score = &ops[i], n
		}
	}
	return best
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
		if r.Version == version && r.OpenType && len(r.Properties) <= 2 && len(r.Relationships) == 0 && !bases[strings.ToLower(r.Name)] {
			out = append(out, strings.ToLower(r.Name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
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

// judge prints the shares and the misses by reason.
func judge(t *testing.T, samples []sample, outcomes []outcome) {
	var responses, streams, wrapped, back, requests, known, properties, typed, dynamic int
	var misses, unknown, misfits, untyped tally
	for i, o := range outcomes {
		s := samples[i]
		dynamic += o.Dynamic
		switch {
		case s.Response == "":
		case o.Stream:
			streams++
		default:
			responses++
			if o.Response == "" {
				back++
			} else {
				misses.add("response: "+o.Response, s.File)
			}
			if o.Wrapped {
				wrapped++
			}
			properties += o.Properties
			typed += o.Typed
			untyped.addAll(o.Untyped, s.File)
		}
		if s.Request != "" {
			requests++
			if o.Request == "" && len(o.Unknown) == 0 {
				known++
			}
			if o.Request != "" {
				misses.add("request: "+o.Request, s.File)
			}
			unknown.addAll(o.Unknown, s.File)
			misfits.addAll(o.Misfits, s.File)
		}
	}
	t.Logf("responses that come back equal: %d of %d, %.2f%%", back, responses, percent(back, responses))
	t.Logf("of them shown by their page as the value of another object: %d", wrapped)
	t.Logf("responses not among them whose operation gives the bytes as they are: %d", streams)
	t.Logf("properties not among the following, of types that are open and declare none: %d", dynamic)
	t.Logf("properties of responses in a typed field: %d of %d, %.2f%%", typed, properties, percent(typed, properties))
	t.Logf("requests without an unknown property: %d of %d, %.2f%%", known, requests, percent(known, requests))
	t.Logf("misses:\n%s", misses.text(200))
	t.Logf("response properties without a typed field, by reason: %s", untyped.reasons())
	t.Logf("request properties without a field: %d", unknown.total())
	t.Logf("request properties whose value has no place in their field, by reason: %s", misfits.reasons())
	t.Logf("response properties without a typed field:\n%s", untyped.text(200))
	t.Logf("request properties without a typed field:\n%s", unknown.text(200))
	t.Logf("request properties whose value has no place in their field:\n%s", misfits.text(200))
	for reason := range misses {
		if strings.Contains(reason, "lost: ") {
			t.Errorf("something is lost on the way: %s", reason)
		}
	}
	for _, share := range []struct {
		what      string
		got, want float64
	}{
		{"responses that come back equal", percent(back, responses), wantBack},
		{"properties in a typed field", percent(typed, properties), wantTyped},
		{"requests without an unknown property", percent(known, requests), wantRequests},
	} {
		if share.got < share.want {
			t.Errorf("%s: %.2f%%, want %.2f%%", share.what, share.got, share.want)
		}
	}
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// tally counts what happened, with a page where it did.
type tally map[string]*count

type count struct {
	n    int
	file string
}

func (t *tally) add(what, file string) {
	if *t == nil {
		*t = tally{}
	}
	what = what[:min(len(what), 200)]
	if (*t)[what] == nil {
		(*t)[what] = &count{file: file}
	}
	(*t)[what].n++
}

func (t *tally) addAll(what []string, file string) {
	for _, w := range what {
		t.add(w, file)
	}
}

func (t tally) total() int {
	n := 0
	for _, c := range t {
		n += c.n
	}
	return n
}

// reasons sums the counts by what stands in brackets behind a name.
func (t tally) reasons() string {
	sums := map[string]int{"of no type": 0, "of another type": 0, "no field": 0}
	for name, c := range t {
		reason := "no field"
		for r := range sums {
			if strings.HasSuffix(name, " ("+r+")") {
				reason = r
			}
		}
		sums[reason] += c.n
	}
	return fmt.Sprintf("declared of no type or as JSON %d, a value of another type than declared %d, not declared %d",
		sums["of no type"], sums["of another type"], sums["no field"])
}

// text lists the most frequent, at most limit of them.
func (t tally) text(limit int) string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(t[b].n-t[a].n, strings.Compare(a, b)) })
	var b strings.Builder
	for _, name := range names[:min(limit, len(names))] {
		fmt.Fprintf(&b, "%5d %s (%s)\n", t[name].n, name, t[name].file)
	}
	return b.String()
}
