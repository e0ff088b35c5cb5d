package examples

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What has to hold, in percent, of both versions. The misses are faults of
// pages.
const (
	wantBack     = 99.0 // responses that come back equal
	wantTyped    = 95.9 // properties of responses in a typed field
	wantRequests = 94.7 // requests without an unknown property
)

// The reasons of the probe why a property lands in no typed field.
const (
	undeclared = "not declared"
	mistyped   = "of another type"
	anything   = "declared as any JSON"
)

// shares counts what became of the documented bodies.
type shares struct {
	responses, back           int
	requests, known           int
	properties, typed         int
	streams, wrapped, dynamic int
	bodies, sent, answered    tally
}

func (s *shares) add(x sample, o outcome) {
	s.dynamic += o.Dynamic
	switch {
	case x.Response == "":
	case o.Stream:
		s.streams++
	default:
		s.response(x, o)
	}
	if x.Request != "" {
		s.request(x, o)
	}
}

func (s *shares) response(x sample, o outcome) {
	s.responses++
	if o.Response == "" {
		s.back++
	} else {
		s.bodies.add("response: "+o.Response, x.File, 1)
	}
	if o.Wrapped {
		s.wrapped++
	}
	s.properties += o.Properties
	s.typed += o.Typed
	for _, m := range o.Answered {
		s.answered.add(m.String(), x.File, 1+m.Inside)
	}
}

func (s *shares) request(x sample, o outcome) {
	s.requests++
	if o.Request != "" {
		s.bodies.add("request: "+o.Request, x.File, 1)
	}
	if o.Request == "" && !slices.ContainsFunc(o.Sent, func(m miss) bool { return m.Why == undeclared }) {
		s.known++
	}
	for _, m := range o.Sent {
		s.sent.add(m.String(), x.File, 1+m.Inside)
	}
}

func (m miss) String() string {
	if m.Name == "" {
		return "a whole answer (" + m.Why + ")"
	}
	return m.Type + "." + m.Name + " (" + m.Why + ")"
}

// print logs the shares.
func (s *shares) print(t *testing.T, of string) {
	t.Logf("%s: responses that come back equal: %d of %d, %.2f%%", of, s.back, s.responses, percent(s.back, s.responses))
	t.Logf("%s: properties of responses in a typed field: %d of %d, %.2f%%", of, s.typed, s.properties, percent(s.typed, s.properties))
	t.Logf("%s: requests without an unknown property: %d of %d, %.2f%%", of, s.known, s.requests, percent(s.known, s.requests))
}

// judge prints the shares and the misses by reason, and holds the shares to
// what they have to be.
func judge(t *testing.T, samples []sample, outcomes []outcome, faults pageFaults) {
	var all, clean shares
	for i, o := range outcomes {
		all.add(samples[i], o)
		if !faults.any(samples[i].File) {
			clean.add(samples[i], o)
		}
	}
	all.print(t, "all pages")
	clean.print(t, "pages without a finding of these kinds")
	t.Logf("responses among them shown as the value of another object: %d", all.wrapped)
	t.Logf("responses not among them whose operation gives the bytes as they are: %d", all.streams)
	t.Logf("properties not among them, of types that are open and declare none: %d", all.dynamic)
	t.Logf("bodies that miss:\n%s", all.bodies.text(200))
	t.Logf("response properties without a typed field, %s:\n%s", all.answered.reasons(), all.answered.text(200))
	t.Logf("request properties without a typed field, %s:\n%s", all.sent.reasons(), all.sent.text(200))
	faults.wantAll(t, samples, outcomes)
	for reason := range all.bodies {
		if strings.Contains(reason, "lost: ") {
			t.Errorf("something is lost on the way: %s", reason)
		}
	}
	for _, share := range []struct {
		what      string
		got, want float64
	}{
		{"responses that come back equal", percent(all.back, all.responses), wantBack},
		{"properties in a typed field", percent(all.typed, all.properties), wantTyped},
		{"requests without an unknown property", percent(all.known, all.requests), wantRequests},
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
	n, properties int
	file          string
}

func (t *tally) add(what, file string, properties int) {
	if *t == nil {
		*t = tally{}
	}
	what = what[:min(len(what), 200)]
	if (*t)[what] == nil {
		(*t)[what] = &count{file: file}
	}
	(*t)[what].n++
	(*t)[what].properties += properties
}

// reasons sums the counts by what stands in brackets behind a name; what is
// inside the values counts too.
func (t tally) reasons() string {
	var parts []string
	for _, why := range []string{undeclared, mistyped, anything} {
		n, properties := 0, 0
		for name, c := range t {
			if strings.HasSuffix(name, "("+why+")") {
				n += c.n
				properties += c.properties
			}
		}
		parts = append(parts, fmt.Sprintf("%s %d (%d with those inside)", why, n, properties))
	}
	return strings.Join(parts, ", ")
}

// text lists the most frequent, at most limit of them.
func (t tally) text(limit int) string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(t[b].properties-t[a].properties, strings.Compare(a, b))
	})
	var b strings.Builder
	for _, name := range names[:min(limit, len(names))] {
		fmt.Fprintf(&b, "%5d %5d %s (%s)\n", t[name].properties, t[name].n, name, t[name].file)
	}
	return b.String()
}
