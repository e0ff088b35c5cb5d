package build

import (
	"bytes"
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/lock"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/source"
)

// rewording is what became of the pages that a package was made of, where it may
// not have to be made again.
type rewording struct {
	session *Session
	docs    *hashed
	made    *made
	kept    *pages
	files   int // that changed
	pages   []reworded
}

// reworded is a page whose facts are the same at other places, but for texts.
type reworded struct {
	file       parser.PageFile
	before     gave        // when the package was made
	own, found source.List // what reading it alone found, then and now
	places     map[source.Pos]source.Pos
	told       *parser.Parsed // where texts changed, what it gives now without them
}

// compare notes how a page differs from what it was. It fails where more
// changed than texts and places.
func (w *rewording) compare(page parser.PageFile, before gave) bool {
	if w.session.overridden(page.Path) {
		return false // what an override makes of the page is not kept
	}
	for _, told := range []bool{false, true} {
		old, ok := w.kept.was(page, before)
		if !ok {
			return false
		}
		now, ok := w.kept.Load(page)
		if !ok {
			return false
		}
		r := reworded{file: page, before: before, own: old.Found, found: now.Found}
		if told {
			r.told = now
			untold(old)
			untold(now)
		}
		if r.places, ok = w.kept.moves(old, now); ok {
			w.pages = append(w.pages, r)
			return true
		}
	}
	return false
}

// apply returns the files of the package, those with changed texts with their
// data. No file of a package depends on a place, only findings have one.
func (w *rewording) apply(ctx context.Context, spec Spec, l *lock.Lock) ([]output.File, bool) {
	files := slices.Clone(w.made.Files)
	contradictions, ok := w.retell(ctx, spec, l, files)
	if !ok {
		return nil, false
	}
	for _, page := range w.pages {
		if !relocate(w.made, page.file.Path, page.own, page.found, page.places) {
			return nil, false
		}
	}
	w.made.Found = append(w.made.Found, contradictions...)
	w.made.Found.Sort()
	for i := range files {
		w.made.Files[i].Sum = files[i].Sum
	}
	return files, true
}

// relocate moves the findings of a page. Those that reading it alone gave are
// own; found are in their place.
func relocate(m *made, page string, own, found source.List, places map[source.Pos]source.Pos) bool {
	alone := make(map[source.Diagnostic]bool, len(own))
	for _, d := range own {
		alone[d] = true
		if d.Pos.File != page && !slices.Contains(found, d) {
			return false // other pages that include the file may still have it
		}
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
