package generator

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/parser/model"
)

// Declarations returns what the client of a model declares, beyond the runtime,
// in no particular order.
func Declarations(api *model.API, opts Options) ([]goapi.Declaration, error) {
	opts.defaults()
	lib, err := libraryOf(opts)
	if err != nil {
		return nil, err
	}
	made := planned(api, opts, lib.names)
	d := newDeclarer(made.pkg)
	d.services("client.", made.pkg.Roots)
	for _, f := range made.pkg.Types {
		for _, e := range f.Enums {
			d.enum(e)
		}
		for _, s := range f.Structs {
			d.structure(s)
		}
	}
	return d.list, nil
}

// declarer collects the declarations of a plan.
type declarer struct {
	list       []goapi.Declaration
	byType     map[string]*ir.Service
	documented map[string]string            // names of types in lower case, by Go name
	bodies     map[string]goapi.Declaration // the bodies of methods, by Go name
}

func newDeclarer(pkg *ir.Package) *declarer {
	d := &declarer{byType: map[string]*ir.Service{}, documented: map[string]string{}, bodies: map[string]goapi.Declaration{}}
	for _, f := range pkg.Files {
		for _, s := range f.Services {
			d.byType[s.Type] = s
		}
	}
	for _, f := range pkg.Types {
		for _, e := range f.Enums {
			d.documented[e.Name] = strings.ToLower(e.OData)
		}
		for _, s := range f.Structs {
			if s.OData != "" {
				d.documented[s.Name] = strings.ToLower(s.OData)
			}
		}
	}
	return d
}

func (d *declarer) add(in, name, typ, of, item string) {
	d.list = append(d.list, goapi.Declaration{In: in, Name: name, Type: typ, Of: of, Item: item})
}

// services declares what is below a service, whose chain of fields ends in a
// point.
func (d *declarer) services(chain string, fields []ir.Field) {
	for _, f := range fields {
		s := d.byType[f.Type]
		for _, m := range s.Methods {
			d.method(chain+f.Name+"."+m.Name, m)
		}
		d.services(chain+f.Name+".", s.Children)
	}
}

func (d *declarer) method(name string, m *ir.Method) {
	of := strings.TrimPrefix(m.Doc[len(m.Doc)-1], ir.OperationDirective)
	d.list = append(d.list, goapi.Declaration{Name: name, Of: of, Item: "method", Part: true})
	part := func(item, typ string) {
		d.list = append(d.list, goapi.Declaration{In: name, Name: name + " " + item, Type: typ, Of: of, Item: item, Part: true})
	}
	var args []string
	for _, a := range m.Args {
		args = append(args, a.Type)
	}
	part("arguments", strings.Join(args, ", "))
	part("result", d.result(m))
	switch {
	case m.Upload:
		part("body", "stream")
	case m.Body != nil:
		part("body", d.text(*m.Body))
		d.bodies[m.Body.Name] = d.list[len(d.list)-1]
	default:
		part("body", "")
	}
	if m.Options == nil {
		part("options", "")
		return
	}
	part("options", "options")
	if m.Options.Shared {
		return
	}
	for _, f := range m.Options.Fields {
		d.add(name+" options", name+" options."+f.Name, d.text(f.Type), of, f.Wire)
	}
}

// result tells results apart as the Go signatures do.
func (d *declarer) result(m *ir.Method) string {
	t := d.text(m.Result)
	switch m.Kind {
	case ir.Get:
		return "*" + t
	case ir.Value:
		return t
	case ir.List:
		return "*Page[" + t + "]"
	case ir.All:
		return "iter.Seq2[" + t + ", error]"
	case ir.Delta:
		return "*Delta[" + t + "]"
	case ir.Download:
		return "io.ReadCloser"
	case ir.Start:
		return "*Monitor"
	}
	return ""
}

// enum declares a type under its documented name: where Go's changes, what it
// holds stays.
func (d *declarer) enum(e *ir.Enum) {
	of := d.documented[e.Name]
	d.add("", of, "enum "+e.Name, of, "")
	for _, m := range e.Members {
		d.add(of, of+"."+strings.TrimPrefix(m.Name, e.Name), "constant", of, m.Value)
	}
}

func (d *declarer) structure(s *ir.Struct) {
	name := d.documented[s.Name]
	of := name
	if s.OData == "" {
		body := d.bodies[s.Name]
		name, of = s.Name, body.Of
		d.list = append(d.list, goapi.Declaration{In: body.Name, Name: name, Of: of, Item: "body", Part: true})
	} else {
		d.add("", name, "struct "+s.Name, of, "")
	}
	for _, f := range s.Fields {
		d.add(name, name+"."+f.Name, d.text(f.Type), of, f.JSON)
	}
}

// text writes a type as Go would, but for the names of documented types.
func (d *declarer) text(t ir.Type) string {
	name := t.Name
	if full, ok := d.documented[name]; ok && t.Package == "" {
		name = full
	}
	if t.Package != "" {
		name = t.Package + "." + name
	}
	if t.Pointer {
		name = "*" + name
	}
	switch {
	case t.Rel && t.Slice:
		return "Rels[" + name + "]"
	case t.Rel:
		return "Rel[" + name + "]"
	case t.Slice:
		return "[]" + name
	}
	return name
}
