package emit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// testClient is the function that makes the client of the tests.
type testClient struct{}

func (testClient) code() []jen.Code {
	return []jen.Code{
		jen.Comment("testClient returns a client of the server that replays an example."),
		jen.Func().Id("testClient").Params(jen.Id("x").Op("*").Id("replayed")).Op("*").Id("Client").Block(
			jen.Id("x").Dot("t").Dot("Helper").Call(),
			jen.List(jen.Id("c"), jen.Err()).Op(":=").Id("NewClient").Call(
				jen.Id("StaticToken").Call(jen.Lit("token")), jen.Id("WithBaseURL").Call(jen.Id("x").Dot("url"))),
			jen.If(jen.Err().Op("!=").Nil()).Block(jen.Id("x").Dot("t").Dot("Fatal").Call(jen.Err())),
			jen.Return(jen.Id("c")),
		),
	}
}

// testShape is what the code of a test depends on, but for names and texts.
type testShape struct {
	kind                           ir.Kind
	header, stream                 bool
	target, body, location, answer form
}

// form is how a text is printed.
type form int

const (
	absent form = iota
	quoted
	raw // a raw string of several lines
)

// formOf is the form of page text: raw where it has several lines and all of it
// is seen in a raw string.
func formOf(s string) form {
	switch {
	case s == "":
		return absent
	case !strings.Contains(s, "\n") || !utf8.ValidString(s) || strings.ContainsFunc(s, isUnseen):
		return quoted
	}
	return raw
}

// isUnseen reports whether a character can't be in a raw string, or would not be
// seen there, as marks of the writing direction.
func isUnseen(r rune) bool { return r == '`' || r != '\n' && r != '\t' && !unicode.IsGraphic(r) }

// in is the hole of a text in this form.
func (f form) in(h hole) jen.Code {
	if f == raw {
		return h.raw()
	}
	return h.id()
}

// test prints one test.
func (p *page) test(t *ir.Test) {
	p.comment("", t.Doc)
	p.use("context")
	target := max(formOf(t.Target), quoted)
	p.fill(testShape{
		t.Method.Kind, len(t.Expect) > 0, t.Method.Upload, target, formOf(t.Body), formOf(t.Location), formOf(t.Answer),
	}, func(h hole) {
		switch h {
		case holeName:
			p.write(p.id(t.Name))
		case holeMethod:
			p.quoted(t.Method.HTTP)
		case holeTarget:
			p.text(t.Target)
		case holeHeader:
			p.texts(t.Expect)
		case holeBody:
			p.text(t.Body)
		case holeStatus:
			p.value(t.Status)
		case holeLocation:
			p.text(t.Location)
		case holeAnswer:
			p.text(t.Answer)
		case holeCall:
			p.call(t)
		}
	})
}

func (t testShape) code() []jen.Code {
	return []jen.Code{jen.Func().Add(holeName.id()).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("x").Op(":=").Id("replay").Call(jen.Id("t"), t.exchange()),
		t.check(),
	)}
}

// exchange is the documented request and response.
func (t testShape) exchange() jen.Code {
	return jen.Id("exchange").Values(entries(
		entry{true, "method", holeMethod.id()},
		entry{true, "target", t.target.in(holeTarget)},
		entry{t.header, "header", holeHeader.id()},
		entry{t.body != absent, "body", t.body.in(holeBody)},
		entry{t.stream, "stream", jen.True()},
		entry{true, "status", holeStatus.id()},
		entry{t.location != absent, "location", t.location.in(holeLocation)},
		entry{t.answer != absent, "answer", t.answer.in(holeAnswer)},
	)...)
}

// check is the call and the check of its result.
func (t testShape) check() jen.Code {
	call, check := holeCall.id(), jen.Id("x").Dot("check")
	switch t.kind {
	case ir.Do:
		return check.Call(call)
	case ir.Download:
		return jen.Id("x").Dot("checkStream").Call(call)
	case ir.Delta:
		return check.Call(jen.Id("first").Call(call.Dot("Changes").Call()))
	}
	return jen.List(jen.Id("_"), jen.Err()).Op(":=").Add(call).Line().Add(check.Call(jen.Err()))
}

// call prints the call of the method.
func (p *page) call(t *ir.Test) {
	p.write("testClient(x)")
	p.chain(t.Call)
	p.write(".", p.id(t.Method.Name), "(")
	start := len(p.out)
	p.context(t)
	for _, a := range t.Args {
		p.write(", ")
		p.value(a)
	}
	if t.Method.Upload {
		p.use("strings")
		p.write(", ")
		p.text(t.ContentType)
		p.write(", strings.NewReader(")
		p.text(t.Body)
		p.write(")")
	}
	if t.Method.Body != nil {
		p.testBody(t)
	}
	if t.Method.Options != nil {
		p.testOptions(t)
	}
	if strings.Contains(string(p.out[start:]), "\n") {
		p.unformatted = true // gofmt breaks the line behind an argument of several lines
	}
	p.write(")")
}

// context prints the context, which carries what the options do not.
func (p *page) context(t *ir.Test) {
	p.write(strings.Repeat("WithHeader(", len(t.Header)/2))
	p.write(strings.Repeat("WithQuery(", len(t.Query)/2))
	p.write("context.Background()")
	for _, pairs := range [][]string{t.Query, t.Header} {
		for i := 0; i+1 < len(pairs); i += 2 {
			p.write(", ")
			p.text(pairs[i])
			p.write(", ")
			p.text(pairs[i+1])
			p.write(")")
		}
	}
}

func (p *page) testBody(t *ir.Test) {
	if t.Body == "" {
		p.write(", nil")
		return
	}
	p.write(", jsonBody[")
	p.typeOf(*t.Method.Body)
	p.write("](x, decode)")
}

func (p *page) testOptions(t *ir.Test) {
	if len(t.Options) == 0 {
		p.write(", nil")
		return
	}
	p.write(", &", p.id(t.Method.Options.Type), "{")
	for i, o := range t.Options {
		if i > 0 {
			p.write(", ")
		}
		p.write(p.id(o.Field.Name), ": ")
		p.value(o.Value)
	}
	p.write("}")
}

// value prints a value of a test.
func (p *page) value(v any) {
	switch v := v.(type) {
	case string:
		p.text(v)
	case []string:
		p.texts(v)
	case int, bool:
		p.write(fmt.Sprint(v))
	default:
		p.write(fmt.Sprintf("%T(%v)", v, v))
	}
}

func (p *page) texts(list []string) {
	p.write("[]string{")
	for i, s := range list {
		if i > 0 {
			p.write(", ")
		}
		p.text(s)
	}
	p.write("}")
}

// text prints page text as a string, in its form.
func (p *page) text(s string) {
	if formOf(s) == raw {
		p.raw(s)
	} else {
		p.quoted(s)
	}
}
