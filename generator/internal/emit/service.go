package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// client prints Client and NewClient.
func client(f *jen.File, pkg *ir.Package) {
	f.Comment("APIVersion is the version of Microsoft Graph that the package calls.")
	f.Const().Id("APIVersion").Op("=").Lit(pkg.Version)
	f.Line()
	f.Comment("Client calls Microsoft Graph. Its fields hold the operations, by path.")
	f.Comment("It is made by NewClient and safe for concurrent use.")
	fields := []jen.Code{jen.Id("core"), jen.Line()}
	for _, root := range pkg.Roots {
		fields = append(fields, jen.Id(root.Name).Id(root.Type))
	}
	f.Type().Id("Client").Struct(fields...)
	f.Line()
	f.Comment("NewClient returns a client that gets its access tokens from tokens.")
	f.Func().Id("NewClient").
		Params(jen.Id("tokens").Id("TokenSource"), jen.Id("opts").Op("...").Id("Option")).
		Params(jen.Op("*").Id("Client"), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			g.Id("c").Op(":=").Op("&").Id("Client").Values()
			g.If(jen.Err().Op(":=").Id("c").Dot("core").Dot("configure").Call(jen.Id("APIVersion"), jen.Id("tokens"), jen.Id("opts")),
				jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
			for _, root := range pkg.Roots {
				g.Id("c").Dot(root.Name).Dot("bind").Call(jen.Op("&").Id("c").Dot("core"))
			}
			g.Return(jen.Id("c"), jen.Nil())
		})
}

// service prints one service type, its wiring and its methods.
func service(f *jen.File, s *ir.Service) {
	fields := []jen.Code{jen.Id("core").Op("*").Id("core")}
	if len(s.Children) > 0 {
		fields = append(fields, jen.Line())
	}
	for _, child := range s.Children {
		fields = append(fields, jen.Id(child.Name).Id(child.Type))
	}
	f.Add(comment(s.Doc))
	f.Type().Id(s.Type).Struct(fields...)
	f.Line()
	if s.Root {
		bind(f, s)
	}
	for _, m := range s.Methods {
		method(f, s, m)
	}
}

// bind prints the function that gives a root service and all services below
// it their core. One function for each of them would be a quarter of all code.
func bind(f *jen.File, s *ir.Service) {
	f.Func().Params(jen.Id("s").Op("*").Id(s.Type)).Id("bind").Params(jen.Id("c").Op("*").Id("core")).
		BlockFunc(func(g *jen.Group) {
			g.Id("s").Dot("core").Op("=").Id("c")
			for _, chain := range s.Below {
				field := g.Id("s")
				for name := range strings.SplitSeq(chain, ".") {
					field.Dot(name)
				}
				field.Dot("core").Op("=").Id("c")
			}
		})
	f.Line()
}
