package graph

import "reflect"

// Rel is a navigation property: another resource, that a service sends only
// when asked to expand it. It keeps the JSON and decodes it when Get is called.
// The zero value is absent. Copies are independent.
type Rel[T any] struct {
	r *related
}

// related is what all relations hold. It is never changed, only replaced.
type related struct {
	text []byte // JSON
	err  error  // why there is no text
}

// Get decodes the relation. An absent or null one gives the zero T. Every call
// decodes anew: changes to the result take effect through Set only.
func (r *Rel[T]) Get() (T, error) {
	var v T
	err := r.r.load(&v)
	return v, err
}

// Set makes v the relation's value. What v cannot be encoded for is reported
// when the struct around it is sent.
func (r *Rel[T]) Set(v T) { r.r = relate(v) }

// Rels is a navigation property as Rel is one, but leads to several resources.
type Rels[T any] struct {
	r *related
}

// Get decodes the resources; null ones are left out. An absent or null relation
// gives nil. Every call decodes anew: changes to the result take effect through
// Set only.
func (r *Rels[T]) Get() ([]T, error) {
	var list []T
	err := r.r.loadList(&list)
	return list, err
}

// Set makes the list the relation's value. What it cannot be encoded for is
// reported when the struct around it is sent.
func (r *Rels[T]) Set(list []T) { r.r = relate(list) }

// load decodes the relation into the value that into points to.
func (r *related) load(into any) error {
	switch {
	case r == nil:
		return nil
	case r.err != nil:
		return r.err
	}
	return decode(r.text, into)
}

// loadList decodes the relation into the slice that list points to.
func (r *related) loadList(list any) error {
	switch {
	case r == nil:
		return nil
	case r.err != nil:
		return r.err
	}
	d := decoder{data: r.text}
	if err := d.items(reflect.ValueOf(list).Elem()); err != nil {
		return err
	}
	return d.end()
}

// relate encodes v.
func relate(v any) *related {
	text, err := encode(v)
	return &related{text, err}
}

// anyRel has the form of every Rel and Rels.
type anyRel struct {
	r *related
}

// isRel reports whether t is a Rel or Rels of some type.
func isRel(t reflect.Type) bool {
	return t.NumField() == 1 && t.Field(0).Type == reflect.TypeFor[*related]()
}

// relOf gives access to the relation that v is. It is a conversion as any other in
// Go: both types have the same form.
func relOf(v reflect.Value) *anyRel {
	return v.Addr().Convert(reflect.TypeFor[*anyRel]()).Interface().(*anyRel)
}
