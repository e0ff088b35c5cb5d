package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// client is Client and NewClient. There is one of each, so they have no holes.
type client struct{ pkg *ir.Package }

func (c client) code() []jen.Code {
	fields := []jen.Code{jen.Id("core"), jen.Line()}
	for _, root := range c.pkg.Roots {
		fields = append(fields, jen.Id(root.Name).Id(root.Type))
	}
	return []jen.Code{
		jen.Comment("APIVersion is the version of Microsoft Graph that the package calls."),
		jen.Const().Id("APIVersion").Op("=").Lit(c.pkg.Version).Line(),
		jen.Comment("Client calls Microsoft Graph. Its fields hold the operations, by path."),
		jen.Comment("It is made by NewClient and safe for concurrent use."),
		jen.Type().Id("Client").Struct(fields...).Line(),
		jen.Comment("NewClient returns a client that gets its access tokens from tokens."),
		jen.Func().Id("NewClient").
			Params(jen.Id("tokens").Id("TokenSource"), jen.Id("opts").Op("...").Id("Option")).
			Params(jen.Op("*").Id("Client"), jen.Error()).
			BlockFunc(func(g *jen.Group) {
				g.Id("c").Op(":=").Op("&").Id("Client").Values()
				g.If(jen.Err().Op(":=").Id("c").Dot("core").Dot("configure").Call(jen.Id("APIVersion"), jen.Id("tokens"), jen.Id("opts")),
					jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
				for _, root := range c.pkg.Roots {
					g.Id("c").Dot(root.Name).Dot("bind").Call(jen.Op("&").Id("c").Dot("core"))
				}
				g.Return(jen.Id("c"), jen.Nil())
			}),
	}
}

// service prints one service type, its wiring and its methods.
func (p *page) service(s *ir.Service) {
	p.comment("", s.Doc)
	p.write("type ", p.id(s.Type), " struct {\n\tcore *core\n")
	if len(s.Children) > 0 {
		p.write("\n")
	}
	p.fields(len(s.Children), func(i int) field {
		return field{name: s.Children[i].Name, typ: ir.Type{Name: s.Children[i].Type}}
	})
	p.write("}\n\n")
	if s.Root {
		p.bind(s)
	}
	for _, m := range s.Methods {
		p.method(s, m)
	}
}

// bind prints the function that gives a root service and all services below
// it their core. One function for each of them would be a quarter of all code.
func (p *page) bind(s *ir.Service) {
	p.write("func (s *", p.id(s.Type), ") bind(c *core) {\n\ts.core = c\n")
	for _, chain := range s.Below {
		p.write("\ts")
		p.chain(chain)
		p.write(".core = c\n")
	}
	p.write("}\n\n")
}

// chain prints a chain of fields: ".Messages.Attachments".
func (p *page) chain(chain string) {
	for name := range strings.SplitSeq(chain, ".") {
		p.write(".", p.id(name))
	}
}
