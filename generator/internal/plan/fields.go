package plan

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// fields collects the fields of one struct under unique names.
type fields struct {
	types *typeSet
	list  []ir.StructField
	at    map[string]int    // by JSON name
	names map[string]string // JSON names, by Go name
}

func newFields(t *typeSet) *fields {
	return &fields{types: t, at: map[string]int{}, names: map[string]string{"MarshalJSON": "a method", "UnmarshalJSON": "a method", "Object": "the embedded struct"}}
}

// add takes a property. One of a base type is replaced by that of the same
// name in a derived type.
func (f *fields) add(p model.Property, t ir.Type) {
	if !isPropertyName(p.Name) {
		return
	}
	field := ir.StructField{Type: t, JSON: p.Name, Doc: propertyDoc(p)}
	if i, ok := f.at[p.Name]; ok {
		field.Name = f.list[i].Name
		f.list[i] = field
		return
	}
	field.Name = f.name(p)
	f.at[p.Name] = len(f.list)
	f.list = append(f.list, field)
}

// name gives a property a Go name that no other field and no method has.
func (f *fields) name(p model.Property) string {
	name := f.types.rules.Exported(p.Name)
	first := name
	for f.names[name] != "" {
		name += "Property"
	}
	f.names[name] = p.Name
	if name != first {
		f.types.diagnostics.Add(p.Pos, source.Info, "field-name-collision",
			"property %q is the field %s, because %q has the name %s", p.Name, name, f.names[first], first)
	}
	return name
}

// isPropertyName reports whether a name may be that of a JSON property of the
// service. Annotations are kept with the unknown properties.
func isPropertyName(name string) bool {
	if name == "" || strings.ContainsAny(name, "@\"`\\,") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' })
}
