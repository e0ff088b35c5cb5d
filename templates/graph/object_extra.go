package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"reflect"
)

// Extra gives the JSON of a property by its name in the service, nil for none:
// of one that the type does not have, of an annotation such as
// members@odata.nextLink, and also of one that v has a field for. So a program
// goes on to work when a later version of this package has a field for it.
func Extra(v any, name string) json.RawMessage {
	o, s, ok := inside(v)
	if !ok {
		return nil
	}
	if i, known := s.index[name]; known {
		return s.raw(v, o, i)
	}
	return bytes.Clone(o.m.lookup(name))
}

// ETag gives the entity tag that v came with, as If-Match wants it; "" for none.
func ETag(v any) string {
	var tag string
	if json.Unmarshal(Extra(pointerAt(v), "@odata.etag"), &tag) != nil {
		return ""
	}
	return tag
}

// Extras iterates over the properties that v has no field for, in the order
// they came in. Of properties with the same name the last one counts.
func Extras(v any) iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		o, _, ok := inside(v)
		if !ok || o.m == nil {
			return
		}
		for _, p := range o.m.unique() {
			if !yield(p.name, bytes.Clone(p.text)) {
				return
			}
		}
	}
}

// SetExtra gives v a property by its name in the service, or replaces it. The
// value is encoded; json.RawMessage is sent as it is. Where v has a field for it,
// the field is set.
func SetExtra(v any, name string, value any) error {
	o, s, ok := inside(v)
	if !ok {
		return errors.New("graph: SetExtra needs a value of this package")
	}
	text, err := encode(value)
	if err != nil {
		return err
	}
	if i, known := s.index[name]; known {
		return s.assign(v, o, i, text)
	}
	setExtra(o, name, text)
	return nil
}

// UnsetExtra takes away what SetExtra gives.
func UnsetExtra(v any, name string) {
	o, s, ok := inside(v)
	if !ok {
		return
	}
	if i, known := s.index[name]; known {
		s.value(v, i).SetZero()
		setMark(o, i, stateNone)
	} else if o.m.lookup(name) != nil {
		setExtra(o, name, nil)
	}
}

// assign gives a field the value of a JSON text, as decoding does.
func (s *shape) assign(v any, o *Object, i int, text []byte) error {
	d := decoder{data: text}
	if err := d.field(s, i, reflect.ValueOf(v).Elem()); err != nil {
		return err
	}
	setMark(o, i, stateNone)
	m := o.m.clone()
	m.marks = append(m.marks, d.marks...)
	m.kept = append(m.kept, d.kept...)
	o.m = m
	return d.end()
}

// setExtra replaces a property, or takes it away where text is nil.
func setExtra(o *Object, name string, text []byte) {
	m := o.m.clone()
	extra := make([]property, 0, len(m.extra)+1)
	for _, p := range m.extra {
		if p.name != name {
			extra = append(extra, p)
		} else if text != nil {
			extra, text = append(extra, property{name, text}), nil
		}
	}
	if text != nil {
		extra = append(extra, property{name, text})
	}
	m.extra = extra
	o.m = m
}

// unique gives the extra properties, of equal names the last one only.
func (m *meta) unique() []property {
	last := make(map[string]int, len(m.extra))
	for i, p := range m.extra {
		last[p.name] = i
	}
	if len(last) == len(m.extra) {
		return m.extra
	}
	out := make([]property, 0, len(last))
	for i, p := range m.extra {
		if last[p.name] == i {
			out = append(out, p)
		}
	}
	return out
}
