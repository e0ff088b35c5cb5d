package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// plan returns the files of all types that are reached, sorted by name.
func (t *typeSet) plan(workers int) []*ir.TypeFile {
	tables := t.reach()
	parallel.Each(workers, len(tables), func(i int) { tables[i].describe() })
	types := make([]plannedType, len(t.requests)+len(t.queue))
	parallel.Each(workers, len(types), func(i int) {
		if i < len(t.requests) {
			types[i] = request(&t.requests[i])
		} else {
			types[i] = t.planType(t.queue[i-len(t.requests)])
		}
	})
	var structs []*ir.Struct
	var enums []*ir.Enum
	for _, p := range types {
		t.diagnostics = append(t.diagnostics, p.found...)
		if p.enum != nil {
			enums = append(enums, p.enum)
		} else {
			structs = append(structs, p.structure)
		}
	}
	return typeFiles(structs, enums)
}

// reach looks into every type that is wanted, and into those that are wanted
// by it. What derives from a type is reached too, because a value of the type
// may be one of those. It returns the tables of all structs, once each.
func (t *typeSet) reach() []*table {
	var tables []*table
	for i := range t.requests {
		tables = append(tables, t.parameters(&t.requests[i]))
	}
	for i := 0; i < len(t.queue); i++ { // wanting makes it longer
		r := t.byName[t.queue[i]]
		if r == nil || r.Kind == model.KindEnum {
			continue
		}
		for _, d := range t.derived[t.queue[i]] {
			t.want(d.Name)
		}
		for _, base := range t.line(r) {
			if t.tables[base] == nil {
				tables = append(tables, t.table(base))
			}
		}
	}
	return tables
}

// plannedType is one type, an enum or a struct, and what is odd about it.
type plannedType struct {
	enum      *ir.Enum
	structure *ir.Struct
	found     source.List
}

// planType plans a type that is reached. It changes nothing that other types
// are planned from.
func (t *typeSet) planType(k string) plannedType {
	r := t.byName[k]
	switch {
	case r == nil:
		return t.undefined(k)
	case r.Kind == model.KindEnum:
		return plannedType{enum: t.enum(r)}
	}
	return t.resource(r)
}

// typeFiles spreads types over files by their first letter.
func typeFiles(structs []*ir.Struct, enums []*ir.Enum) []*ir.TypeFile {
	byName := map[string]*ir.TypeFile{}
	var files []*ir.TypeFile
	file := func(name string) *ir.TypeFile {
		name = "types_" + strings.ToLower(name[:1]) + ".go"
		if byName[name] == nil {
			byName[name] = &ir.TypeFile{Name: name}
			files = append(files, byName[name])
		}
		return byName[name]
	}
	slices.SortFunc(structs, func(a, b *ir.Struct) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(enums, func(a, b *ir.Enum) int { return cmp.Compare(a.Name, b.Name) })
	for _, s := range structs {
		f := file(s.Name)
		f.Structs = append(f.Structs, s)
	}
	for _, e := range enums {
		f := file(e.Name)
		f.Enums = append(f.Enums, e)
	}
	slices.SortFunc(files, func(a, b *ir.TypeFile) int { return cmp.Compare(a.Name, b.Name) })
	return files
}

// resource plans the struct of an entity or complex type, with the properties
// of its base types.
func (t *typeSet) resource(r *model.Resource) plannedType {
	s := &ir.Struct{Name: t.names[t.key(r.Name)], OData: r.Name, Derived: r.BaseType != "" && key(r.BaseType) != rootEntity}
	s.Doc = typeDoc(s.Name, r)
	var tables []*table
	for _, base := range t.line(r) {
		tables = append(tables, t.tables[base])
	}
	fields := newFields(tables...)
	s.Fields = fields.list
	return plannedType{structure: s, found: fields.found}
}

// line returns the base types of r, the first one first, and r itself.
func (t *typeSet) line(r *model.Resource) []*model.Resource {
	line := []*model.Resource{r}
	for b := t.find(r.BaseType); b != nil && !slices.Contains(line, b); b = t.find(b.BaseType) {
		line = append(line, b)
	}
	slices.Reverse(line)
	return line
}

// undefined plans a type that pages name and none defines: all its properties
// are kept as JSON.
func (t *typeSet) undefined(k string) plannedType {
	full := t.wanted[k]
	p := plannedType{structure: &ir.Struct{
		Name: t.names[k], OData: full,
		Doc: comment(t.names[k]+" is the type "+full+", which no page defines: see Extra for its properties.", docWidth),
	}}
	p.found.Add(t.pos(k), source.Warning, "type-undefined", "type %q is named by pages and defined by none", full)
	return p
}
