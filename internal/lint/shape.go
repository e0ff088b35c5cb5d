package lint

import (
	"maps"
	"slices"

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
	formWide // a number that may stand in quotes, since not all readers can hold it
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

// formOfEdm returns the JSON form of a primitive type; unknown for those that
// examples write in several ways.
func formOfEdm(edm string) form {
	switch edm {
	case "Edm.String", "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date", "Edm.TimeOfDay", "Edm.Duration":
		return formString
	case "Edm.Boolean":
		return formBool
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		return formNumber
	case "Edm.Double", "Edm.Single", "Edm.Int64", "Edm.Decimal":
		return formWide
	}
	return formUnknown
}

// shapeOf is the shape of a value in an example.
func shapeOf(f *objectField) shape {
	if f.kind == loosejson.Array {
		return shape{formOfKind(f.items), true}
	}
	return shape{form: formOfKind(f.kind)}
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
