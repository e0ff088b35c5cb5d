package plan

import (
	"slices"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// fields collects the fields of one struct under unique names.
type fields struct {
	list  []ir.StructField
	at    map[string]int    // by JSON name
	names map[string]string // JSON names, by Go name
	found source.List
}

// newFields makes room for the fields of tables.
func newFields(tables ...*table) *fields {
	room := 0
	for _, t := range tables {
		room += len(t.fields)
	}
	f := &fields{list: slices.Grow([]ir.StructField(nil), room), at: make(map[string]int, room), names: make(map[string]string, room+3)}
	f.names["MarshalJSON"], f.names["UnmarshalJSON"], f.names["Object"] = "a method", "a method", "the embedded struct"
	for _, t := range tables {
		for i, p := range t.properties {
			f.add(p, t.fields[i])
		}
	}
	return f
}

// add takes a field. One of a base type is replaced by that of the same name in
// a derived type.
func (f *fields) add(p *model.Property, field ir.StructField) {
	if i, ok := f.at[p.Name]; ok {
		field.Name = f.list[i].Name
		f.list[i] = field
		return
	}
	field.Name = f.name(p, field.Name)
	f.at[p.Name] = len(f.list)
	f.list = append(f.list, field)
}

// name makes a property's Go name one that no other field and no method has.
func (f *fields) name(p *model.Property, first string) string {
	name := first
	for f.names[name] != "" {
		name += "Property"
	}
	f.names[name] = p.Name
	if name != first {
		f.found.Add(p.Pos, source.Info, "field-name-collision",
			"property %q is the field %s, because %q has the name %s", p.Name, name, f.names[first], first)
	}
	return name
}

// isPropertyName reports whether a name may be that of a JSON property of the
// service. Annotations are kept with the unknown properties.
func isPropertyName(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case c <= ' ', c > '~', c == '@', c == '"', c == '`', c == '\\', c == ',':
			return false
		}
	}
	return name != ""
}
