package plan

import (
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// table is what the properties of one page give the structs that have them:
// that of the page's type, and those of the types that derive from it.
type table struct {
	properties []*model.Property
	fields     []ir.StructField // of properties; Name is the one that is preferred
}

// add takes a property that a struct can have.
func (t *table) add(p *model.Property, name string, typ ir.Type) {
	t.properties = append(t.properties, p)
	t.fields = append(t.fields, ir.StructField{Name: name, Type: typ, JSON: p.Name})
}

// describe writes the comments of the fields.
func (t *table) describe() {
	for i, p := range t.properties {
		t.fields[i].Doc = propertyDoc(p)
	}
}

// table returns the table of a resource, and wants the types in it.
func (t *typeSet) table(r *model.Resource) *table {
	if known := t.tables[r]; known != nil {
		return known
	}
	room := len(r.Properties) + len(r.Relationships)
	out := &table{make([]*model.Property, 0, room), make([]ir.StructField, 0, room)}
	for i := range r.Properties {
		if p := &r.Properties[i]; isPropertyName(p.Name) {
			out.add(p, t.exported(p.Name), t.fieldType(p))
		}
	}
	for i := range r.Relationships {
		if p := &r.Relationships[i]; isPropertyName(p.Name) {
			out.add(p, t.exported(p.Name), t.relationship(p))
		}
	}
	t.tables[r] = out
	return out
}

// exported is the Go name of a property, many of which are in several types.
func (t *typeSet) exported(name string) string {
	id, ok := t.ids[name]
	if !ok {
		id = t.rules.Exported(name)
		t.ids[name] = id
	}
	return id
}
