package plan

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
)

// setArguments sets the options that are arguments of a function, as in
// "(name='x',valuesOnly=true)". It reports false where they would be sent in
// another form or order.
func setArguments(test *ir.Test, call string) bool {
	if call == "" {
		return true
	}
	list := strings.TrimSuffix(strings.TrimPrefix(call, "("), ")")
	last := -1
	for argument := range strings.SplitSeq(list, ",") {
		name, value, _ := strings.Cut(argument, "=")
		text, quoted := unquoted(value)
		if !quoted {
			text = value
		}
		if !setOption(test, "function", name, text) {
			return false
		}
		field := test.Options[len(test.Options)-1].Field
		at := fieldIndex(test.Method.Options, field.Name)
		if quoted != (field.Type.Name == "string") || at < last {
			return false
		}
		last = at
	}
	return true
}

func fieldIndex(o *ir.Options, name string) int {
	for i := range o.Fields {
		if o.Fields[i].Name == name {
			return i
		}
	}
	return -1
}
