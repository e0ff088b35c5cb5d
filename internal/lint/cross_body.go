package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
)

// checkBodies compares the JSON of the examples with the tables of the types
// that their annotations name.
func (c *crossing) checkBodies() {
	for i, f := range c.files {
		for k := range c.pages[i].bodies {
			b := &bodyCheck{crossing: c, version: f.Version, bodyFacts: &c.pages[i].bodies[k]}
			b.check()
		}
	}
}

type bodyCheck struct {
	*crossing
	*bodyFacts
	version string
}

func (b *bodyCheck) check() {
	t := b.typeOf(b.version, b.name)
	if t == nil {
		return
	}
	value := b.value.field("value")
	list := value != nil && value.kind == loosejson.Array
	if _, own := t.fields["value"]; own {
		list = false
	}
	switch {
	case list && !b.collection:
		b.out = append(b.out, b.finding("annotation-collection", b.at, "body lists objects, the annotation says one %q", clip(b.name)))
	case !list && b.collection && b.known && len(b.value.fields) > 0 && value == nil:
		b.out = append(b.out, b.finding("annotation-collection", b.at, "body is one object, the annotation says a collection of %q", clip(b.name)))
	}
	if !list {
		b.object(t, &b.value)
		return
	}
	for i := range value.inner {
		b.object(t, &value.inner[i])
	}
}

// object compares one object with its type, or with the one that it names.
func (b *bodyCheck) object(t *typeFacts, o *object) {
	if o.odataType != "" {
		if t = b.typeOf(b.version, o.odataType); t == nil {
			return
		}
	}
	for i := range o.fields {
		f := &o.fields[i]
		field, found, sure := b.lookup(b.version, t, f.name)
		switch {
		case !found && sure:
			b.out = append(b.out, b.finding("example-property", b.file.Pos(f.at), "no table describes the property %q of %q", clip(f.name), t.name))
		case found && field.cell != "":
			b.property(t, f, field)
		}
	}
}

// property compares the value of a property with its type.
func (b *bodyCheck) property(t *typeFacts, f *objectField, field typeField) {
	want, have := tableShape(b.loc, field.cell), exampleShape(f)
	if f.kind == loosejson.Null {
		return
	}
	if want.differs(have) && !(want.form == formNumber && have.form == formString && !have.list) {
		b.out = append(b.out, b.finding("example-type", b.file.Pos(f.at), "example shows %q of %q as %s, its table says %q",
			clip(f.name), t.name, have, clip(field.cell)))
		return
	}
	inner := b.typeOf(b.version, linkedType(field.cell))
	if inner == nil {
		return
	}
	for i := range f.inner {
		b.object(inner, &f.inner[i])
	}
}

// linkedType returns the name that the link of a type cell shows.
func linkedType(cell string) string {
	cell, _ = cutCollection(cell)
	if !strings.HasPrefix(cell, "[") {
		return ""
	}
	name, _, _ := strings.Cut(cell[1:], "]")
	if strings.ContainsAny(name, " ()") {
		return ""
	}
	return strings.Trim(name, "*`")
}
