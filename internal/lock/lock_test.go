package lock

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func operations(t *testing.T, list ...Operation) Operations {
	t.Helper()
	o, err := NewOperations(list)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

var two = []Operation{
	{"GET /a", "A.Get", []string{"a.md"}},
	{"POST /null", "Null.Create", []string{"n.md", "m.md"}},
}

func sample(t *testing.T) *Lock {
	return &Lock{
		Tool: "v1.2.3",
		Docs: Docs{Revision: "abc", SHA256: "00ff", Files: 2},
		Options: Options{
			Package: "graph", Version: "v1.0", Include: []string{"/a<b>/**"},
			Overrides: []json.RawMessage{json.RawMessage(`{"source":"a.md"}`)},
		},
		Output:     "1234",
		Operations: operations(t, two...),
	}
}

func encoded(t *testing.T, l *Lock) []byte {
	t.Helper()
	data, err := l.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestEncode(t *testing.T) {
	for _, l := range []*Lock{sample(t), {}} {
		data := encoded(t, l)
		if !bytes.HasPrefix(data, []byte(Marker)) {
			t.Errorf("no marker: %s", data)
		}
		back, err := Decode(data)
		if err != nil {
			t.Fatalf("%v in %s", err, data)
		}
		if again := encoded(t, back); !bytes.Equal(data, again) {
			t.Errorf("read back as\n%s\nwant\n%s", again, data)
		}
		if back, err = Decode(bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))); err != nil {
			t.Fatal(err)
		}
		if again := encoded(t, back); !bytes.Equal(data, again) {
			t.Errorf("with other line ends read back as\n%s\nwant\n%s", again, data)
		}
	}
	if lines := bytes.Count(encoded(t, sample(t)), []byte("\n    {\"operation\":")); lines != 2 {
		t.Errorf("%d lines of operations", lines)
	}
}

func TestDecodeFails(t *testing.T) {
	for _, text := range []string{"", "{}", `{"generator":"other"}`, Marker + `"schema":99}`} {
		if _, err := Decode([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestDecodeNewer(t *testing.T) {
	for _, text := range []string{Marker + `"schema":2}`, Marker + `"schema":2,"tool":["v2"],"docs":3}`} {
		if _, err := Decode([]byte(text)); !errors.Is(err, ErrNewer) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := Decode([]byte(Marker + `"schema":0}`)); err == nil || errors.Is(err, ErrNewer) {
		t.Errorf("schema 0: got %v", err)
	}
}

func TestSettle(t *testing.T) {
	old, new := sample(t), sample(t)
	new.Tool, new.Docs.Revision = "v2", "def"
	new.Settle(old)
	if new.Tool != "v1.2.3" || new.Docs.Revision != "abc" {
		t.Errorf("another tool counts as a change: %+v", new)
	}
	for _, change := range []func(*Lock){
		func(l *Lock) { l.Output = "x" },
		func(l *Lock) { l.Docs.SHA256 = "x" },
		func(l *Lock) { l.Options.Locale = "x" },
		func(l *Lock) { l.Operations = operations(t, two[0]) },
	} {
		new := sample(t)
		new.Tool = "v2"
		change(new)
		if new.Settle(old); new.Tool != "v2" {
			t.Errorf("the old tool is kept for %+v", new)
		}
	}
}

func TestCompare(t *testing.T) {
	old, new := sample(t), sample(t)
	old.Operations = operations(t, two[0], two[1], Operation{Operation: "GET /gone", Call: "Gone.Get"})
	new.Operations = operations(t, Operation{two[0].Operation, "A.Fetch", two[0].Pages}, two[1], Operation{Operation: "GET /new", Call: "New.Get"})
	want := Changes{
		Gone:    []Change{{"GET /gone", "Gone.Get", ""}},
		Renamed: []Change{{"GET /a", "A.Get", "A.Fetch"}},
		New:     []Change{{"GET /new", "", "New.Get"}},
	}
	if got, err := Compare(old, new); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if got, err := Compare(old, old); err != nil || !reflect.DeepEqual(got, Changes{}) {
		t.Errorf("got %+v, %v of no change", got, err)
	}
	old.Operations = Operations("\n damaged")
	if got, err := Compare(old, new); err == nil {
		t.Errorf("got %+v from a damaged lock", got)
	}
}

// TestSigns wants names of pages that turn the direction of the text to be
// escaped, and a file of an older version, which has them as they are, to say the
// same.
func TestSigns(t *testing.T) {
	l := sample(t)
	l.Options.Include = []string{"/\u202e/**"}
	l.Operations = operations(t, Operation{"GET /a\u009b", "A.Get", []string{"a\u2066.md"}}, two[1])
	data := encoded(t, l)
	if bytes.ContainsAny(data, "\u202e\u009b\u2066") || !bytes.Contains(data, []byte(`["a\u2066.md"]`)) {
		t.Errorf("got %s", data)
	}
	older := strings.NewReplacer(`\u202e`, "\u202e", `\u009b`, "\u009b", `\u2066`, "\u2066").Replace(string(data))
	was, err := Decode([]byte(older))
	if err != nil {
		t.Fatal(err)
	}
	if changes, err := Compare(was, l); err != nil || !reflect.DeepEqual(changes, Changes{}) {
		t.Errorf("%v: changes %+v", err, changes)
	}
	if on, err := was.Operations.On([]string{"a\u2066.md"}); err != nil || len(on) != 1 {
		t.Errorf("%v: %d operations of the page", err, len(on))
	}
	l.Tool = "v1.3.0"
	if l.Settle(was); l.Tool != "v1.2.3" {
		t.Error("another form is news")
	}
}
