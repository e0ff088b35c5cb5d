package examples

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/lint"
	"github.com/graphgen/graphgen/parser"
)

// pageFaults are the findings about bodies and types, by page; those about
// types also by version.
type pageFaults map[string][]lint.Finding

// codes are the findings that explain a miss, by its kind.
func codes() map[string][]string {
	return map[string][]string{
		// at the page and naming the property
		undeclared: {"example-property", "example-property-open"},
		mistyped:   {"example-type"},
		anything:   {"example-type"},
		// at the page
		inPart:    {"example-odata-type", "response-type-differs", "response-status-differs", "annotation-collection", "example-path", "example-method", "reference-body", "annotation-type"},
		wholeBody: {"response-body-unexpected", "request-body-unexpected", "annotation-type", "answer-contradiction", "example-property", "example-property-open"},
		// at any page, naming the type or the property
		elsewhere: {"type-unknown", "property-any"},
	}
}

// What a finding of a page explains beside a property that it names: any
// property, a whole body, and what other pages leave open.
const (
	inPart    = "in part"
	wholeBody = "whole body"
	elsewhere = "elsewhere"
)

// faultsOf finds the faults of pages as the lint command does.
func faultsOf(t *testing.T, docs parser.Docs) pageFaults {
	report, err := lint.Run(context.Background(), docs, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, list := range codes() {
		for _, code := range list {
			wanted[code] = true
		}
	}
	faults := pageFaults{}
	for _, f := range report.Findings {
		if wanted[f.Rule] {
			faults[f.Pos.File] = append(faults[f.Pos.File], f)
			if slices.Contains(codes()[elsewhere], f.Rule) {
				version, _, _ := strings.Cut(f.Pos.File, "/")
				faults[version] = append(faults[version], f)
			}
		}
	}
	return faults
}

// any reports whether a page has a fault of its bodies.
func (p pageFaults) any(file string) bool { return len(p[file]) > 0 }

// explain reports whether a finding is at a page that explains a miss.
func (p pageFaults) explain(file string, m miss) bool {
	return slices.ContainsFunc(p[file], func(f lint.Finding) bool {
		return slices.Contains(codes()[inPart], f.Rule) ||
			m.Name == "" && slices.Contains(codes()[wholeBody], f.Rule) ||
			m.Name != "" && slices.Contains(codes()[m.Why], f.Rule) && names(f, m.Name)
	}) || p.explainElsewhere(file, m)
}

// explainElsewhere reports whether the page of the type leaves open what the
// property or the type is.
func (p pageFaults) explainElsewhere(file string, m miss) bool {
	version, _, _ := strings.Cut(file, "/")
	return m.Name != "" && slices.ContainsFunc(p[version], func(f lint.Finding) bool {
		return f.Rule == "property-any" && m.Why == anything && names(f, m.Name) || f.Rule == "type-unknown" && (names(f, m.Type) || m.Why == mistyped && names(f, m.Name))
	})
}

// names reports whether a finding quotes a name; messages clip long ones.
func names(f lint.Finding, what string) bool {
	quoted := strconv.Quote(what)
	return strings.Contains(f.Message, quoted[:min(len(quoted), 50)])
}

// wantAll wants a finding at the page of every miss.
func (p pageFaults) wantAll(t *testing.T, samples []sample, outcomes []outcome) {
	var left tally
	misses := 0
	op := ""
	want := func(ok bool, what, file string) {
		if misses++; !ok {
			left.add(what+" "+file+" "+op, file, 1)
		}
	}
	for i, o := range outcomes {
		file := samples[i].File
		op = samples[i].Op
		for _, failed := range []string{o.Request, o.Response} {
			if failed != "" {
				want(p.explain(file, miss{}), failed, file)
			}
		}
		for _, m := range o.Sent {
			want(p.explain(file, m), "request: "+m.String(), file)
		}
		for _, m := range o.Answered {
			want(p.explain(file, m), "response: "+m.String(), file)
		}
	}
	n := 0
	for _, c := range left {
		n += c.n
	}
	t.Logf("misses: %d, of them without a finding at their page: %d", misses, n)
	if n > 0 {
		t.Errorf("misses that no finding explains:\n%s", left.text(400))
	}
}
