package lint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// undescribed finds the properties of an object that its type lacks. Those of
// a type that derives from it are one finding: the object does not say that it
// is of that type.
func (b *bodyCheck) undescribed(t *declared, o *object, fields []*objectField) {
	if len(fields) == 0 {
		return
	}
	var heir *declared
	if o.odataType == "" {
		heir = b.types.heir(b.version, t, fields)
	}
	told := false
	var unknown []*objectField
	for _, f := range fields {
		switch {
		case heir == nil || b.types.property(b.version, heir, f.name) == nil:
			unknown = append(unknown, f)
		case !told:
			told = true
			b.report("example-odata-type", b.file.Pos(f.at), "object has no @odata.type: %q is no property of %q, but of types that derive from it, such as %q",
				clip(f.name), t.name, heir.name)
		}
	}
	b.reportUndescribed(t, unknown)
}

// reportUndescribed finds properties that the tables of a type lack: a table
// that lacks many is one finding.
func (b *bodyCheck) reportUndescribed(t *declared, fields []*objectField) {
	if len(fields) == 0 {
		return
	}
	of, rule := owner{name: t.name}, "example-property"
	if open := b.types.openBase(b.version, t); open != nil {
		of.open = true
		if open.bag {
			rule = "example-property-open"
		}
	}
	var unknown []*objectField
	for _, f := range fields {
		if spelled := b.types.spelling(b.version, t, f.name); spelled != "" {
			b.reportProperty(of, f, spelled)
		} else {
			unknown = append(unknown, f)
		}
	}
	if len(unknown) > 3 {
		b.report(rule, b.file.Pos(unknown[0].at), "no table describes the properties %s of %s", quoteAll(unknown), of)
		return
	}
	for _, f := range unknown {
		b.report(rule, b.file.Pos(f.at), "no table describes the property %q of %s", clip(f.name), of)
	}
}

// owner names what has a property in a message: the type of that name, or the
// body of a request. It is put into words where there is a message.
type owner struct {
	name string
	open bool
}

func (o owner) String() string {
	switch {
	case o.name == "":
		return "the request body"
	case o.open:
		return "the open type " + strconv.Quote(o.name)
	}
	return strconv.Quote(o.name)
}

func quoteAll(fields []*objectField) string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = strconv.Quote(clip(f.name))
	}
	return strings.Join(names, ", ")
}

// reportProperty finds that a property is in no table; spelled is how a table
// spells its name in other case.
func (b *bodyCheck) reportProperty(of owner, f *objectField, spelled string) {
	if spelled != "" {
		b.report("example-property", b.file.Pos(f.at), "example spells %q what the table of %s spells %q", clip(f.name), of, clip(spelled))
		return
	}
	b.report("example-property", b.file.Pos(f.at), "no table describes the property %q of %s", clip(f.name), of)
}

// heir returns the type that derives from t and has the most of the
// properties with a value, nil where none has one. That all are entities says
// nothing.
func (d *declarations) heir(version string, t *declared, fields []*objectField) *declared {
	var best *declared
	most := 0
	if strings.EqualFold(t.name, rootEntity) {
		return nil
	}
	for _, h := range d.heirs(version, t) {
		n := 0
		for _, f := range fields {
			if f.kind != loosejson.Null && d.property(version, h, f.name) != nil {
				n++
			}
		}
		if n > most || n > 0 && n == most && d.isNearer(version, h, best) {
			best, most = h, n
		}
	}
	return best
}

// isNearer reports whether h rather than best is what an object may be, where
// both have the same of its properties: the base of the other, else the one of
// more properties.
func (d *declarations) isNearer(version string, h, best *declared) bool {
	if d.derives(version, best, h) {
		return true
	}
	return !d.derives(version, h, best) && len(h.properties) > len(best.properties)
}

// heirs returns the types that derive from t, in the order of their names.
func (d *declarations) heirs(version string, t *declared) []*declared {
	var out []*declared
	todo := []*declared{t}
	for len(todo) > 0 {
		for _, name := range d.children[typeKey{version, strings.ToLower(todo[0].name)}] {
			if h := d.get(version, name); h != nil && h != t && !slices.Contains(out, h) {
				out, todo = append(out, h), append(todo, h)
			}
		}
		todo = todo[1:]
	}
	slices.SortFunc(out, func(a, b *declared) int { return cmp.Compare(a.name, b.name) })
	return out
}

// openBase returns the first of a type and its bases that is open, or nil.
func (d *declarations) openBase(version string, t *declared) *declared {
	for range maxBases {
		if t == nil || t.open {
			return t
		}
		t = d.get(version, t.base)
	}
	return nil
}

// spelling returns how a type or its bases spell a property in other case.
func (d *declarations) spelling(version string, t *declared, name string) string {
	for range maxBases {
		if t == nil {
			return ""
		}
		found := ""
		for spelled := range t.properties {
			if strings.EqualFold(spelled, name) && (found == "" || spelled < found) {
				found = spelled
			}
		}
		if found != "" {
			return found
		}
		t = d.get(version, t.base)
	}
	return ""
}

// spelledParameter returns how the page spells a parameter in other case.
func spelledParameter(list []model.Property, name string) string {
	for i := range list {
		if strings.EqualFold(list[i].Name, name) {
			return list[i].Name
		}
	}
	return ""
}

// typeLike returns the type that the pages of a version describe under the
// last part of a name, nil where there is none.
func (c *crossing) typeLike(types *declarations, version, name string) *declared {
	for _, r := range c.api.Resources {
		if r.Version == version && strings.EqualFold(lastName(r.Name), lastName(name)) {
			return types.get(version, r.Name)
		}
	}
	return nil
}
