package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// Types prints one file of types.
func Types(pkg *ir.Package, file *ir.TypeFile) ([]byte, error) {
	f := newFile(pkg.Name)
	for _, e := range file.Enums {
		enum(f, e)
	}
	for _, s := range file.Structs {
		structType(f, s)
	}
	return render(file.Name, f)
}

// enum prints a string type and its members.
func enum(f *jen.File, e *ir.Enum) {
	f.Add(comment(e.Doc))
	f.Type().Id(e.Name).String()
	f.Line()
	if len(e.Members) == 0 {
		return
	}
	f.Comment("The documented values of " + e.Name + ". The service may send others.")
	f.Const().DefsFunc(func(g *jen.Group) {
		for _, m := range e.Members {
			if len(m.Doc) > 0 {
				g.Add(comment(m.Doc))
			}
			g.Id(m.Name).Id(e.Name).Op("=").Lit(m.Value)
		}
	})
	f.Line()
}

// structType prints a struct and the methods that make it JSON.
func structType(f *jen.File, s *ir.Struct) {
	f.Add(comment(s.Doc))
	fields := []jen.Code{object(s)}
	if len(s.Fields) > 0 {
		fields = append(fields, jen.Line())
	}
	for _, field := range s.Fields {
		if len(field.Doc) > 0 {
			fields = append(fields, comment(field.Doc))
		}
		fields = append(fields, jen.Id(field.Name).Add(typeOf(field.Type)).Tag(map[string]string{"json": field.JSON}))
	}
	f.Type().Id(s.Name).Struct(fields...)
	f.Line()
	if s.OData == "" {
		return // the runtime encodes it without a method
	}
	f.Comment("MarshalJSON writes what is set, and what the service sent beyond the fields.")
	f.Func().Params(jen.Id("v").Id(s.Name)).Id("MarshalJSON").Params().
		Params(jen.Index().Byte(), jen.Error()).
		Block(jen.Return(jen.Id("encodeObject").Call(jen.Op("&").Id("v"))))
	f.Line()
	f.Comment("UnmarshalJSON reads the fields, and keeps what has none.")
	f.Func().Params(jen.Id("v").Op("*").Id(s.Name)).Id("UnmarshalJSON").
		Params(jen.Id("data").Index().Byte()).Error().
		Block(jen.Return(jen.Id("decodeObject").Call(jen.Id("data"), jen.Id("v"))))
	f.Line()
}

// object prints the embedded object, whose tag names the type in the service.
func object(s *ir.Struct) jen.Code {
	o := jen.Id("Object")
	if s.OData == "" {
		return o
	}
	tag := s.OData
	if s.Derived {
		tag += ",always"
	}
	return o.Tag(map[string]string{"odata": tag})
}
