package graph

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// encode gives v as JSON.
func encode(v any) ([]byte, error) {
	if _, _, ok := inside(v); ok {
		return encodeObject(v)
	}
	if v == nil {
		return []byte("null"), nil
	}
	s := shapeOf(reflect.TypeOf(v))
	if s.kind == kindOther || s.kind == kindRaw {
		return json.Marshal(v)
	}
	p := reflect.New(s.typ) // a value with an address
	p.Elem().Set(reflect.ValueOf(v))
	var e encoder
	err := e.value(s, p.Elem())
	return e.buf, err
}

// decode reads one JSON value into the value that into points to.
func decode(data []byte, into any) error {
	p := reflect.ValueOf(into)
	if p.Kind() != reflect.Pointer || p.IsNil() {
		return json.Unmarshal(data, into)
	}
	s := shapeOf(p.Type().Elem())
	if s.kind == kindOther || s.kind == kindRaw {
		return json.Unmarshal(data, into)
	}
	return decodeInto(data, p.Elem())
}

// decodePage reads one page, the items into the slice that items points to;
// null items are left out.
func decodePage(data []byte, items any) (pageHead, error) {
	head := pageHead{count: -1}
	list := reflect.ValueOf(items).Elem()
	list.Set(reflect.MakeSlice(list.Type(), 0, 0))
	d := decoder{data: data}
	err := d.page(list, &head)
	return head, err
}

// decodeValue reads {"value": x} or a bare primitive into what into points to.
func decodeValue(data []byte, into any) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte(byteOrderMark)))
	if len(data) > 0 && data[0] == '{' {
		d := decoder{data: data}
		return d.box(reflect.ValueOf(into).Elem())
	}
	if s, ok := into.(*string); ok && (len(data) == 0 || data[0] != '"') {
		*s = string(data)
		return nil
	}
	return decode(data, into)
}
