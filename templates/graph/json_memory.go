package graph

import (
	"reflect"
	"unsafe"
)

// This is the only file of the package that uses unsafe. A struct has a
// hundred fields and more, few of them set; asking each through reflect
// whether it is zero is most of the time of encoding. An address and an offset
// that reflect gave for the same type lead to the same field.

// blank reports whether a field is left out unless it is marked. The struct
// begins at an address.
func (f *field) blank(at unsafe.Pointer, v reflect.Value) bool {
	p := unsafe.Add(at, f.offset)
	switch f.shape.kind {
	case kindString:
		return *(*string)(p) == ""
	case kindBool:
		return !*(*bool)(p)
	case kindSlice, kindBytes, kindRaw, kindPointer, kindRel:
		return *(*unsafe.Pointer)(p) == nil // where the data is
	}
	return v.Field(f.at).IsZero()
}

// objectOf gives the first field of v, a generated struct that has an address.
func objectOf(v reflect.Value) *Object { return (*Object)(v.Addr().UnsafePointer()) }
