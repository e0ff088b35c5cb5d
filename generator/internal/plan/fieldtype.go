package plan

import (
	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// edm maps the primitive types to Go types.
func edm(name string) (ir.Type, bool) {
	switch name {
	case "Edm.String", "Edm.Guid":
		return ir.Type{Name: "string"}, true
	case "Edm.Boolean":
		return ir.Type{Name: "bool"}, true
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return ir.Type{Name: "int32"}, true
	case "Edm.Int64":
		return ir.Type{Name: "int64"}, true
	case "Edm.Single", "Edm.Double", "Edm.Decimal":
		return ir.Type{Name: "float64"}, true
	case "Edm.DateTimeOffset":
		return ir.Type{Package: "time", Name: "Time"}, true
	case "Edm.Date":
		return ir.Type{Name: "Date"}, true
	case "Edm.TimeOfDay":
		return ir.Type{Name: "TimeOfDay"}, true
	case "Edm.Duration":
		return ir.Type{Name: "Duration"}, true
	case "Edm.Binary":
		return ir.Type{Name: "byte", Slice: true}, true
	}
	return rawJSON, false
}

// fieldType is the Go type of a property. A property that holds an entity is
// a relationship, in whatever table it stands.
func (t *typeSet) fieldType(p *model.Property) ir.Type {
	if isNamed(p.Type) && t.isEntity(p.Type) {
		return t.relationship(p)
	}
	return t.valueType(p.Type, p.Collection)
}

// valueType is the Go type of a value inside another: structs by pointer,
// collections as slices.
func (t *typeSet) valueType(documented string, collection bool) ir.Type {
	if !isNamed(documented) {
		g, known := edm(documented)
		switch {
		case collection && (g.Slice || !known): // a list of binaries, or of what is unknown
			g = rawJSON
			g.Slice = true
		case collection:
			g.Slice = true
		}
		return g
	}
	g := ir.Type{Name: t.want(documented), Slice: collection}
	g.Pointer = !collection && !t.isEnum(documented)
	return g
}

// relationship is the Go type of a navigation property.
func (t *typeSet) relationship(p *model.Property) ir.Type {
	g := t.valueType(p.Type, p.Collection)
	if !isNamed(p.Type) || t.isEnum(p.Type) {
		return g
	}
	g.Rel, g.Pointer = true, true
	return g
}

// itemType is the Go type of an item of a collection: structs by pointer.
func (t *typeSet) itemType(documented string) ir.Type {
	g := t.elementType(documented)
	g.Pointer = isNamed(documented) && !t.isEnum(documented)
	return g
}

// elementType is the Go type of a result.
func (t *typeSet) elementType(documented string) ir.Type {
	if isNamed(documented) {
		return ir.Type{Name: t.want(documented)}
	}
	g, _ := edm(documented)
	return g
}
