package graph

import (
	"encoding/json"
	"errors"
	"reflect"
	"strconv"
	"strings"
)

// pageHead is what a page has beside its items.
type pageHead struct {
	nextLink, deltaLink string
	count               int64 // -1 unless given
}

// page reads a page of a collection: the items into the slice that list is,
// the rest into head. Null items are left out.
func (d *decoder) page(list reflect.Value, head *pageHead) error {
	return d.properties(func(name string) error {
		switch name {
		case "value":
			return d.items(list)
		case "@odata.nextLink":
			return d.strict(reflect.ValueOf(&head.nextLink).Elem())
		case "@odata.deltaLink":
			return d.strict(reflect.ValueOf(&head.deltaLink).Elem())
		case "@odata.count":
			if d.peek() == 'n' {
				return d.word("null")
			}
			return d.strict(reflect.ValueOf(&head.count).Elem())
		}
		return d.skip()
	})
}

// box reads {"value": x} into v.
func (d *decoder) box(v reflect.Value) error {
	return d.properties(func(name string) error {
		if name == "value" {
			return d.strict(v)
		}
		return d.skip()
	})
}

// properties reads an object and all that is left; read is called at the value
// of each property.
func (d *decoder) properties(read func(name string) error) error {
	if d.peek() != '{' {
		return d.fail("an object")
	}
	more, err := d.open('}')
	for more && err == nil {
		if d.peek() != '"' {
			return d.fail("a name")
		}
		var text []byte
		if text, err = d.text(); err != nil {
			return err
		}
		name := string(text)
		if err = d.colon(); err != nil {
			return err
		}
		if err = read(name); err != nil {
			return errors.New(name + ": " + err.Error())
		}
		more, err = d.more('}')
	}
	if err != nil {
		return err
	}
	return d.end()
}

// items reads the items of a page into the slice that list is.
func (d *decoder) items(list reflect.Value) error {
	switch d.peek() {
	case '[':
	case 'n':
		return d.word("null")
	default:
		return d.fail("an array")
	}
	more, err := d.open(']')
	if err != nil || !more {
		return err
	}
	list.SetZero()
	d.makeRoom(list)
	i := 0
	for at := 0; more && err == nil; at++ {
		if i == list.Len() {
			list.Grow(1)
			list.SetLen(list.Cap())
		}
		if d.peek() == 'n' {
			err = d.word("null")
		} else if err = d.strict(list.Index(i)); err == nil {
			i++
		} else {
			return errors.New("item " + strconv.Itoa(at) + ": " + err.Error())
		}
		if err == nil {
			more, err = d.more(']')
		}
	}
	list.SetLen(i)
	return err
}

// strict reads one value and makes it an error where it does not fit.
func (d *decoder) strict(v reflect.Value) error {
	s := shapeOf(v.Type())
	if s.kind == kindOther {
		text, err := d.raw()
		if err != nil {
			return err
		}
		return json.Unmarshal(text, v.Addr().Interface())
	}
	d.peek()
	start := d.pos
	got, err := d.value(s, v)
	if err == nil && got >= fitPart {
		err = misfitError(s, d.data[start])
	}
	return err
}

// misfitError says that a value, which begins with a byte, is none for a type.
func misfitError(s *shape, first byte) error {
	found := "number"
	switch first {
	case '"':
		found = "string"
	case '{':
		found = "object"
	case '[':
		found = "array"
	case 't', 'f':
		found = "bool"
	}
	return errors.New("JSON " + found + " does not fit " + strings.TrimLeft(s.typ.String(), "*"))
}
