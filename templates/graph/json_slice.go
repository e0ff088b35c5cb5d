package graph

import (
	"bytes"
	"reflect"
)

// slice reads an array.
func (d *decoder) slice(s *shape, v reflect.Value) (fit, error) {
	if d.at() != '[' {
		return d.misfit(v)
	}
	more, err := d.open(']')
	if err != nil {
		return fitNot, err
	}
	if !more {
		v.Set(reflect.MakeSlice(s.typ, 0, 0))
		return fitExact, nil
	}
	v.SetZero()
	d.makeRoom(v)
	elem, all, i := s.elem.get(), fitExact, 0
	for ; more && err == nil; i++ {
		if i == v.Len() {
			v.Grow(1)
			v.SetLen(v.Cap())
		}
		var got fit
		got, err = d.value(elem, v.Index(i))
		all = max(all, elementFit(elem, got))
		if err == nil {
			more, err = d.more(']')
		}
	}
	v.SetLen(i)
	return all, err
}

// makeRoom gives a nil slice the length of the array that the position is in,
// where that is counted.
func (d *decoder) makeRoom(v reflect.Value) {
	if n := d.count(); n > 0 {
		v.Grow(n)
		v.SetLen(n)
	}
}

// elementFit is what the fit of one element says about the array.
func elementFit(elem *shape, got fit) fit {
	switch {
	case got == fitZero, got == fitNull && elem.kind == kindPointer:
		return fitExact
	case got == fitNull:
		return fitRespelled
	case got == fitNot:
		return fitPart
	}
	return got
}

// maxCount is how deep in the text arrays are counted before they are read.
// Counting in all depths would read deep texts again and again.
const maxCount = 8

// count gives the number of elements of the array whose first element begins
// at the position, 0 where it has not been counted. It checks nothing.
func (d *decoder) count() int {
	if d.depth > maxCount {
		return 0
	}
	n, depth := 1, 1
	for i := d.pos; i < len(d.data); i++ {
		switch d.data[i] {
		case '"':
			i = skipQuoted(d.data, i)
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return n
			}
		case ',':
			if depth == 1 {
				n++
			}
		}
	}
	return 0
}

// skipQuoted gives the index of the closing quote of the string at i.
func skipQuoted(data []byte, i int) int {
	for i++; i < len(data); i++ {
		n := bytes.IndexByte(data[i:], '"')
		if n < 0 {
			return len(data)
		}
		i += n
		escapes := 0
		for data[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i
		}
	}
	return len(data)
}
