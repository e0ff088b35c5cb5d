package graph

import (
	"encoding/json"
	"reflect"
	"strings"
)

// typeProperty names the type of an object.
const typeProperty = "@odata.type"

// ODataType gives the name of v's type as the service has it, such as
// microsoft.graph.user: the one v came with, or else the one of its Go type.
// It is "" for values without one.
func ODataType(v any) string {
	o, s, ok := inside(pointerAt(v))
	if !ok {
		return ""
	}
	if text := o.m.lookup(typeProperty); text != nil {
		var name string
		if json.Unmarshal(text, &name) == nil && name != "" {
			return name[strings.LastIndexByte(name, '#')+1:]
		}
	}
	return s.odata
}

// As gives v as the type T, where that is what v is: a group's member came as
// a DirectoryObject, and is a User.
//
//	if user, ok := graph.As[graph.User](member); ok {
//
// Nothing is lost on the way; the result does not share memory with v. Types
// are compared by [ODataType], so a type derived from T is not T.
func As[T any](v any) (*T, bool) {
	v = pointerAt(v)
	if same, ok := v.(*T); ok {
		return same, same != nil
	}
	if out := new(T); convertType(v, out) {
		return out, true
	}
	return nil, false
}

// pointerAt gives the pointer that v points to, where that is what v does: the
// address of an item of a page, which is a pointer itself.
func pointerAt(v any) any {
	p := reflect.ValueOf(v)
	if p.Kind() != reflect.Pointer || p.IsNil() || p.Elem().Kind() != reflect.Pointer {
		return v
	}
	return p.Elem().Interface()
}

// convertType decodes v again into the value that into points to, where their
// types have the same name.
func convertType(v any, into any) bool {
	_, s, ok := inside(into)
	if !ok || s.odata == "" || !strings.EqualFold(s.odata, ODataType(v)) {
		return false
	}
	text, err := encode(v)
	return err == nil && decode(text, into) == nil
}

// Upcast gives a value of a derived type as its base type B, to send it where
// B is expected:
//
//	m.Attachments.Set([]*graph.Attachment{graph.Upcast[graph.Attachment](file)})
//
// The result carries @odata.type and all properties of v. What v cannot be
// encoded for is reported when the result is.
func Upcast[B any](v any) *B {
	out := new(B)
	upcast(v, out)
	return out
}

// upcast is Upcast for the value that into points to.
func upcast(v any, into any) {
	o, s, known := inside(v)
	target, _, ok := inside(into)
	if !ok || !known {
		return
	}
	named := o.m.lookup(typeProperty) != nil
	text, err := encode(v)
	if err == nil {
		err = decode(text, into)
	}
	if err != nil {
		setMistake(target, err)
	} else if !named && s.odata != "" {
		setExtra(target, typeProperty, appendQuoted(nil, "#"+s.odata))
	}
}
