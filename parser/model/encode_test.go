package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/parser/source"
)

// fill sets every field below v to a value that is not zero, with texts that
// need escaping, so that a field the encoder forgets shows.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("t%d \"q\" \\ <b>&\n\t\x01 é 😀 \u2028", *n))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"B": "2", "A\"": "1"}))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	}
}

// reference writes v by its struct tags alone.
func reference(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

type (
	tagsPage     Page // without MarshalJSON
	tagsResource Resource
)

func TestAppendJSON(t *testing.T) {
	n := 0
	var p Page
	fill(reflect.ValueOf(&p).Elem(), &n)
	if got, want := string(p.AppendJSON(nil)), reference(t, tagsPage(p)); got != want {
		t.Errorf("page\n%s\nwant\n%s", got, want)
	}
	var r Resource
	fill(reflect.ValueOf(&r).Elem(), &n)
	if got, want := string(r.AppendJSON(nil)), reference(t, tagsResource(r)); got != want {
		t.Errorf("resource\n%s\nwant\n%s", got, want)
	}
}

func TestAppendJSONEmpty(t *testing.T) {
	want := `{"schema":1,"source":{"file":"a.md","locale":""},"title":"","description":"","namespace":"","version":"",` +
		`"requests":[],"permissions":[],"permissionOrder":"","requestHeaders":[],"queryParameters":[],` +
		`"requestBody":{"kind":"","pos":"a.md:1:2"},"responses":[],"examples":[]}`
	p := Page{Schema: Schema, Source: Source{File: "a.md"}, RequestBody: RequestBody{Pos: source.Pos{File: "a.md", Line: 1, Column: 2}}}
	if got := string(p.AppendJSON(nil)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAppendString(t *testing.T) {
	for _, s := range []string{"", "plain", "\xff\xfe", "\u2029", "\x00\b\f\r"} {
		want := reference(t, s)
		if got := string(appendString(nil, s)); got != want {
			t.Errorf("appendString(%q) = %s, want %s", s, got, want)
		}
	}
	if got, want := string(appendString(nil, "a\x7fb\u009bc\u202ed\u061c")), `"a\u007fb\u009bc\u202ed\u061c"`; got != want {
		t.Errorf("signs that act: got %s, want %s", got, want)
	}
}

func TestRoundTrip(t *testing.T) {
	n := 0
	var p, back Page
	fill(reflect.ValueOf(&p).Elem(), &n)
	if err := json.Unmarshal(p.AppendJSON(nil), &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(p, back) {
		t.Errorf("got %+v\nwant %+v", back, p)
	}
}

func BenchmarkAppendJSON(b *testing.B) {
	n := 0
	var p Page
	fill(reflect.ValueOf(&p).Elem(), &n)
	b.Run("ours", func(b *testing.B) {
		var buf []byte
		for b.Loop() {
			buf = p.AppendJSON(buf[:0])
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("encoding/json", func(b *testing.B) {
		for b.Loop() {
			if _, err := json.Marshal(tagsPage(p)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestWriteLines wants every line once and in order, whatever the number of
// goroutines.
func TestWriteLines(t *testing.T) {
	var pages []*Page
	var want bytes.Buffer
	for i := range 1000 {
		p := &Page{Title: strconv.Itoa(i)}
		pages = append(pages, p)
		want.Write(append(p.AppendJSON(nil), '\n'))
	}
	var got bytes.Buffer
	if err := WriteLines(&got, pages); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("lines differ: %v", err)
	}
	if err := WriteLines(failing{}, pages); err == nil {
		t.Error("an error of the writer is lost")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }
