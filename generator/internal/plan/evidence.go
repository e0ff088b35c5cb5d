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
// empty where the parameters of the table know the most.
func (t *typeSet) proven(op *merge.Operation, full string) string {
	if full == "" || op.Body.Collection || t.isEnum(full) {
		return full
	}
	sent := sentNames(op)
	best, most := full, t.knows(full, sent)
	if n := listed(op.Body.Properties, sent); n > most {
		best, most = "", n
	}
	for _, other := range t.bodyCandidates(op) {
		if n := t.knows(other, sent); n > most {
			best, most = other, n
		}
	}
	return best
}

// changed is the type of what an operation changes, where its pages show that
// it answers with that and do not name it: the body's type, which knows most
// of the names that the examples answer with.
func (t *typeSet) changed(op *merge.Operation) string {
	full := op.Body.Type
	if t.byName[key(full)] == nil || t.isEnum(full) || op.Body.Collection {
		return ""
	}
	names := namesOf(op, func(e *model.Example) string { return e.Response.Body })
	if len(names) == 0 || t.knows(full, names)*2 < len(names) {
		return ""
	}
	return full
}

// bodyCandidates are the defined types that the pages of an operation name for
// its body and its answer.
func (t *typeSet) bodyCandidates(op *merge.Operation) []string {
	var full []string
	for _, page := range op.Pages {
		full = append(full, page.RequestBody.Type)
	}
	if r, ok := answer(op); ok && !r.Collection {
		full = append(full, r.Type)
	}
	return slices.DeleteFunc(full, func(name string) bool { return t.byName[key(name)] == nil || t.isEnum(name) })
}

// knows counts the names that are properties of a type.
func (t *typeSet) knows(full string, names []string) int {
	r := t.byName[key(full)]
	if r == nil {
		return 0
	}
	n := 0
	for _, base := range t.line(r) {
		n += listed(base.Properties, names) + listed(base.Relationships, names)
	}
	return n
}

// listed counts the names that are among properties.
func listed(properties []model.Property, names []string) int {
	n := 0
	for _, name := range names {
		if slices.ContainsFunc(properties, func(p model.Property) bool { return strings.EqualFold(p.Name, name) }) {
			n++
		}
	}
	return n
}

// sentNames are the names at the top of the bodies that examples of an
// operation send, in order, without annotations.
func sentNames(op *merge.Operation) []string {
	return namesOf(op, func(e *model.Example) string { return e.Request.Body })
}

// namesOf is the same for the bodies that a function picks.
func namesOf(op *merge.Operation, pick func(*model.Example) string) []string {
	var names []string
	for _, page := range op.Pages {
		for i := range page.Examples {
			q := &page.Examples[i].Request
			if q.Method != op.Method || !sameEnd(q.URL, op.Path) {
				continue
			}
			var body map[string]json.RawMessage
			if json.Unmarshal([]byte(pick(&page.Examples[i])), &body) != nil {
				continue
			}
			for name := range body {
				if !strings.Contains(name, "@") {
					names = append(names, name)
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// sameEnd reports whether a URL ends as a path does, its last segment being a
// placeholder or the same.
func sameEnd(url, path string) bool {
	url, _, _ = strings.Cut(url, "?")
	last := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasPrefix(last, "{") || strings.EqualFold(last, url[strings.LastIndexByte(url, '/')+1:])
}
