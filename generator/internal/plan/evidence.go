package plan

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/parser/model"
)

// proven is the type of an operation's body, going by what its examples send.
// A page may name a type beside the table of an action's parameters, and a page
// about a part of a resource the type of that part: where another candidate
// knows more of the names that the examples send, that one is the type. It is
// empty where the parameters of the table know the most. Where pages send types
// that derive from it, the type stays: a value has to name which of them it is.
func (t *typeSet) proven(op *merge.Operation, full string) string {
	if full == "" || op.Body.Collection || t.isEnum(full) || t.sendsDerived(op, full) {
		return full
	}
	candidates := t.bodyCandidates(op)
	if len(op.Body.Properties) == 0 && !slices.ContainsFunc(candidates, func(other string) bool { return other != full }) {
		return full // there is nothing else to choose
	}
	sent := countNames(t.sentNames(op))
	best, most := full, t.knows(full, sent)
	if n := countListed(op.Body.Properties, sent); n > most {
		best, most = "", n
	}
	for _, other := range candidates {
		if n := t.knows(other, sent); n > most && !t.isCommon(op, full, other) {
			best, most = other, n
		}
	}
	return best
}

// sendsDerived reports whether pages of an operation send several types, and
// full is what all of them derive from.
func (t *typeSet) sendsDerived(op *merge.Operation, full string) bool {
	return slices.ContainsFunc(op.Pages, func(p *model.Page) bool {
		return p.RequestBody.Type != "" && !strings.EqualFold(p.RequestBody.Type, full)
	}) && strings.EqualFold(t.commonBody(op), full)
}

// isCommon reports whether several pages send full, and other, which they
// answer with, derives from it: what is made may be of another type each time.
func (t *typeSet) isCommon(op *merge.Operation, full, other string) bool {
	r := t.find(other)
	return len(op.Pages) > 1 && r != nil && !strings.EqualFold(full, other) &&
		slices.ContainsFunc(t.line(r), func(base *model.Resource) bool { return strings.EqualFold(base.Name, full) }) &&
		strings.EqualFold(t.commonBody(op), full)
}

// changed is the type of what an operation changes, where its pages show that
// it answers with that and do not name it: the body's type, which knows most
// of the names that the examples answer with.
func (t *typeSet) changed(op *merge.Operation) string {
	full := op.Body.Type
	if t.find(full) == nil || t.isEnum(full) || op.Body.Collection {
		return ""
	}
	names := t.namesOf(op, func(e *model.Example) string { return e.Response.Body })
	if len(names) == 0 || t.knows(full, countNames(names))*2 < len(names) {
		return ""
	}
	return full
}

// bodyCandidates are the defined types that the pages of an operation name for
// its body and its answer, once each.
func (t *typeSet) bodyCandidates(op *merge.Operation) []string {
	var full []string
	add := func(name string) {
		if !slices.Contains(full, name) && t.find(name) != nil && !t.isEnum(name) {
			full = append(full, name)
		}
	}
	for _, page := range op.Pages {
		add(page.RequestBody.Type)
	}
	if r, ok := answer(op); ok && !r.Collection {
		add(r.Type)
	}
	return full
}

// counts are names by their keys, and how often each of them was spelled.
type counts map[string]int

func countNames(keys []string) counts {
	c := make(counts, len(keys))
	for _, k := range keys {
		c[k]++
	}
	return c
}

// knows counts the names that are properties of a type.
func (t *typeSet) knows(full string, names counts) int {
	r := t.find(full)
	if r == nil || len(names) == 0 {
		return 0
	}
	n, properties := 0, t.propertiesOf(r)
	if len(properties) < len(names) { // the examples of many pages
		for k, l := range properties {
			n += min(l.tables, 1) * names[k]
		}
		return n
	}
	for k, times := range names {
		n += min(properties[k].tables, 1) * times
	}
	return n
}

// listing tells in how many tables of a type and its base types a name stands.
type listing struct{ tables, last int }

// propertiesOf lists the properties of a type, by the keys of their names.
func (t *typeSet) propertiesOf(r *model.Resource) map[string]listing {
	return t.properties.Get(r, func() map[string]listing {
		known := map[string]listing{}
		table := 0
		for _, base := range t.line(r) {
			for _, properties := range [][]model.Property{base.Properties, base.Relationships} {
				table++
				for i := range properties {
					k := key(properties[i].Name)
					if l := known[k]; l.last != table {
						known[k] = listing{l.tables + 1, table}
					}
				}
			}
		}
		return known
	})
}

// countListed counts the names that are among properties.
func countListed(properties []model.Property, names counts) int {
	if len(names) == 0 {
		return 0
	}
	n := 0
	counted := make(map[string]bool, len(names))
	for i := range properties {
		k := key(properties[i].Name)
		if times := names[k]; times > 0 && !counted[k] {
			counted[k] = true
			n += times
		}
	}
	return n
}

// sentNames are the keys of the names at the top of the bodies that examples
// of an operation send, without annotations.
func (t *typeSet) sentNames(op *merge.Operation) []string {
	return t.namesOf(op, func(e *model.Example) string { return e.Request.Body })
}

// namesOf is the same for the bodies that a function picks.
func (t *typeSet) namesOf(op *merge.Operation, pick func(*model.Example) string) []string {
	var names []string
	eachExample(op, func(e *model.Example) {
		body := pick(e)
		names = append(names, t.bodies.Get(body, func() []string { return topNames(body) })...)
	})
	slices.Sort(names)
	names = slices.Compact(names)
	for i, name := range names {
		names[i] = key(name)
	}
	return names
}

// topNames are the names at the top of a JSON object, but for annotations;
// none where the text is no object.
func topNames(text string) []string {
	var object map[string]anyValue
	if json.Unmarshal([]byte(text), &object) != nil {
		return nil
	}
	names := make([]string, 0, len(object))
	for name := range object {
		if !strings.Contains(name, "@") {
			names = append(names, name)
		}
	}
	return names
}

// anyValue reads any JSON and keeps nothing.
type anyValue struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (anyValue) UnmarshalJSON([]byte) error { return nil }

// eachExample calls do for the examples on an operation's pages that call it.
func eachExample(op *merge.Operation, do func(*model.Example)) {
	for _, page := range op.Pages {
		for i := range page.Examples {
			e := &page.Examples[i]
			if e.Request.Method == op.Method && sameEnd(e.Request.URL, op.Path) {
				do(e)
			}
		}
	}
}

// sameEnd reports whether a URL ends as a path does, its last segment being a
// placeholder or the same.
func sameEnd(url, path string) bool {
	url, _, _ = strings.Cut(url, "?")
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasPrefix(last, "{") || strings.EqualFold(last, url[strings.LastIndexByte(url, '/')+1:])
}
