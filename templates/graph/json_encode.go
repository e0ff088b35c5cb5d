package graph

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"time"
)

// encodeObject is MarshalJSON of every generated struct, which from points to.
func encodeObject(from any) ([]byte, error) {
	v := reflect.ValueOf(from).Elem()
	e := encoder{buf: make([]byte, 0, 512)}
	err := e.value(shapeOf(v.Type()), v)
	return e.buf, err
}

// encoder writes one JSON text.
type encoder struct {
	buf   []byte
	depth int
}

func (e *encoder) text(s string) { e.buf = append(e.buf, s...) }

// object writes a generated struct: the name of its type, its fields, and then
// the properties without a field.
func (e *encoder) object(s *shape, v reflect.Value) error {
	m := objectOf(v).m
	if m != nil && m.err != nil {
		return m.err
	}
	if e.depth++; e.depth > maxDepth {
		return errors.New("graph: nested too deep, or in a circle")
	}
	e.buf = append(e.buf, '{')
	e.typeName(s, m)
	if err := e.fields(s, v, m); err != nil {
		return err
	}
	if m != nil {
		e.extra(m)
	}
	e.close('}')
	e.depth--
	return nil
}

// close replaces the last comma.
func (e *encoder) close(by byte) {
	if last := len(e.buf) - 1; e.buf[last] == ',' {
		e.buf[last] = by
		return
	}
	e.buf = append(e.buf, by)
}

// typeName writes @odata.type first, as services want it.
func (e *encoder) typeName(s *shape, m *meta) {
	if text := m.lookup(typeProperty); text != nil {
		e.property(typeProperty, text)
	} else if s.always && (m == nil || !m.decoded) {
		e.property(typeProperty, appendQuoted(nil, "#"+s.odata))
	}
}

// extra writes the properties without a field, but the type's name.
func (e *encoder) extra(m *meta) {
	for i := range m.extra {
		if m.extra[i].name != typeProperty {
			e.property(m.extra[i].name, m.extra[i].text)
		}
	}
}

// property writes one property that is JSON already.
func (e *encoder) property(name string, text []byte) {
	e.buf = append(appendQuoted(e.buf, name), ':')
	e.buf = append(append(e.buf, text...), ',')
}

// fields writes the fields that are not zero or are marked.
func (e *encoder) fields(s *shape, v reflect.Value, m *meta) error {
	var room [256]state
	states := room[:]
	if m != nil && len(m.marks) > 0 {
		if len(s.fields) > len(room) {
			states = make([]state, len(s.fields))
		}
		for _, k := range m.marks {
			states[k.field()] = k.state()
		}
	} else {
		m = nil
	}
	at := v.Addr().UnsafePointer()
	for i := range s.fields {
		f := &s.fields[i]
		var st state
		if m != nil {
			st = states[i]
		}
		if st == stateNone && f.blank(at, v) {
			continue
		}
		if err := e.field(f, v.Field(f.at), st, m, i); err != nil {
			return errors.New(f.name + ": " + err.Error())
		}
	}
	return nil
}

// isZero reports whether a field is left out unless it is marked.
func isZero(k shapeKind, v reflect.Value) bool {
	switch k {
	case kindString:
		return v.Len() == 0
	case kindSlice, kindBytes, kindRaw, kindPointer:
		return v.IsNil()
	}
	return v.IsZero()
}

// field writes one field.
func (e *encoder) field(f *field, v reflect.Value, st state, m *meta, i int) error {
	e.text(f.key)
	start := len(e.buf)
	if st == stateNull && isZero(f.shape.kind, v) {
		e.text("null,")
		return nil
	}
	err := e.value(f.shape, v)
	if st == stateKept && err == nil {
		if k := m.keptFor(i); k != nil && k.unchanged(f.shape, e.buf[start:]) {
			e.buf = append(e.buf[:start], k.text...)
		}
	}
	e.buf = append(e.buf, ',')
	return err
}

// unchanged reports whether a field, whose JSON is given, still has the value
// that was decoded from k.
func (k *keptText) unchanged(s *shape, now []byte) bool {
	v := reflect.New(s.typ).Elem()
	d := decoder{data: k.text}
	if _, err := d.value(s, v); err != nil {
		return false
	}
	e := encoder{}
	return e.value(s, v) == nil && string(e.buf) == string(now)
}

// value writes one value of any kind.
func (e *encoder) value(s *shape, v reflect.Value) error {
	switch s.kind {
	case kindString:
		e.buf = appendQuoted(e.buf, v.String())
	case kindBool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case kindInt:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case kindUint:
		e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	case kindFloat:
		e.buf = appendDouble(e.buf, v.Float(), v.Type().Bits())
	case kindTime:
		return e.time(v)
	case kindText:
		return e.texter(v)
	case kindBytes:
		e.bytes(v)
	case kindRaw:
		return e.raw(v.Bytes())
	case kindRel:
		return e.rel(relOf(v).r)
	case kindSlice:
		return e.slice(s, v)
	case kindPointer:
		if v.IsNil() {
			e.text("null")
			return nil
		}
		return e.value(s.elem.get(), v.Elem())
	case kindObject:
		return e.object(s, v)
	default:
		return e.other(v)
	}
	return nil
}

// time writes a DateTimeOffset.
func (e *encoder) time(v reflect.Value) error {
	t := *v.Addr().Interface().(*time.Time)
	if y := t.Year(); y < 1 || y > 9999 {
		return errors.New("the year is not between 1 and 9999")
	}
	e.buf = append(appendTime(append(e.buf, '"'), t), '"')
	return nil
}

// texter writes a value that is a text.
func (e *encoder) texter(v reflect.Value) error {
	var err error
	e.buf = append(e.buf, '"')
	e.buf, err = v.Addr().Interface().(encoding.TextAppender).AppendText(e.buf)
	e.buf = append(e.buf, '"')
	return err
}

// bytes writes base64, also for nil.
func (e *encoder) bytes(v reflect.Value) {
	e.buf = append(e.buf, '"')
	e.buf = base64.StdEncoding.AppendEncode(e.buf, v.Bytes())
	e.buf = append(e.buf, '"')
}

// raw writes JSON that the caller made.
func (e *encoder) raw(text []byte) error {
	if len(text) == 0 {
		e.text("null")
		return nil
	}
	d := decoder{data: text}
	err := d.skip()
	if err == nil {
		err = d.end()
	}
	e.buf = append(e.buf, text...)
	return err
}

// rel writes a relation.
func (e *encoder) rel(r *related) error {
	if r == nil {
		e.text("null")
		return nil
	}
	e.buf = append(e.buf, r.text...)
	return r.err
}

// slice writes an array.
func (e *encoder) slice(s *shape, v reflect.Value) error {
	if e.depth++; e.depth > maxDepth {
		return errors.New("graph: nested too deep, or in a circle")
	}
	e.buf = append(e.buf, '[')
	elem := s.elem.get()
	for i := range v.Len() {
		if err := e.value(elem, v.Index(i)); err != nil {
			return err
		}
		e.buf = append(e.buf, ',')
	}
	e.close(']')
	e.depth--
	return nil
}

// other leaves a value to encoding/json.
func (e *encoder) other(v reflect.Value) error {
	text, err := json.Marshal(v.Interface())
	e.buf = append(e.buf, text...)
	return err
}
