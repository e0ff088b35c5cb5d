package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// calls are the runtime functions that make the call of each kind.
var calls = [...]string{
	ir.Do: "do", ir.Get: "get", ir.Value: "value", ir.List: "list",
	ir.All: "all", ir.Delta: "delta", ir.Download: "download", ir.Start: "start",
}

// method prints one method and the options struct it declares.
func method(f *jen.File, s *ir.Service, m *ir.Method) {
	f.Add(comment(m.Doc))
	call := jen.Id(calls[m.Kind])
	switch m.Kind {
	case ir.Do, ir.Download, ir.Start:
	default:
		call.Types(typeOf(m.Result))
	}
	f.Func().Params(jen.Id("s").Op("*").Id(s.Type)).Id(m.Name).
		Params(params(m)...).Add(results(m)).
		Block(jen.Return(call.Call(jen.Id("ctx"), jen.Id("s").Dot("core"), request(m))))
	f.Line()
	if m.Options != nil && !m.Options.Shared {
		options(f, m.Options)
	}
}

// params prints the parameters: context, path arguments, body, options.
func params(m *ir.Method) []jen.Code {
	out := []jen.Code{jen.Id("ctx").Qual("context", "Context")}
	for i, a := range m.Args {
		p := jen.Id(a.Name)
		if i+1 == len(m.Args) || m.Args[i+1].Type != a.Type {
			p.Id(a.Type)
		}
		out = append(out, p)
	}
	if m.Upload {
		out = append(out, jen.Id("contentType").String(), jen.Id("content").Qual("io", "Reader"))
	}
	if m.Body != nil {
		out = append(out, jen.Id("body").Add(typeOf(*m.Body)))
	}
	if m.Options != nil {
		out = append(out, jen.Id("opts").Op("*").Id(m.Options.Type))
	}
	return out
}

func results(m *ir.Method) jen.Code {
	t := typeOf(m.Result)
	switch m.Kind {
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

// request prints the request value of a call.
func request(m *ir.Method) jen.Code {
	fields := []jen.Code{
		jen.Line().Id("method").Op(":").Lit(m.HTTP),
		jen.Line().Id("path").Op(":").Add(path(m.Path)),
	}
	add := func(name string, value jen.Code) {
		fields = append(fields, jen.Line().Id(name).Op(":").Add(value))
	}
	if m.Options != nil {
		add("options", jen.Id("opts"))
	}
	if m.Body != nil {
		add("body", jen.Id("body"))
	}
	if m.Upload {
		add("stream", jen.Id("content"))
		add("contentType", jen.Id("contentType"))
	}
	if m.Accept != "" {
		add("accept", jen.Lit(m.Accept))
	}
	if len(m.Statuses) > 0 {
		add("statuses", jen.Lit(statuses(m.Statuses)))
	}
	if m.Eventual {
		add("eventual", jen.True())
	}
	fields = append(fields, jen.Line())
	return jen.Op("&").Id("request").Values(fields...)
}

// statuses writes statuses as the runtime reads them.
func statuses(list []int) string {
	var b []byte
	for i, status := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(status), 10)
	}
	return string(b)
}

func path(parts []ir.Part) jen.Code {
	out := jen.Null()
	for i, p := range parts {
		if i > 0 && p.Arg == "" && p.Text == "" {
			continue
		}
		if i > 0 {
			out.Op("+")
		}
		if p.Arg != "" {
			out.Id(p.Func).Call(jen.Id(p.Arg))
		} else {
			out.Lit(p.Text)
		}
	}
	return out
}

func typeOf(t ir.Type) *jen.Statement {
	out := jen.Null()
	if t.Rel {
		t.Rel = false
		return out.Id("Rel").Types(typeOf(t))
	}
	if t.Slice {
		out.Index()
	}
	if t.Pointer {
		out.Op("*")
	}
	if t.Package != "" {
		return out.Qual(t.Package, t.Name)
	}
	return out.Id(t.Name)
}

// options prints an options struct.
func options(f *jen.File, o *ir.Options) {
	f.Add(comment(o.Doc))
	f.Type().Id(o.Type).StructFunc(func(g *jen.Group) {
		for _, field := range o.Fields {
			if len(field.Doc) > 0 {
				g.Add(comment(field.Doc))
			}
			g.Id(field.Name).Add(typeOf(field.Type)).Tag(map[string]string{field.Key: field.Wire})
		}
	})
	f.Line()
}
