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
