package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// bodyFacts is a JSON body that an annotation gives a type.
type bodyFacts struct {
	name       string // of the type
	collection bool
	known      bool // the annotation says whether it is a collection
	value      object
	at         source.Pos
	file       *source.File
}

// object is the shape of a JSON object; at of its fields is an offset in the
// page's bytes.
type object struct {
	odataType string
	fields    []objectField
}

type objectField struct {
	name  string
	at    int
	kind  loosejson.Kind
	items loosejson.Kind // kind of the first item of an array that is not null
	inner []object       // the object itself, or the objects of an array
}

// keepBody keeps the body of an example for the comparison with the tables.
func (p *page) keepBody(m *message, v *loosejson.Value) {
	if m.note == nil || v.Kind != loosejson.Object || m.kind == "" {
		return
	}
	name := m.note.Get("@odata.type").Text()
	if name == "" {
		return
	}
	b := bodyFacts{at: p.Doc.Pos(m.noteAt), file: p.Doc.File}
	b.name, b.collection = cutCollectionType(name)
	b.known = b.collection
	if c := m.note.Get("isCollection"); c != nil {
		b.collection, b.known = b.collection || c.IsTrue(), true
	}
	b.value = p.shape(v, m.bodyAt, 0)
	p.bodies = append(p.bodies, b)
}

func cutCollectionType(name string) (string, bool) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "Collection(") {
		return strings.TrimSuffix(name[11:], ")"), true
	}
	return name, false
}

// maxDepth is how deep the objects of examples are compared.
const maxDepth = 8

func (p *page) shape(v *loosejson.Value, at, depth int) object {
	o := object{fields: make([]objectField, 0, len(v.Fields))}
	for _, f := range v.Fields {
		if f.Key == "@odata.type" || f.Key == "odata.type" {
			o.odataType = strings.TrimPrefix(f.Value.Text(), "#")
		}
		if strings.ContainsAny(f.Key, "@#.") || f.Key == "" || f.Value == nil {
			continue
		}
		field := objectField{name: f.Key, at: p.Doc.Origin(at + f.Offset), kind: f.Value.Kind}
		if depth < maxDepth {
			p.inner(&field, f.Value, at, depth+1)
		}
		o.fields = append(o.fields, field)
	}
	return o
}

func (p *page) inner(field *objectField, v *loosejson.Value, at, depth int) {
	switch v.Kind {
	case loosejson.Object:
		field.inner = []object{p.shape(v, at, depth)}
	case loosejson.Array:
		for _, item := range v.Items {
			if item == nil || item.Kind == loosejson.Null {
				continue
			}
			if field.items == 0 {
				field.items = item.Kind
			}
			if item.Kind == loosejson.Object {
				field.inner = append(field.inner, p.shape(item, at, depth))
			}
		}
	}
}

func (o *object) field(name string) *objectField {
	for i := range o.fields {
		if o.fields[i].name == name {
			return &o.fields[i]
		}
	}
	return nil
}
