package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// calls are the runtime functions that make the call of each kind.
var calls = [...]string{
	ir.Do: "do", ir.Get: "get", ir.Value: "value", ir.List: "list",
	ir.All: "all", ir.Delta: "delta", ir.Download: "download", ir.Start: "start",
}

// methodShape is what the code of a method depends on, but for names, types
// and texts.
type methodShape struct {
	kind                                              ir.Kind
	body, upload, options, accept, redirect, eventual bool
}

// method prints one method and the options struct it declares.
func (p *page) method(s *ir.Service, m *ir.Method) {
	p.comment("", m.Doc)
	p.fill(methodShape{
		m.Kind, m.Body != nil, m.Upload, m.Options != nil, m.Accept != "", redirects(m), m.Eventual,
	}, func(h hole) {
		switch h {
		case holeType:
			p.write(s.Type)
		case holeName:
			p.write(p.id(m.Name))
		case holeArgs:
			p.args(m.Args)
		case holeBody:
			p.typeOf(*m.Body)
		case holeOptions:
			p.write(p.id(m.Options.Type))
		case holeResult:
			p.typeOf(m.Result)
		case holeMethod:
			p.quoted(m.HTTP)
		case holePath:
			p.path(m.Path)
		case holeAccept:
			p.quoted(m.Accept)
		}
	})
	if m.Options != nil && !m.Options.Shared {
		p.options(m.Options)
	}
}

func (m methodShape) code() []jen.Code {
	call := jen.Id(calls[m.kind])
	switch m.kind {
	case ir.Do, ir.Download, ir.Start:
	case ir.Get:
		call.Types(jen.Op("*").Add(holeResult.id()))
	default:
		call.Types(holeResult.id())
	}
	return []jen.Code{jen.Func().Params(jen.Id("s").Op("*").Add(holeType.id())).Add(holeName.id()).
		Params(m.params()...).Add(m.results()).
		Block(jen.Return(call.Call(jen.Id("ctx"), jen.Id("s").Dot("core"), m.request())))}
}

// params are the parameters: context, path arguments, body, options.
func (m methodShape) params() []jen.Code {
	out := []jen.Code{jen.Id("ctx").Qual("context", "Context"), holeArgs.params()}
	if m.upload {
		out = append(out, jen.Id("contentType").String(), jen.Id("content").Qual("io", "Reader"))
	}
	if m.body {
		out = append(out, jen.Id("body").Add(holeBody.id()))
	}
	if m.options {
		out = append(out, jen.Id("opts").Op("*").Add(holeOptions.id()))
	}
	return out
}

func (m methodShape) results() jen.Code {
	t := holeResult.id()
	switch m.kind {
	case ir.Get:
		return jen.Params(jen.Op("*").Add(t), jen.Error())
	case ir.Value:
		return jen.Params(t, jen.Error())
	case ir.List:
		return jen.Params(jen.Op("*").Id("Page").Types(t), jen.Error())
	case ir.All:
		return jen.Qual("iter", "Seq2").Types(t, jen.Error())
	case ir.Delta:
		return jen.Op("*").Id("Delta").Types(t)
	case ir.Download:
		return jen.Params(jen.Qual("io", "ReadCloser"), jen.Error())
	case ir.Start:
		return jen.Params(jen.Op("*").Id("Monitor"), jen.Error())
	}
	return jen.Error()
}

// request is the request value of a call.
func (m methodShape) request() jen.Code {
	return jen.Op("&").Id("request").Values(entries(
		entry{true, "method", holeMethod.id()},
		entry{true, "path", holePath.id()},
		entry{m.options, "options", jen.Id("opts")},
		entry{m.body, "body", jen.Id("body")},
		entry{m.upload, "stream", jen.Id("content")},
		entry{m.upload, "contentType", jen.Id("contentType")},
		entry{m.accept, "accept", holeAccept.id()},
		entry{m.redirect, "redirect", jen.True()},
		entry{m.eventual, "eventual", jen.True()},
	)...)
}

// entry is a field of a literal, which may be absent.
type entry struct {
	has   bool
	name  string
	value jen.Code
}

// entries are the fields of a literal, a line each.
func entries(list ...entry) []jen.Code {
	var out []jen.Code
	for _, e := range list {
		if e.has {
			out = append(out, jen.Line().Id(e.name).Op(":").Add(e.value))
		}
	}
	return append(out, jen.Line())
}

// args prints the parameters that go into the path.
func (p *page) args(args []ir.Arg) {
	for i, a := range args {
		p.write(", ", p.id(a.Name))
		if i+1 == len(args) || args[i+1].Type != a.Type {
			p.write(" ", p.id(a.Type))
		}
	}
}

// path prints the expression that writes a path.
func (p *page) path(parts []ir.Part) {
	for i, part := range parts {
		switch {
		case i > 0 && part.Arg == "" && part.Text == "":
			continue
		case i > 0:
			p.write(" + ")
		}
		if part.Arg == "" {
			p.quoted(part.Text)
		} else {
			p.write(p.id(part.Func), "(", p.id(part.Arg), ")")
		}
	}
}

// redirects reports whether a redirect is documented, which the runtime would
// otherwise take for a refusal.
func redirects(m *ir.Method) bool {
	return slices.ContainsFunc(m.Statuses, func(status int) bool { return status/100 == 3 })
}

// options prints an options struct.
func (p *page) options(o *ir.Options) {
	p.comment("", o.Doc)
	p.write("type ", o.Type, " struct {\n")
	p.fields(len(o.Fields), func(i int) field {
		f := &o.Fields[i]
		return field{f.Doc, f.Name, f.Type, f.Key, f.Wire}
	})
	p.write("}\n\n")
}
