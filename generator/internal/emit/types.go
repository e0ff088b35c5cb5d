package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// enum prints a string type and its members.
func (p *page) enum(e *ir.Enum) {
	p.comment("", e.Doc)
	p.write("type ", p.id(e.Name), " string\n\n")
	if len(e.Members) == 0 {
		return
	}
	p.write("// The documented values of ", e.Name, ". The service may send others.\nconst (\n")
	p.fields(len(e.Members), func(i int) field {
		m := &e.Members[i]
		return field{m.Doc, m.Name, ir.Type{Name: e.Name}, assigned, m.Value}
	})
	p.write(")\n\n")
}

// resource prints a struct and the methods that make it JSON.
func (p *page) resource(s *ir.Struct) {
	p.comment("", s.Doc)
	p.write("type ", p.id(s.Name), " struct {\n\tObject")
	p.object(s)
	if len(s.Fields) > 0 {
		p.write("\n")
	}
	p.fields(len(s.Fields), func(i int) field {
		f := &s.Fields[i]
		return field{f.Doc, f.Name, f.Type, "json", f.JSON}
	})
	p.write("}\n\n")
	if s.OData != "" { // without it, the runtime encodes it without a method
		p.fill(jsonMethods{}, func(hole) { p.write(s.Name) })
	}
}

// object prints the tag of the embedded object, which names the type in the
// service.
func (p *page) object(s *ir.Struct) {
	if s.OData != "" {
		tag := s.OData
		if s.Derived {
			tag += ",always"
		}
		p.write(" ")
		p.tag("odata", tag)
	}
	p.write("\n")
}

// jsonMethods are the methods that make a struct JSON. MarshalJSON takes a value,
// so that values are encoded too; the compiler makes another for pointers, which
// would hold a copy of the first if that were inlined.
type jsonMethods struct{}

func (jsonMethods) code() []jen.Code {
	return []jen.Code{
		jen.Comment("MarshalJSON writes what is set, and what the service sent beyond the fields."),
		jen.Comment("//"),
		jen.Comment("//go:noinline"),
		jen.Func().Params(jen.Id("v").Add(holeType.id())).Id("MarshalJSON").Params().
			Params(jen.Index().Byte(), jen.Error()).
			Block(jen.Return(jen.Id("encodeObject").Call(jen.Op("&").Id("v")))).Line(),
		jen.Comment("UnmarshalJSON reads the fields, and keeps what has none."),
		jen.Func().Params(jen.Id("v").Op("*").Add(holeType.id())).Id("UnmarshalJSON").
			Params(jen.Id("data").Index().Byte()).Error().
			Block(jen.Return(jen.Id("decodeObject").Call(jen.Id("data"), jen.Id("v")))),
	}
}
