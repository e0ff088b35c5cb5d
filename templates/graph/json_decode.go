package graph

import (
	"bytes"
	"reflect"
)

// fit is how well a JSON value fits the Go value it was decoded into.
type fit uint8

const (
	fitExact     fit = iota // it would be encoded the same
	fitZero                 // likewise, but the Go value is zero
	fitNull                 // null; the Go value is zero
	fitRespelled            // it would be encoded differently
	fitPart                 // some elements do not fit; they are zero
	fitNot                  // it does not fit; the Go value is zero
)

// decodeObject is UnmarshalJSON of every generated struct. It replaces the
// whole value; null changes nothing, as is the custom.
func decodeObject(data []byte, into any) error {
	v := reflect.ValueOf(into).Elem()
	return decodeInto(data, v)
}

// decodeInto decodes all of data into v.
func decodeInto(data []byte, v reflect.Value) error {
	s, d := shapeOf(v.Type()), decoder{data: data}
	var err error
	if d.peek() == 'n' && s.kind != kindRaw {
		err = d.word("null")
	} else {
		err = d.strict(v)
	}
	if err != nil {
		return err
	}
	return d.end()
}

// object reads one object into a generated struct.
func (d *decoder) object(s *shape, v reflect.Value) (fit, error) {
	if d.at() != '{' {
		return d.misfit(v)
	}
	v.SetZero()
	marks, kept, extra := len(d.marks), len(d.kept), len(d.extra)
	more, err := d.open('}')
	empty := !more
	for next := 0; more && err == nil; {
		var i int
		if i, err = d.name(s, next); err != nil {
			return fitNot, err
		}
		if i >= 0 {
			err = d.field(s, i, v)
			next = i + 1
		} else {
			err = d.unknown()
		}
		if err == nil {
			more, err = d.more('}')
		}
	}
	if err != nil {
		return fitNot, err
	}
	o := objectOf(v)
	if len(d.marks) > marks || len(d.extra) > extra || s.always {
		o.m = &meta{
			marks:   cut(&d.marks, marks),
			kept:    cut(&d.kept, kept),
			extra:   cut(&d.extra, extra),
			decoded: true,
		}
	}
	return zeroOr(empty, fitExact), nil
}

// cut takes the part of a stack from an index on away and gives a copy of it.
func cut[E any](stack *[]E, from int) []E {
	part := (*stack)[from:]
	*stack = (*stack)[:from]
	if len(part) == 0 {
		return nil
	}
	out := make([]E, len(part))
	copy(out, part)
	return out
}

// name reads the name of a property and its colon and gives the field: the
// one that is expected next, or one found by name. The result is -1 where
// there is none; the property is then on the stack of extra ones.
func (d *decoder) name(s *shape, next int) (int, error) {
	if d.peek() != '"' {
		return 0, d.fail("a name")
	}
	if next < len(s.fields) {
		key := s.fields[next].key
		if end := d.pos + len(key); end <= len(d.data) && string(d.data[d.pos:end]) == key {
			d.pos = end
			return next, nil
		}
	}
	name, err := d.text()
	if err != nil {
		return 0, err
	}
	i, ok := s.index[string(name)]
	if !ok {
		i = -1
		d.extra = append(d.extra, property{name: string(name)})
	}
	return i, d.colon()
}

// unknown reads the value of a property without a field.
func (d *decoder) unknown() error {
	at := len(d.extra) - 1
	text, err := d.raw()
	d.extra[at].text = bytes.Clone(text)
	return err
}

// field reads the value of a field and remembers what the field cannot say.
func (d *decoder) field(s *shape, i int, v reflect.Value) error {
	d.peek()
	start := d.pos
	f := &s.fields[i]
	got, err := d.value(f.shape, v.Field(f.at))
	switch got {
	case fitExact:
	case fitZero:
		d.marks = append(d.marks, newMark(i, stateZero))
	case fitNull:
		d.marks = append(d.marks, newMark(i, stateNull))
	default:
		d.marks = append(d.marks, newMark(i, stateKept))
		d.kept = append(d.kept, keptText{i, got == fitRespelled, bytes.Clone(d.data[start:d.pos])})
	}
	return err
}

// value reads one value of any kind.
func (d *decoder) value(s *shape, v reflect.Value) (fit, error) {
	if d.peek() == 'n' && s.kind != kindRaw {
		v.SetZero()
		return fitNull, d.word("null")
	}
	switch s.kind {
	case kindString:
		return d.str(v)
	case kindBool:
		return d.boolean(v)
	case kindInt, kindUint:
		return d.integer(s, v)
	case kindFloat:
		return d.float(v)
	case kindTime:
		return d.time(v)
	case kindText:
		return d.texter(v)
	case kindBytes:
		return d.bytes(v)
	case kindRaw, kindRel:
		return d.lazy(s, v)
	case kindSlice:
		return d.slice(s, v)
	case kindPointer:
		return d.pointer(s, v)
	case kindObject:
		return d.object(s, v)
	}
	return d.other(v)
}

// misfit steps over a value that does not fit.
func (d *decoder) misfit(v reflect.Value) (fit, error) {
	v.SetZero()
	return fitNot, d.skip()
}

// pointer reads into a new value that v points to.
func (d *decoder) pointer(s *shape, v reflect.Value) (fit, error) {
	p := reflect.New(s.elem.typ)
	got, err := d.value(s.elem.get(), p.Elem())
	if got == fitNot || err != nil {
		v.SetZero()
		return fitNot, err
	}
	v.Set(p)
	if got == fitZero {
		got = fitExact
	}
	return got, err
}
