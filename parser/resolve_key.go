package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// settleServed gives the key "id" to the types whose pages list no key, where
// an operation gets one object of the type by a placeholder at the end of its
// path: only entities can be got so, and every entity has the key.
func (r *resolver) settleServed() {
	added := false
	for _, page := range r.api.Pages {
		request := keyedRequest(page)
		if request == "" {
			continue
		}
		for i := range page.Responses {
			x := &page.Responses[i]
			if x.Status != 200 || x.Collection || !isNamed(x.Type) {
				continue
			}
			if res := r.known(page.Version, x.Type); res != nil && res.Kind != model.KindEnum && !r.hasKey(res) {
				r.addServedKey(res, request, page.Source.File)
				added = true
			}
		}
	}
	if added {
		r.settleKinds()
	}
}

// keyedRequest returns the first request of a page that gets one object by a
// placeholder: a documented one, else that of an example.
func keyedRequest(page *model.Page) string {
	for i := range page.Requests {
		if q := &page.Requests[i]; q.Method == "GET" && endsInPlaceholder(q.Path) {
			return q.Path
		}
	}
	for i := range page.Examples {
		e := &page.Examples[i]
		if e.Request.Method == "GET" && endsInPlaceholder(e.Request.URL) && showsObject(e.Response.Body) {
			return e.Request.URL
		}
	}
	return ""
}

// endsInPlaceholder reports whether the last segment of a path is a placeholder
// and nothing else.
func endsInPlaceholder(path string) bool {
	path, _ = cutQuery(path)
	last := path[strings.LastIndexByte(path, '/')+1:]
	return len(last) > 2 && (last[0] == '{' && last[len(last)-1] == '}' || last[0] == '<' && last[len(last)-1] == '>')
}

// hasKey reports whether a page of a type, or of one of its bases, tells its
// key.
func (r *resolver) hasKey(res *model.Resource) bool {
	for ; res != nil; res = r.base(res) {
		for _, page := range find(r.byName, res.Version, res.Name) {
			if page.KeyProperty != "" && page.KeyProperty != "id" || propertyLike(page, "id") {
				return true
			}
		}
	}
	return false
}

// propertyLike reports whether a type has a property of a name in any case.
func propertyLike(res *model.Resource, name string) bool {
	for _, list := range [...][]model.Property{res.Properties, res.Relationships} {
		for i := range list {
			if strings.EqualFold(list[i].Name, name) {
				return true
			}
		}
	}
	return false
}

// addServedKey adds the key to a type that a request of a page gets.
func (r *resolver) addServedKey(res *model.Resource, request, file string) {
	id := model.Property{Name: "id", Type: "Edm.String", ReadOnly: true, Implied: true, Pos: res.Pos}
	res.Properties = append([]model.Property{id}, res.Properties...)
	res.Kind = model.KindEntity
	r.list.Add(res.Pos, source.Warning, "key-missing", "%s gets one %s by its key (%s), and no table has the key", request, res.Name, file)
}
