package emit

import (
	"strings"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// TestClientFile is the name of the file that makes the client of the tests.
const TestClientFile = "client_test.go"

// TestClient prints the function that makes the client of the tests.
func TestClient(pkg *ir.Package) ([]byte, error) {
	f := newFile(pkg.Name)
	f.Comment("testClient returns a client of the server that replays an example.")
	f.Func().Id("testClient").Params(jen.Id("x").Op("*").Id("replayed")).Op("*").Id("Client").Block(
		jen.Id("x").Dot("t").Dot("Helper").Call(),
		jen.List(jen.Id("c"), jen.Err()).Op(":=").Id("NewClient").Call(
			jen.Id("StaticToken").Call(jen.Lit("token")), jen.Id("WithBaseURL").Call(jen.Id("x").Dot("url"))),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Id("x").Dot("t").Dot("Fatal").Call(jen.Err())),
		jen.Return(jen.Id("c")),
	)
	return render(TestClientFile, f)
}

// Tests prints one file of tests.
func Tests(pkg *ir.Package, file *ir.TestFile) ([]byte, error) {
	f := newFile(pkg.Name)
	for _, t := range file.Tests {
		f.Add(comment(t.Doc))
		f.Func().Id(t.Name).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
			jen.Id("x").Op(":=").Id("replay").Call(jen.Id("t"), exchange(t)),
			testCall(t),
		)
		f.Line()
	}
	return render(file.Name, f)
}

// exchange prints the documented request and response.
func exchange(t *ir.Test) jen.Code {
	fields := []jen.Code{
		jen.Line().Id("method").Op(":").Lit(t.Method.HTTP),
		jen.Line().Id("target").Op(":").Add(text(t.Target)),
	}
	add := func(name string, value jen.Code) {
		fields = append(fields, jen.Line().Id(name).Op(":").Add(value))
	}
	if len(t.Expect) > 0 {
		add("header", jen.Index().String().ValuesFunc(texts(t.Expect)))
	}
	if t.Body != "" {
		add("body", text(t.Body))
	}
	if t.Method.Upload {
		add("stream", jen.True())
	}
	add("status", jen.Lit(t.Status))
	if t.Location != "" {
		add("location", text(t.Location))
	}
	if t.Answer != "" {
		add("answer", text(t.Answer))
	}
	return jen.Id("exchange").Values(append(fields, jen.Line())...)
}

// testCall prints the call and the check of its result.
func testCall(t *ir.Test) jen.Code {
	call := jen.Id("testClient").Call(jen.Id("x"))
	for part := range strings.SplitSeq(t.Call, ".") {
		call.Dot(part)
	}
	call.Dot(t.Method.Name).Call(callArgs(t)...)
	check := jen.Id("x").Dot("check")
	switch t.Method.Kind {
	case ir.Do:
		return check.Call(call)
	case ir.Download:
		return jen.Id("x").Dot("checkStream").Call(call)
	case ir.Delta:
		return check.Call(jen.Id("first").Call(call.Dot("Changes").Call()))
	}
	return jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call).Line().Add(check.Call(jen.Err()))
}

func callArgs(t *ir.Test) []jen.Code {
	ctx := jen.Qual("context", "Background").Call()
	for i := 0; i+1 < len(t.Query); i += 2 {
		ctx = jen.Id("WithQuery").Call(ctx, text(t.Query[i]), text(t.Query[i+1]))
	}
	for i := 0; i+1 < len(t.Header); i += 2 {
		ctx = jen.Id("WithHeader").Call(ctx, text(t.Header[i]), text(t.Header[i+1]))
	}
	args := []jen.Code{ctx}
	for _, a := range t.Args {
		args = append(args, literal(a))
	}
	m := t.Method
	if m.Upload {
		args = append(args, text(t.ContentType), jen.Qual("strings", "NewReader").Call(text(t.Body)))
	}
	if m.Body != nil && t.Body == "" {
		args = append(args, jen.Nil())
	} else if m.Body != nil {
		args = append(args, jen.Id("jsonBody").Types(typeOf(*m.Body)).Call(jen.Id("x"), jen.Id("decode")))
	}
	if m.Options != nil {
		args = append(args, testOptions(t))
	}
	return args
}

func testOptions(t *ir.Test) jen.Code {
	if len(t.Options) == 0 {
		return jen.Nil()
	}
	return jen.Op("&").Id(t.Method.Options.Type).ValuesFunc(func(g *jen.Group) {
		for _, o := range t.Options {
			g.Id(o.Field.Name).Op(":").Add(literal(o.Value))
		}
	})
}

// literal prints a value of a test.
func literal(v any) jen.Code {
	switch v := v.(type) {
	case string:
		return text(v)
	case []string:
		return jen.Index().String().ValuesFunc(texts(v))
	}
	return jen.Lit(v)
}

func texts(list []string) func(*jen.Group) {
	return func(g *jen.Group) {
		for _, s := range list {
			g.Add(text(s))
		}
	}
}

// text prints page text as a string: raw where it has several lines and Go
// can hold it so.
func text(s string) jen.Code {
	plain := strings.Contains(s, "\n") && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r == '`' || r == '\r' || r == '\ufeff' || r < ' ' && r != '\n' && r != '\t'
	})
	if plain {
		return jen.Op("`" + s + "`")
	}
	return jen.Lit(s)
}
