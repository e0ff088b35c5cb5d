package build

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// moved notes in m that the facts of a page stand in other places than before.
// It fails where anything else about them changed: no file of a package depends
// on a place, only findings have one.
func (s *Session) moved(m *made, kept *pages, page parser.PageFile, before, after sum) bool {
	for _, o := range s.Overrides {
		if o.Source == page.Path {
			return false // what it makes of the page is not kept
		}
	}
	old, ok := kept.was(page, before)
	if !ok {
		return false
	}
	now, ok := kept.was(page, after)
	if !ok {
		return false
	}
	own, found := old.Found, now.Found
	places, ok := kept.moves(old, now)
	if !ok {
		return false
	}
	return relocate(m, page.Path, own, found, places)
}

// relocate moves the findings of a page. Those that reading it alone gave are
// own; found are in their place.
func relocate(m *made, page string, own, found source.List, places map[source.Pos]source.Pos) bool {
	alone := make(map[source.Diagnostic]bool, len(own))
	for _, d := range own {
		alone[d] = true
	}
	var list source.List
	for _, d := range m.Found {
		if alone[d] {
			continue
		}
		if strings.Contains(d.Message, page+":") {
			return false // it tells a place
		}
		if d.Pos.File == page {
			to, ok := places[d.Pos]
			if !ok {
				return false
			}
			d.Pos = to
		}
		list = append(list, d)
	}
	m.Found = append(list, found...)
	m.Found.Sort()
	return true
}

// moves returns where the places of what a page gave are now. It fails where
// more than the places changed, or their order. It takes its arguments apart.
func (p *pages) moves(old, now *parser.Parsed) (map[source.Pos]source.Pos, bool) {
	old.Found, now.Found = nil, nil
	from, to := placesIn(reflect.ValueOf(old), nil), placesIn(reflect.ValueOf(now), nil)
	if len(from) != len(to) {
		return nil, false
	}
	moves := make(map[source.Pos]source.Pos, len(from))
	for i := range from {
		a, b := *from[i], *to[i]
		if had, ok := moves[a]; ok && had != b || a.File != b.File {
			return nil, false
		}
		moves[a] = b
		*from[i], *to[i] = source.Pos{}, source.Pos{}
	}
	if !bytes.Equal(p.parsed.Append(nil, old), p.parsed.Append(nil, now)) {
		return nil, false
	}
	return moves, inOrder(moves)
}

// inOrder reports whether what stood before another place still does.
func inOrder(moves map[source.Pos]source.Pos) bool {
	list := slices.SortedFunc(maps.Keys(moves), func(a, b source.Pos) int {
		switch {
		case a.Before(b):
			return -1
		case b.Before(a):
			return 1
		}
		return 0
	})
	for i := 1; i < len(list); i++ {
		if !moves[list[i-1]].Before(moves[list[i]]) {
			return false
		}
	}
	return true
}

// placesIn appends the places in a value, in the order of its fields.
func placesIn(v reflect.Value, list []*source.Pos) []*source.Pos {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return placesIn(v.Elem(), list)
		}
	case reflect.Struct:
		if pos, ok := v.Addr().Interface().(*source.Pos); ok {
			return append(list, pos)
		}
		for i := range v.NumField() {
			list = placesIn(v.Field(i), list)
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = placesIn(v.Index(i), list)
		}
	}
	return list
}
