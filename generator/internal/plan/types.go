package plan

import (
	"github.com/graphgen/graphgen/generator/ir"
)

// rawJSON is a JSON value whose type the SDK does not know.
var rawJSON = ir.Type{Package: "encoding/json", Name: "RawMessage"}

// queryType maps the type of a query parameter to a Go type.
func queryType(documented string, collection bool) ir.Type {
	t := ir.Type{Name: "string", Slice: collection}
	switch documented {
	case "Edm.Boolean":
		t.Name = "bool"
	case "Edm.Int16", "Edm.Int32", "Edm.Byte", "Edm.SByte":
		t.Name = "int"
	case "Edm.Int64":
		t.Name = "int64"
	}
	return t
}

// parameterType is the Go type of a function's parameter, as an option: 0 is a
// row or column as any other, so that a number is a pointer.
func parameterType(documented string, collection bool) ir.Type {
	if collection {
		return ir.Type{Name: "string", Slice: true}
	}
	switch documented {
	case "Edm.Boolean":
		return ir.Type{Name: "bool"}
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte", "Edm.SByte", "Edm.Double", "Edm.Single", "Edm.Decimal":
		return ir.Type{Name: "int", Pointer: true}
	case "Edm.DateTimeOffset":
		return ir.Type{Package: "time", Name: "Time"}
	}
	return ir.Type{Name: "string"}
}
