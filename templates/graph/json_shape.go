package graph

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// shapeKind says how values of a type are coded.
type shapeKind uint8

const (
	kindOther   shapeKind = iota // left to encoding/json
	kindString                   // also enums
	kindBool                     //
	kindInt                      // signed, of any size
	kindUint                     //
	kindFloat                    //
	kindTime                     // time.Time
	kindText                     // Date and other types that are a text
	kindBytes                    // []byte as base64
	kindRaw                      // json.RawMessage
	kindRel                      // Rel
	kindSlice                    //
	kindPointer                  //
	kindObject                   // generated struct
)

// shape is how a type is coded. It is made once for each type, and the shapes
// of elements only when they are needed: types refer to themselves.
type shape struct {
	kind   shapeKind
	typ    reflect.Type
	elem   lazyShape      // of slices and pointers
	fields []field        // of objects
	index  map[string]int // JSON name -> field
	odata  string         // name of the type in the service, "" for none
	always bool           // the type's name is sent also where not asked for
}

// field is one field of a generated struct.
type field struct {
	at     int     // index in the struct
	offset uintptr // in the struct
	name   string  // JSON name
	key    string  // the name as written: quoted, with its colon
	shape  *shape
}

// lazyShape finds a shape at its first use.
type lazyShape struct {
	typ   reflect.Type
	found atomic.Pointer[shape]
}

func (l *lazyShape) get() *shape {
	s := l.found.Load()
	if s == nil {
		s = shapeOf(l.typ)
		l.found.Store(s)
	}
	return s
}

// shapes holds the shapes by type. It is a cache: what it gives depends on
// the type only. MarshalJSON has no other place to keep one.
var shapes sync.Map

// shapeOf gives the shape of a type.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s, _ := shapes.LoadOrStore(t, newShape(t))
	return s.(*shape)
}

// newShape makes the shape of a type.
func newShape(t reflect.Type) *shape {
	s := &shape{typ: t, kind: specialKind(t)}
	if s.kind == kindOther && !codesItself(t) {
		s.kind = plainKind(t)
	}
	switch s.kind {
	case kindSlice, kindPointer:
		s.elem.typ = t.Elem()
	case kindObject:
		s.addFields()
	}
	return s
}

// specialKind is the kind of the types known by name, else kindOther.
func specialKind(t reflect.Type) shapeKind {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return kindTime
	case t == reflect.TypeFor[json.RawMessage]():
		return kindRaw
	case t == reflect.TypeFor[[]byte]():
		return kindBytes
	case t.Kind() != reflect.Struct:
		return kindOther
	case isGenerated(t):
		return kindObject
	case isRel(t):
		return kindRel
	}
	p := reflect.PointerTo(t)
	if t.Implements(reflect.TypeFor[encoding.TextAppender]()) && p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return kindText
	}
	return kindOther
}

// isGenerated reports whether t is a generated struct.
func isGenerated(t reflect.Type) bool {
	return t.NumField() > 0 && t.Field(0).Type == reflect.TypeFor[Object]() && t.Field(0).Anonymous
}

// codesItself reports whether t has its own idea of how it is coded.
func codesItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[json.Marshaler]()) ||
		p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextMarshaler]())
}

// plainKind is the kind of types that are what they are made of.
func plainKind(t reflect.Type) shapeKind {
	switch t.Kind() {
	case reflect.String:
		return kindString
	case reflect.Bool:
		return kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return kindUint
	case reflect.Float32, reflect.Float64:
		return kindFloat
	case reflect.Slice:
		return kindSlice
	case reflect.Pointer:
		return kindPointer
	}
	return kindOther
}

// addFields reads the fields of a generated struct. The tag of the embedded
// object names the type in the service.
func (s *shape) addFields() {
	tag, options, _ := strings.Cut(s.typ.Field(0).Tag.Get("odata"), ",")
	s.odata, s.always = tag, options == "always"
	s.index = make(map[string]int, s.typ.NumField())
	for i := 1; i < s.typ.NumField() && i < maxFields; i++ {
		f := s.typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		s.index[name] = len(s.fields)
		key := string(appendQuoted(nil, name)) + ":"
		s.fields = append(s.fields, field{i, f.Offset, name, key, shapeOf(f.Type)})
	}
}
