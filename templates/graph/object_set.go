package graph

import (
	"encoding/json"
	"errors"
	"reflect"
)

// SetZero makes the named fields zero and has them sent: as false, 0, "", an
// empty list or an empty object. Fields are named by their address:
//
//	graph.SetZero(u, &u.AccountEnabled)
//
// Fields that are not zero are sent without it. SetZero, SetNull and Unset
// take a pointer to a struct of this package and panic for anything else.
func SetZero(v any, fields ...any) { setState(v, stateZero, fields) }

// SetNull makes the named fields zero and has null sent for them, which clears
// them in the service.
func SetNull(v any, fields ...any) { setState(v, stateNull, fields) }

// Unset makes the named fields zero and has them left out, as they are from
// the start.
func Unset(v any, fields ...any) { setState(v, stateNone, fields) }

// Has reports whether a field would be sent: it is not zero, it was present in
// the JSON that v was decoded from, or SetZero or SetNull was called for it.
func Has(v any, field any) bool {
	o, s, ok := inside(v)
	if !ok {
		return false
	}
	i := s.fieldAt(v, field)
	return i >= 0 && s.has(v, o, i)
}

func (s *shape) has(v any, o *Object, i int) bool {
	return o.m.state(i) != stateNone || !isZero(s.fields[i].shape.kind, s.value(v, i))
}

// IsNull reports whether null would be sent for a field.
func IsNull(v any, field any) bool {
	o, s, ok := inside(v)
	if !ok {
		return false
	}
	i := s.fieldAt(v, field)
	return i >= 0 && o.m.state(i) == stateNull && isZero(s.fields[i].shape.kind, s.value(v, i))
}

// Raw gives the JSON that would be sent for a field, nil for none. Where the
// service sent something that does not fit the field, the field is zero and
// Raw gives what was sent.
func Raw(v any, field any) json.RawMessage {
	o, s, ok := inside(v)
	if !ok {
		return nil
	}
	return s.raw(v, o, s.fieldAt(v, field))
}

// raw is Raw for the i-th field; -1 is none.
func (s *shape) raw(v any, o *Object, i int) json.RawMessage {
	if i < 0 || !s.has(v, o, i) {
		return nil
	}
	var e encoder
	f := &s.fields[i]
	if err := e.field(f, s.value(v, i), o.m.state(i), o.m, i); err != nil {
		return nil
	}
	return e.buf[len(f.key) : len(e.buf)-1]
}

// setState marks fields and makes them zero.
func setState(v any, st state, fields []any) {
	o, s, ok := inside(v)
	if !ok {
		if p := reflect.ValueOf(v); p.IsValid() && (p.Kind() != reflect.Pointer || !p.IsNil()) {
			panic("graph: " + p.Type().String() + " is no pointer to a struct of this package")
		}
		return
	}
	for _, p := range fields {
		i := s.fieldAt(v, p)
		if i < 0 {
			setMistake(o, errors.New("graph: an address that is none of a field of "+s.typ.Name()))
			continue
		}
		f := s.value(v, i)
		f.SetZero()
		if st == stateZero && s.fields[i].shape.kind == kindPointer {
			f.Set(reflect.New(f.Type().Elem()))
		}
		setMark(o, i, st)
	}
}

// inside gives the object and the shape of the struct that v points to. It
// reports false for nil and for what is no pointer to a generated struct, such
// as one to a struct that embeds one.
func inside(v any) (*Object, *shape, bool) {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return nil, nil, false
	}
	s := shapeOf(p.Type().Elem())
	if s.kind != kindObject {
		return nil, nil, false
	}
	return objectOf(p.Elem()), s, true
}

// value gives a field of v.
func (s *shape) value(v any, i int) reflect.Value {
	return reflect.ValueOf(v).Elem().Field(s.fields[i].at)
}

// fieldAt finds the field of v that p points to, -1 for none.
func (s *shape) fieldAt(v any, p any) int {
	at := reflect.ValueOf(p)
	if at.Kind() != reflect.Pointer {
		return -1
	}
	offset := at.Pointer() - reflect.ValueOf(v).Pointer()
	for i := range s.fields {
		if s.fields[i].offset == offset && s.fields[i].shape.typ == at.Type().Elem() {
			return i
		}
	}
	return -1
}
