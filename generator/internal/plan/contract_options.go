package plan

import (
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
)

// setOption sets the field of the options struct that sends name, a "query" or
// "header" key. It reports false where there is none, it is set already, or it
// can't hold the value.
func setOption(t *ir.Test, key, name, value string) bool {
	if t.Method.Options == nil {
		return false
	}
	for _, f := range t.Method.Options.Fields {
		if f.Key != key || !strings.EqualFold(f.Wire, name) || hasOption(t, f.Name) {
			continue
		}
		v, ok := optionValue(f.Type, value)
		if ok {
			t.Options = append(t.Options, ir.TestOption{Field: f, Value: v})
		}
		return ok
	}
	return false
}

func hasOption(t *ir.Test, name string) bool {
	for _, o := range t.Options {
		if o.Field.Name == name {
			return true
		}
	}
	return false
}

// optionValue reads a text as a value of an option's type. The zero value would
// not be sent.
func optionValue(t ir.Type, text string) (any, bool) {
	switch {
	case text == "" || t.Pointer:
		return nil, false
	case t.Name == "string" && t.Slice:
		return strings.Split(text, ","), true
	case t.Name == "string":
		return text, true
	case t.Name == "bool" && !t.Slice:
		return true, text == "true"
	case t.Name == "int" && !t.Slice:
		n, err := strconv.Atoi(text)
		return n, err == nil && n != 0 && strconv.Itoa(n) == text
	case t.Name == "int64" && !t.Slice:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, err == nil && n != 0 && strconv.FormatInt(n, 10) == text
	}
	return nil, false
}
