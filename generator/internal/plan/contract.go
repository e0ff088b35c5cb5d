package plan

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// tester plans the tests that replay the examples of the pages. What can't be
// replayed becomes a finding that says why.
type tester struct {
	*planner
	seen  map[*model.Page]bool
	names map[string]int
	files map[string]*ir.TestFile
}

// testTarget is a planned method that examples may call.
type testTarget struct {
	op     *merge.Operation
	method *ir.Method
	chain  string
	*matcher
}

// addTarget remembers the method of an operation for its pages' examples.
func (p *planner) addTarget(op *merge.Operation, method *ir.Method, chain string) {
	if !p.Tests {
		return
	}
	t := &testTarget{op, method, chain, newMatcher(method)}
	p.allTargets = append(p.allTargets, t)
	for _, page := range op.Pages {
		p.testTargets[page] = append(p.testTargets[page], t)
	}
}

// tests plans the tests of all operations, one file for each file of services.
func (p *planner) tests(ops []*merge.Operation) []*ir.TestFile {
	t := &tester{planner: p, seen: map[*model.Page]bool{}, names: map[string]int{}, files: map[string]*ir.TestFile{}}
	for _, op := range ops {
		for _, page := range op.Pages {
			if !t.seen[page] {
				t.seen[page] = true
				t.page(page)
			}
		}
	}
	var files []*ir.TestFile
	for _, f := range t.files {
		slices.SortFunc(f.Tests, func(a, b *ir.Test) int { return strings.Compare(a.Name, b.Name) })
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *ir.TestFile) int { return strings.Compare(a.Name, b.Name) })
	return files
}

func (t *tester) page(page *model.Page) {
	for i := range page.Examples {
		e := &page.Examples[i]
		path, query, ok := target(e.Request.URL, page.Version)
		if e.Request.Method == "" || !ok {
			continue // it shows no call of the service
		}
		test, target, reason := t.example(page, e, path, query)
		if reason != "" {
			t.diagnostics.Add(e.Request.Pos, source.Info, "example-not-replayed", "example %q has no test: %s", e.Name, reason)
			continue
		}
		name := strings.TrimSuffix(t.fileOf(target.chain), ".go") + "_test.go"
		if t.files[name] == nil {
			t.files[name] = &ir.TestFile{Name: name}
		}
		t.files[name].Tests = append(t.files[name].Tests, test)
	}
}

// example plans the test of one example, or says why there is none.
func (t *tester) example(page *model.Page, e *model.Example, path, query string) (*ir.Test, *testTarget, string) {
	found, args := find(t.testTargets[page], e.Request.Method, path)
	if found == nil {
		found, args = find(t.allTargets, e.Request.Method, path)
	}
	var left string // arguments that the documented path leaves out
	if i := strings.LastIndexByte(path, '('); found == nil && i > strings.LastIndexByte(path, '/') {
		left = path[i:]
		found, args = find(t.testTargets[page], e.Request.Method, path[:i])
	}
	if found == nil {
		return nil, nil, "no page documents the method and path of its request"
	}
	m := found.method
	test := &ir.Test{Call: found.chain, Method: m, Args: args, Target: path}
	if !setArguments(test, left) {
		return nil, nil, "its arguments are not those of the documented function"
	}
	if query != "" {
		test.Target += "?" + query
	}
	for _, step := range []func(*ir.Test, *model.Example) string{setBody, setAnswer} {
		if reason := step(test, e); reason != "" {
			return nil, nil, reason
		}
	}
	setQuery(test, query)
	setHeaders(test, e.Request.Headers)
	test.Name = t.testName(found)
	test.Doc = comment(test.Name+" replays the example "+strconv.Quote(e.Name)+" of "+page.Source.File+".", docWidth)
	return test, found, ""
}

func (t *tester) testName(target *testTarget) string {
	name := "Test" + strings.ReplaceAll(target.chain, ".", "") + target.method.Name
	t.names[name]++
	if n := t.names[name]; n > 1 {
		name += "_" + strconv.Itoa(n)
	}
	return name
}

// find chooses the operation with the fewest arguments that the request is a
// call of.
func find(targets []*testTarget, method, path string) (*testTarget, []any) {
	var best *testTarget
	var args []any
	for _, c := range targets {
		if c.op.Method != method || best != nil && len(c.method.Args) >= len(best.method.Args) {
			continue
		}
		if a, ok := c.arguments(path); ok {
			best, args = c, a
		}
	}
	return best, args
}

// setBody takes the request's body.
func setBody(test *ir.Test, e *model.Example) string {
	body := strings.TrimSpace(e.Request.Body)
	switch m := test.Method; {
	case m.Upload:
		test.Body, test.ContentType = body, cmp.Or(header(e.Request.Headers, "Content-Type"), "application/octet-stream")
	case m.Body == nil && body != "":
		return "it sends a body, but its page documents none"
	case body != "":
		mended, ok := loosejson.Mend([]byte(body))
		if !ok {
			return "the body of the request is no JSON"
		}
		if opening := opensWith(m.Body); opening != 0 && mended[0] != opening {
			return "the body of the request is not of the documented type"
		}
		test.Body = string(mended)
	}
	return ""
}

// opensWith is the first byte of every JSON text of a type, 0 where that may
// be any.
func opensWith(t *ir.Type) byte {
	switch {
	case t.Slice:
		return '['
	case t.Pointer:
		return '{'
	}
	return 0
}

// setQuery spreads the query over the options struct and the rest.
func setQuery(test *ir.Test, query string) {
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, value = queryText(name), queryText(value)
		if !setOption(test, "query", name, value) {
			test.Query = append(test.Query, name, value)
		}
	}
}

// setHeaders does the same for headers, but for those that the runtime sets.
func setHeaders(test *ir.Test, headers map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		value := headers[name]
		if isRuntimeHeader(name) || !isToken(name) || value == "" {
			continue
		}
		test.Expect = append(test.Expect, name, value)
		if !setOption(test, "header", name, value) {
			test.Header = append(test.Header, name, value)
		}
	}
}

// header returns the value of a header, whatever its case; of several spellings
// the first by name counts.
func header(headers map[string]string, name string) string {
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		if strings.EqualFold(k, name) {
			return headers[k]
		}
	}
	return ""
}

// queryText reads a part of a query; what is no escape stands for itself.
func queryText(s string) string {
	return plainText(strings.ReplaceAll(s, "+", " "))
}
