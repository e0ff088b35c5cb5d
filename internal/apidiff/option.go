package apidiff

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// field is a named part of an operation or a type: a header, a parameter, a
// row of a body table.
type field struct {
	name, typ  string
	collection bool
	required   bool
	pos        source.Pos
}

// typeName is the type as the page means it, empty where it names none.
func (f field) typeName() string { return typeName(f.typ, f.collection) }

func typeName(name string, collection bool) string {
	if collection && name != "" {
		return "Collection(" + name + ")"
	}
	return name
}

// retyped reports whether two fields have types that are known and differ.
// Types differ in more than letter case: link targets have none.
func retyped(o, n field) bool {
	return o.typ != "" && n.typ != "" && !strings.EqualFold(o.typeName(), n.typeName())
}

// fields is a list of fields in page order, without repeated names.
type fields struct {
	list   []field
	byName map[string]int
}

func (fs *fields) add(f field) {
	if fs.byName == nil {
		fs.byName = map[string]int{}
	}
	key := strings.ToLower(f.name)
	if _, seen := fs.byName[key]; seen || f.name == "" {
		return
	}
	fs.byName[key] = len(fs.list)
	fs.list = append(fs.list, f)
}

func (fs *fields) get(name string) (field, bool) {
	i, ok := fs.byName[strings.ToLower(name)]
	if !ok {
		return field{}, false
	}
	return fs.list[i], true
}

// kindSet names the kinds of change that a comparison of fields gives.
type kindSet struct{ removed, added, retyped, required Kind }

// compare reports the fields that were removed, added, retyped or whose
// required mark changed.
func (d *differ) compare(old, new fields, k kindSet) {
	for _, o := range old.list {
		n, ok := new.get(o.name)
		c := Change{Item: o.name, OldPos: o.pos, NewPos: n.pos}
		if !ok {
			c.Kind, c.Old = k.removed, o.typeName()
			d.add(c)
			continue
		}
		if k.retyped != "" && retyped(o, n) {
			c.Kind, c.Old, c.New = k.retyped, o.typeName(), n.typeName()
			d.add(c)
		}
		if k.required != "" && o.required != n.required {
			c.Kind, c.Old, c.New = k.required, must(o.required), must(n.required)
			d.add(c)
		}
	}
	for _, n := range new.list {
		if _, ok := old.get(n.name); !ok {
			d.add(Change{Kind: k.added, Item: n.name, New: n.typeName(), NewPos: n.pos})
		}
	}
}

func must(required bool) string {
	if required {
		return "required"
	}
	return "optional"
}

// options compares headers and query parameters, the fields of the options
// argument.
func (d *differ) options(old, new []*model.Page) {
	d.compare(headers(old), headers(new), kindSet{HeaderRemoved, HeaderAdded, "", HeaderRequired})
	d.compare(query(old), query(new), kindSet{QueryRemoved, QueryAdded, QueryRetyped, ""})
}

func headers(pages []*model.Page) fields {
	var fs fields
	for _, p := range pages {
		for _, h := range p.RequestHeaders {
			fs.add(field{name: h.Name, required: h.Required, pos: h.Pos})
		}
	}
	return fs
}

func query(pages []*model.Page) fields {
	var fs fields
	for _, p := range pages {
		for _, q := range p.QueryParameters {
			fs.add(field{name: q.Name, typ: q.Type, collection: q.Collection, required: q.Required, pos: q.Pos})
		}
	}
	return fs
}

// parameters compares the parameters of OData functions, which are arguments.
func (d *differ) parameters(old, new []*model.Page) {
	d.compare(functionParameters(old), functionParameters(new),
		kindSet{ParameterRemoved, ParameterAdded, ParameterRetyped, ""})
}

func functionParameters(pages []*model.Page) fields {
	var fs fields
	for _, p := range pages {
		for _, q := range p.FunctionParameters {
			fs.add(field{name: q.Name, typ: q.Type, collection: q.Collection, pos: q.Pos})
		}
	}
	return fs
}
