package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// plan returns the files of all types that are reached, sorted by name.
func (t *typeSet) plan() []*ir.TypeFile {
	var structs []*ir.Struct
	var enums []*ir.Enum
	for _, r := range t.requests {
		structs = append(structs, t.request(r))
	}
	for len(t.queue) > 0 {
		k := t.queue[0]
		t.queue = t.queue[1:]
		r := t.byName[k]
		switch {
		case r == nil:
			structs = append(structs, t.undefined(k))
		case r.Kind == model.KindEnum:
			enums = append(enums, t.enum(r))
		default:
			structs = append(structs, t.resource(r))
		}
	}
	return typeFiles(structs, enums)
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
// of its base types. What derives from it is reached too, because a value of
// the type may be one of those.
func (t *typeSet) resource(r *model.Resource) *ir.Struct {
	for _, d := range t.derived[key(r.Name)] {
		t.want(d.Name)
	}
	s := &ir.Struct{Name: t.names[key(r.Name)], OData: r.Name, Derived: r.BaseType != "" && key(r.BaseType) != rootEntity}
	s.Doc = typeDoc(s.Name, r)
	fields := newFields(t)
	for _, base := range t.line(r) {
		for _, p := range base.Properties {
			fields.add(p, t.fieldType(p))
		}
		for _, p := range base.Relationships {
			fields.add(p, t.relationship(p))
		}
	}
	s.Fields = fields.list
	return s
}

// line returns the base types of r, the first one first, and r itself.
func (t *typeSet) line(r *model.Resource) []*model.Resource {
	line := []*model.Resource{r}
	for b := t.byName[key(r.BaseType)]; b != nil && !slices.Contains(line, b); b = t.byName[key(b.BaseType)] {
		line = append(line, b)
	}
	slices.Reverse(line)
	return line
}

// undefined plans a type that pages name and none defines: all its properties
// are kept as JSON.
func (t *typeSet) undefined(k string) *ir.Struct {
	full := t.wanted[k]
	t.diagnostics.Add(t.pos(k), source.Warning, "type-undefined", "type %q is named by pages and defined by none", full)
	return &ir.Struct{
		Name: t.names[k], OData: full,
		Doc: comment(t.names[k]+" is the type "+full+", which no page defines: see Extra for its properties.", docWidth),
	}
}
