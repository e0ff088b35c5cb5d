package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
)

// Extra gives the JSON of a property that v has no field for, nil for none:
// one that the type does not have, or an annotation such as
// members@odata.nextLink.
func Extra(v any, name string) json.RawMessage {
	if o, _, ok := inside(v); ok {
		return bytes.Clone(o.m.lookup(name))
	}
	return nil
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

// SetExtra gives v a property that it has no field for, or replaces it. The
// value is encoded; json.RawMessage is sent as it is.
func SetExtra(v any, name string, value any) error {
	o, s, ok := inside(v)
	if !ok {
		return errors.New("graph: SetExtra needs a value of this package")
	}
	if _, known := s.index[name]; known {
		return errors.New("graph: " + s.typ.Name() + " has a field for " + name)
	}
	text, err := encode(value)
	if err != nil {
		return err
	}
	setExtra(o, name, text)
	return nil
}

// UnsetExtra takes a property away that v has no field for.
func UnsetExtra(v any, name string) {
	if o, _, ok := inside(v); ok && o.m.lookup(name) != nil {
		setExtra(o, name, nil)
	}
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
