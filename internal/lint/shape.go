package lint

import (
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/loosejson"
)

// form is the kind of JSON that a type has.
type form int

const (
	formUnknown form = iota
	formBool
	formNumber
	formString
	formObject
	formNamed // an object, or the string of an enum
)

// shape is a form, once or as a list.
type shape struct {
	form form
	list bool
}

func (s shape) String() string {
	name := "something"
	switch s.form {
	case formBool:
		name = "a Boolean"
	case formNumber:
		name = "a number"
	case formString:
		name = "a string"
	case formObject:
		name = "an object"
	}
	if s.list {
		return "a list"
	}
	return name
}

// differs reports whether the two shapes can't be the same.
func (s shape) differs(t shape) bool {
	if s.form == formUnknown || t.form == formUnknown {
		return false
	}
	if s.list != t.list {
		return true
	}
	return !s.form.accepts(t.form) && !t.form.accepts(s.form)
}

func (f form) accepts(g form) bool {
	return f == g || f == formNamed && (g == formObject || g == formString)
}

// tableShape is what the type cell of a table says.
func tableShape(loc *locale.Tables, cell string) shape {
	text, list := cutCollection(cell)
	if strings.HasPrefix(text, "[") {
		if i := strings.IndexByte(text, ']'); i > 0 {
			if strings.Contains(strings.ToLower(text), "collection") {
				list = true
			}
			if edm, ok := loc.Type(text[1:i]); ok {
				return shape{formOfEdm(edm), list}
			}
			return shape{formNamed, list}
		}
	}
	text = strings.Trim(text, "`*")
	if edm, ok := loc.Type(text); ok {
		return shape{formOfEdm(edm), list}
	}
	return shape{}
}

// formOfEdm returns the JSON form of a primitive type; unknown for those that
// examples write in several ways.
func formOfEdm(edm string) form {
	switch edm {
	case "Edm.String", "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
		return formString
	case "Edm.Boolean":
		return formBool
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte", "Edm.Double", "Edm.Single", "Edm.Int64", "Edm.Decimal":
		return formNumber
	}
	return formUnknown
}

// exampleShape is the shape of a value in an example.
func exampleShape(f *objectField) shape {
	switch f.kind {
	case loosejson.Array:
		if f.items == 0 {
			return shape{}
		}
		return shape{formOfKind(f.items), true}
	default:
		return shape{form: formOfKind(f.kind)}
	}
}

func formOfKind(k loosejson.Kind) form {
	switch k {
	case loosejson.Bool:
		return formBool
	case loosejson.Number:
		return formNumber
	case loosejson.String:
		return formString
	case loosejson.Object:
		return formObject
	}
	return formUnknown
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
