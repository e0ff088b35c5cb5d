package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"unsafe"
)

// Codec turns values of type T into bytes and back. T may hold structs of
// exported fields, strings, numbers, booleans, slices, arrays, pointers and
// maps with string keys. It may be used from several goroutines.
//
// All fields count, so that a field that is new in T can't be forgotten here.
// The form has no version: keys must name the program that wrote it.
type Codec[T any] struct {
	root    coder
	strings int // fields of strings
}

// coder writes and reads values of one type.
type coder interface {
	encode(e *encoder, v reflect.Value)
	decode(d *decoder, v reflect.Value)
}

// NewCodec returns the codec of T, or an error for a type it can't handle.
func NewCodec[T any]() (*Codec[T], error) {
	c := &compiler{known: map[reflect.Type]coder{}}
	root, err := c.coder(reflect.TypeFor[T]())
	return &Codec[T]{root, c.strings}, err
}

// Append appends v to b.
func (c *Codec[T]) Append(b []byte, v *T) []byte {
	e := &encoder{b: b, last: make([]string, c.strings)}
	c.root.encode(e, reflect.ValueOf(v).Elem())
	return e.b
}

var errDamaged = errors.New("cache: damaged entry")

// Decode reads what Append wrote. Strings and slices of bytes share the memory
// of data, which must not change afterwards.
func (c *Codec[T]) Decode(data []byte, v *T) error {
	d := &decoder{b: data, s: unsafe.String(unsafe.SliceData(data), len(data)), last: make([]string, c.strings)}
	c.root.decode(d, reflect.ValueOf(v).Elem())
	if d.failed || d.at != len(data) {
		return errDamaged
	}
	return nil
}

type encoder struct {
	b    []byte
	last []string // of each string field, the value before
}

type decoder struct {
	b      []byte
	s      string
	at     int
	last   []string
	failed bool
}

func (d *decoder) uint() uint64 {
	n, size := binary.Uvarint(d.b[d.at:])
	if size <= 0 {
		d.failed, d.at = true, len(d.b)
		return 0
	}
	d.at += size
	return n
}

// length reads one more than a number of things, each of which takes a byte or
// more.
func (d *decoder) length() int {
	n := d.uint()
	if n > uint64(len(d.b)-d.at)+1 {
		d.failed, d.at = true, len(d.b)
		return 0
	}
	return int(n)
}

func (d *decoder) text(n int) string {
	s := d.s[d.at : d.at+n]
	d.at += n
	return s
}

// compiler makes coders, one for each type.
type compiler struct {
	known   map[reflect.Type]coder
	strings int
}

func (c *compiler) coder(t reflect.Type) (coder, error) {
	if known, ok := c.known[t]; ok {
		return known, nil
	}
	switch t.Kind() {
	case reflect.Bool:
		return boolCoder{}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intCoder{}, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return uintCoder{}, nil
	case reflect.String:
		c.strings++
		return stringCoder{c.strings - 1}, nil
	case reflect.Slice, reflect.Array, reflect.Pointer:
		if t.Kind() != reflect.Pointer && t.Elem().Kind() == reflect.Uint8 {
			return bytesCoder{t.Kind() == reflect.Array}, nil
		}
		return c.list(t)
	case reflect.Map:
		return c.mapping(t)
	case reflect.Struct:
		return c.record(t)
	}
	return nil, fmt.Errorf("cache: no form for %s", t)
}

func (c *compiler) list(t reflect.Type) (coder, error) {
	l := &listCoder{kind: t.Kind()}
	c.known[t] = l
	var err error
	l.item, err = c.coder(t.Elem())
	return l, err
}

func (c *compiler) mapping(t reflect.Type) (coder, error) {
	if t.Key().Kind() != reflect.String {
		return nil, fmt.Errorf("cache: no form for %s", t)
	}
	m := &mapCoder{t: t}
	c.known[t] = m
	var err error
	if m.key, err = c.coder(t.Key()); err == nil {
		m.value, err = c.coder(t.Elem())
	}
	return m, err
}

func (c *compiler) record(t reflect.Type) (coder, error) {
	r := &structCoder{}
	c.known[t] = r
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			return nil, fmt.Errorf("cache: no form for the field %s of %s", t.Field(i).Name, t)
		}
		f, err := c.coder(t.Field(i).Type)
		if err != nil {
			return nil, err
		}
		r.fields = append(r.fields, f)
	}
	return r, nil
}

type boolCoder struct{}

func (boolCoder) encode(e *encoder, v reflect.Value) {
	n := byte(0)
	if v.Bool() {
		n = 1
	}
	e.b = append(e.b, n)
}
func (boolCoder) decode(d *decoder, v reflect.Value) { v.SetBool(d.uint() == 1) }

type intCoder struct{}

func (intCoder) encode(e *encoder, v reflect.Value) {
	n := v.Int()
	e.b = binary.AppendUvarint(e.b, uint64(n<<1)^uint64(n>>63))
}

func (intCoder) decode(d *decoder, v reflect.Value) {
	n := d.uint()
	v.SetInt(int64(n>>1) ^ -int64(n&1))
}

type uintCoder struct{}

func (uintCoder) encode(e *encoder, v reflect.Value) { e.b = binary.AppendUvarint(e.b, v.Uint()) }
func (uintCoder) decode(d *decoder, v reflect.Value) { v.SetUint(d.uint()) }

// stringCoder writes 0 for the value that the field had before: facts of one
// page all name it.
type stringCoder struct{ field int }

func (c stringCoder) encode(e *encoder, v reflect.Value) {
	s := v.String()
	if s == e.last[c.field] {
		e.b = append(e.b, 0)
		return
	}
	e.last[c.field] = s
	e.b = append(binary.AppendUvarint(e.b, uint64(len(s)+1)), s...)
}

func (c stringCoder) decode(d *decoder, v reflect.Value) {
	n := d.uint()
	if n > uint64(len(d.b)-d.at)+1 {
		d.failed, d.at = true, len(d.b)
		return
	}
	if n > 0 {
		d.last[c.field] = d.text(int(n) - 1)
	}
	v.SetString(d.last[c.field])
}

// bytesCoder is for slices and arrays of bytes. Nil is 0, a length is one more.
type bytesCoder struct{ array bool }

func (c bytesCoder) encode(e *encoder, v reflect.Value) {
	switch {
	case c.array && v.CanAddr():
		e.b = append(e.b, v.Bytes()...)
	case c.array:
		for i := range v.Len() {
			e.b = append(e.b, byte(v.Index(i).Uint()))
		}
	case v.IsNil():
		e.b = append(e.b, 0)
	default:
		e.b = append(binary.AppendUvarint(e.b, uint64(v.Len()+1)), v.Bytes()...)
	}
}

func (c bytesCoder) decode(d *decoder, v reflect.Value) {
	n := v.Len() + 1
	if !c.array {
		n = d.length()
	}
	if n == 0 || n-1 > len(d.b)-d.at {
		d.failed = d.failed || n > 0
		return
	}
	data := d.b[d.at:][: n-1 : n-1]
	d.at += n - 1
	if c.array {
		copy(v.Bytes(), data)
		return
	}
	v.SetBytes(data)
}

// listCoder is for slices, arrays and pointers. Nil is 0, a length is one more.
type listCoder struct {
	kind reflect.Kind
	item coder
}

func (c *listCoder) encode(e *encoder, v reflect.Value) {
	switch {
	case c.kind != reflect.Array && v.IsNil():
		e.b = append(e.b, 0)
		return
	case c.kind == reflect.Pointer:
		e.b = append(e.b, 1)
		c.item.encode(e, v.Elem())
		return
	}
	e.b = binary.AppendUvarint(e.b, uint64(v.Len()+1))
	for i := range v.Len() {
		c.item.encode(e, v.Index(i))
	}
}

func (c *listCoder) decode(d *decoder, v reflect.Value) {
	n := d.length()
	if n == 0 || d.failed {
		return
	}
	switch c.kind {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		c.item.decode(d, v.Elem())
		return
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
	default:
		if n-1 != v.Len() {
			d.failed = true
			return
		}
	}
	for i := range n - 1 {
		c.item.decode(d, v.Index(i))
	}
}

type mapCoder struct {
	t          reflect.Type
	key, value coder
}

func (c *mapCoder) encode(e *encoder, v reflect.Value) {
	if v.IsNil() {
		e.b = append(e.b, 0)
		return
	}
	byName := map[string]reflect.Value{}
	for iter := v.MapRange(); iter.Next(); {
		byName[iter.Key().String()] = iter.Value()
	}
	e.b = binary.AppendUvarint(e.b, uint64(len(byName)+1))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		c.key.encode(e, reflect.ValueOf(name))
		c.value.encode(e, byName[name])
	}
}

func (c *mapCoder) decode(d *decoder, v reflect.Value) {
	n := d.length()
	if n == 0 || d.failed {
		return
	}
	v.Set(reflect.MakeMapWithSize(c.t, n-1))
	for range n - 1 {
		key, value := reflect.New(c.t.Key()).Elem(), reflect.New(c.t.Elem()).Elem()
		c.key.decode(d, key)
		c.value.decode(d, value)
		if d.failed {
			return
		}
		v.SetMapIndex(key, value)
	}
}

type structCoder struct{ fields []coder }

func (c *structCoder) encode(e *encoder, v reflect.Value) {
	for i, f := range c.fields {
		f.encode(e, v.Field(i))
	}
}

func (c *structCoder) decode(d *decoder, v reflect.Value) {
	for i, f := range c.fields {
		if d.failed {
			return
		}
		f.decode(d, v.Field(i))
	}
}
