package graph

import (
	"encoding"
	"errors"
	"net/http"
	"reflect"
	"strings"
)

// plan says how a type of options struct becomes a query and headers. It is
// made once for each type.
type plan struct {
	fields []planField
	err    error
}

// planField is one field of an options struct.
type planField struct {
	index int
	name  string // as it appears in the request, query names with their $
	key   string // of the tag: "query", "header" or "function"
}

// optionKeys are the keys of the tags of an options struct.
var optionKeys = [...]string{"query", "header", "function"}

// planFor gives the plan of a struct type.
func (c *core) planFor(t reflect.Type) *plan {
	if p, ok := c.plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := c.plans.LoadOrStore(t, makePlan(t))
	return p.(*plan)
}

func makePlan(t reflect.Type) *plan {
	if t.Kind() != reflect.Struct {
		return &plan{err: errors.New("graph: options are not a struct: " + t.String())}
	}
	p := &plan{}
	for i := range t.NumField() {
		f := t.Field(i)
		for _, key := range optionKeys {
			name := f.Tag.Get(key)
			if name == "" || !f.IsExported() {
				continue
			}
			if key == "header" {
				name = http.CanonicalHeaderKey(name)
			}
			p.fields = append(p.fields, planField{i, name, key})
		}
	}
	return p
}

// parameters collects the query and headers of one call.
type parameters struct {
	query  strings.Builder
	call   strings.Builder // the arguments of the function that the path ends with
	header http.Header
	search bool // the query has $search or $count=true
}

// addOptions adds the non-zero fields of options, in the order of the struct.
func (c *core) addOptions(p *parameters, options any, over []string) error {
	if options == nil {
		return nil
	}
	v := reflect.ValueOf(options)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	plan := c.planFor(v.Type())
	if plan.err != nil {
		return plan.err
	}
	for _, f := range plan.fields {
		field := v.Field(f.index)
		if field.IsZero() {
			continue
		}
		if f.key == "function" {
			p.argument(f.name, field)
			continue
		}
		text, err := formatOption(field)
		if err != nil {
			return errors.New("graph: option " + f.name + ": " + err.Error())
		}
		if f.key == "header" {
			p.header[f.name] = []string{text}
		} else if !overridden(over, f.name) {
			p.add(f.name, text)
		}
	}
	return nil
}

// argument appends one argument of the function that the path ends with.
func (p *parameters) argument(name string, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if p.call.Len() > 0 {
		p.call.WriteByte(',')
	}
	p.call.WriteString(name + "=" + literal(v.Interface()))
}

// path is the path of r with the arguments.
func (p *parameters) path(r *request) string {
	if p.call.Len() == 0 {
		return r.path
	}
	return r.path + "(" + p.call.String() + ")"
}

// overridden reports whether name is among the names of WithQuery.
func overridden(over []string, name string) bool {
	for i := 0; i < len(over); i += 2 {
		if strings.EqualFold(over[i], name) {
			return true
		}
	}
	return false
}

// add appends one query parameter.
func (p *parameters) add(name, value string) {
	if p.query.Len() > 0 {
		p.query.WriteByte('&')
	}
	p.query.WriteString(escape(name, keepQuery))
	p.query.WriteByte('=')
	p.query.WriteString(escape(value, keepQuery))
	if name == "$search" || name == "$count" && value == "true" {
		p.search = true
	}
}

// formatOption gives one field as text; lists are joined by commas.
func formatOption(v reflect.Value) (string, error) {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		return string(text), err
	}
	switch v.Kind() {
	case reflect.Pointer:
		return formatOption(v.Elem())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			var err error
			if parts[i], err = formatOption(v.Index(i)); err != nil {
				return "", err
			}
		}
		return strings.Join(parts, ","), nil
	}
	text, ok := formatScalar(v)
	if !ok {
		return "", errors.New("unsupported type " + v.Type().String())
	}
	return text, nil
}
