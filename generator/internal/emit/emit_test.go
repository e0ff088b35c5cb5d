package emit

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/graphgen/graphgen/generator/ir"
)

// hostile are texts that a page may hold and that end nothing.
var hostile = []string{
	"plain", "", "`", `"`, `\`, "a`b\"c\\d", "*/", "日本語", "\ufeff", "\x00", "\x7f", "\xff", "a\nb", "a\r\nb", "a\n`b`", "  ", "${x}",
}

// parsed wants data to be Go in gofmt's form.
func parsed(t *testing.T, data []byte, err error) *ast.File {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	want, err := format.Source(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if !bytes.Equal(want, data) {
		t.Errorf("not formatted:\n%s", udiff.Unified("gofmt", "got", string(want), string(data)))
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", data, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// literals returns the values of the string literals of a file that are not
// imported paths.
func literals(t *testing.T, file *ast.File) []string {
	t.Helper()
	var out []string
	for _, decl := range file.Decls {
		if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.IMPORT {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				value, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Error(err)
				}
				out = append(out, value)
			}
			return true
		})
	}
	return out
}

func TestTagsAndConstantsHoldAnyText(t *testing.T) {
	file := &ir.TypeFile{Name: "types.go"}
	e := &ir.Enum{Name: "E"}
	s := &ir.Struct{Name: "S", OData: "a`b\"c", Derived: true}
	var want []string
	for i, text := range hostile {
		name := "N" + strconv.Itoa(i)
		e.Members = append(e.Members, ir.EnumMember{Name: name, Value: text})
		s.Fields = append(s.Fields, ir.StructField{Name: name, Type: ir.Type{Name: "string"}, JSON: text})
		want = append(want, text)
	}
	file.Enums, file.Structs = []*ir.Enum{e}, []*ir.Struct{s}
	data, err := New(&ir.Package{Name: "graph"}).Types(file)
	got := literals(t, parsed(t, data, err))
	if values := got[:len(hostile)]; !slices.Equal(values, want) {
		t.Errorf("constants are %q, not %q", values, want)
	}
	tags := got[len(hostile):]
	if value := reflect.StructTag(tags[0]).Get("odata"); value != s.OData+",always" {
		t.Errorf("tag of the object: %q", value)
	}
	for i, tag := range tags[1:] {
		if value, ok := reflect.StructTag(tag).Lookup("json"); !ok || value != hostile[i] {
			t.Errorf("tag %s holds %q, not %q", tag, value, hostile[i])
		}
	}
}

// TestColumns aligns what gofmt aligns: lines that no comment parts, by
// characters and not by bytes.
func TestColumns(t *testing.T) {
	types := []ir.Type{
		{Name: "string"}, {Name: "Größe", Slice: true}, {Package: "time", Name: "Time"},
		{Package: "encoding/json", Name: "RawMessage", Slice: true}, {Name: "User", Pointer: true, Rel: true},
	}
	docs := [][]string{nil, {"A line."}, {"Two", "", "\tcode", "lines."}, nil, {}, {""}, nil, nil}
	s := &ir.Struct{Name: "S", OData: "x"}
	e := &ir.Enum{Name: "Größe", Doc: []string{}}
	o := &ir.Options{Type: "O"}
	for i := range 60 {
		name := "N" + strings.Repeat("ü", i*7%11) + strings.Repeat("x", i*5%13) + strconv.Itoa(i)
		typ, doc := types[i*3%len(types)], docs[i*5%len(docs)]
		s.Fields = append(s.Fields, ir.StructField{Name: name, Type: typ, JSON: name, Doc: doc})
		e.Members = append(e.Members, ir.EnumMember{Name: name, Value: name, Doc: docs[(i+3)%len(docs)]})
		o.Fields = append(o.Fields, ir.OptionField{Name: name, Type: typ, Key: "query", Wire: "$" + name, Doc: doc})
	}
	p := New(&ir.Package{Name: "graph"})
	data, err := p.Types(&ir.TypeFile{Structs: []*ir.Struct{s, {Name: "None"}}, Enums: []*ir.Enum{e, {Name: "None2"}}})
	parsed(t, data, err)
	service := &ir.Service{Type: "SService", Methods: []*ir.Method{{Name: "Get", Kind: ir.Get, Result: ir.Type{Name: "S"}, Path: []ir.Part{{Text: "/"}}, Options: o}}}
	for _, f := range s.Fields {
		service.Children = append(service.Children, ir.Field{Name: f.Name, Type: f.Name + "Service"})
	}
	data, err = p.File(&ir.File{Services: []*ir.Service{service, {Type: "LeafService"}}})
	parsed(t, data, err)
}

// TestEveryMethod prints methods with every set of parts.
func TestEveryMethod(t *testing.T) {
	s := &ir.Service{Type: "S", Root: true, Below: []string{"A", "A.B"}, Doc: []string{"S is", "", "\tcode"}}
	body, args := &ir.Type{Name: "User", Pointer: true}, []ir.Arg{{Name: "a", Type: "string"}, {Name: "b", Type: "string"}, {Name: "c", Type: "int"}}
	var want []string
	for kind := ir.Do; kind <= ir.Start; kind++ {
		for set := range 1 << 7 {
			has := func(bit int) bool { return set>>bit&1 == 1 }
			text := hostile[set%len(hostile)]
			m := &ir.Method{Name: "M" + strconv.Itoa(set), Kind: kind, HTTP: "GET", Upload: has(0), Eventual: has(1), Result: ir.Type{Name: "string", Slice: true}}
			m.Doc = []string{m.Name + " calls.", "", "\tcode", "", ir.OperationDirective + "GET /a"}
			m.Path = []ir.Part{{Text: text}, {Arg: "a", Func: "segment"}, {Text: ""}, {Text: "/z"}}
			want = append(want, "GET", text, "/z")
			if has(2) {
				m.Body = body
			}
			if has(3) {
				m.Options = &ir.Options{Type: "O", Shared: true}
			}
			if has(4) {
				m.Accept = text + "/*"
				want = append(want, m.Accept)
			}
			if has(5) {
				m.Statuses = []int{200, 302}
			}
			if has(6) {
				m.Args = args[:1+set%3]
			}
			s.Methods = append(s.Methods, m)
		}
	}
	data, err := New(&ir.Package{Name: "graph"}).File(&ir.File{Services: []*ir.Service{s}})
	file := parsed(t, data, err)
	if got := literals(t, file); !slices.Equal(got, want) {
		t.Error("the literals are not the texts of the plan")
	}
	if n := len(file.Decls); n != len(s.Methods)+3 { // imports, type, bind
		t.Errorf("%d declarations for %d methods", n, len(s.Methods))
	}
}

// TestContractTests prints tests whose texts are short, long and hostile.
func TestContractTests(t *testing.T) {
	file := &ir.TestFile{}
	options := &ir.Options{Type: "O"}
	for i, text := range hostile {
		for _, kind := range []ir.Kind{ir.Do, ir.Get, ir.Delta, ir.Download} {
			m := &ir.Method{Name: "M", Kind: kind, HTTP: "POST", Upload: i%2 == 0}
			if i%3 == 0 {
				m.Body = &ir.Type{Name: "User", Pointer: true}
			}
			if i%4 < 2 {
				m.Options = options
			}
			x := &ir.Test{Name: "Test" + strconv.Itoa(len(file.Tests)), Call: "Users.Messages", Method: m, Status: 200, Target: text,
				Args: []any{text, 5, true, []string{text, "b"}}, Query: []string{text, text, "a", "b"}, Header: []string{text, text},
				Location: text, Answer: hostile[(i+5)%len(hostile)], Body: hostile[(i+9)%len(hostile)], ContentType: text}
			if i%2 == 1 {
				x.Options = []ir.TestOption{{Field: ir.OptionField{Name: "A"}, Value: int64(5)}, {Field: ir.OptionField{Name: "B"}, Value: text}}
				x.Expect = []string{text, text}
			}
			file.Tests = append(file.Tests, x)
		}
	}
	p := New(&ir.Package{Name: "graph"})
	for _, x := range file.Tests { // one by one: a text of several lines is only now and then an argument
		data, err := p.Tests(&ir.TestFile{Tests: []*ir.Test{x}})
		got := literals(t, parsed(t, data, err))
		for _, text := range []string{x.Target, x.Location, x.Answer} {
			if !slices.Contains(got, text) && text != "" {
				t.Errorf("%q is missing in\n%s", text, data)
			}
		}
	}
	data, err := p.Tests(file)
	parsed(t, data, err)
	data, err = p.TestClient()
	parsed(t, data, err)
}

func TestClientAndPermissions(t *testing.T) {
	p := New(&ir.Package{Name: "graph", Version: `v"1 hole_x`, Roots: []ir.Field{{Name: "A", Type: "AService"}, {Name: "Long", Type: "LongService"}},
		Permissions: "GET /me\n\tw\t\tUser.Read\n"})
	data, err := p.Client()
	if got := literals(t, parsed(t, data, err)); !slices.Equal(got, []string{`v"1 hole_x`}) {
		t.Errorf("literals of the client: %q", got)
	}
	data, err = p.Permissions()
	if got := literals(t, parsed(t, data, err)); !slices.Equal(got, []string{p.pkg.Permissions}) {
		t.Errorf("literals of the permissions: %q", got)
	}
}

// TestRefused wants an error, not Go, where a plan would end what it is in.
func TestRefused(t *testing.T) {
	types := map[string]*ir.TypeFile{
		"comment":  {Structs: []*ir.Struct{{Name: "S", Doc: []string{"a\nfunc init() {}"}}}},
		"type":     {Structs: []*ir.Struct{{Name: "S struct{}; type T"}}},
		"field":    {Structs: []*ir.Struct{{Name: "S", Fields: []ir.StructField{{Name: "a b", Type: ir.Type{Name: "string"}}}}}},
		"digit":    {Enums: []*ir.Enum{{Name: "1E"}}},
		"empty":    {Enums: []*ir.Enum{{Name: ""}}},
		"constant": {Enums: []*ir.Enum{{Name: "E", Members: []ir.EnumMember{{Name: "A = 1; B"}}}}},
	}
	for name, file := range types {
		if data, err := New(&ir.Package{Name: "graph"}).Types(file); err == nil {
			t.Errorf("%s: no error for\n%s", name, data)
		}
	}
	if _, err := New(&ir.Package{Name: "graph", Permissions: "a`b"}).Permissions(); err == nil {
		t.Error("a backquote in the permissions is no error")
	}
	if _, err := New(&ir.Package{Name: "graph", Roots: []ir.Field{{Name: "a b", Type: "c d"}}}).Client(); err == nil {
		t.Error("a root that is no name is no error")
	} else if !strings.Contains(err.Error(), "is invalid Go") {
		t.Error(err)
	}
}

// TestForms wants text raw only where a reader sees all of it.
func TestForms(t *testing.T) {
	for text, want := range map[string]form{
		"": absent, "a": quoted, "a\nb": raw, "a\n\t日本語\u3000é": raw,
		"a\n`": quoted, "a\n\u200f": quoted, "a\n\u202eb": quoted, "a\n\ufeff": quoted, "a\n\x00": quoted, "a\n\xff": quoted, "a\r\nb": quoted,
	} {
		if got := formOf(text); got != want {
			t.Errorf("form of %q is %d, want %d", text, got, want)
		}
	}
}
