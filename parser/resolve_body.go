package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// settleBodies settles the types of bodies, by the properties that their pages
// list.
func (r *resolver) settleBodies() {
	held := r.held()
	for _, page := range r.api.Pages {
		body := &page.RequestBody
		if body.Kind != model.BodyJSON || body.Collection {
			continue
		}
		if res := r.known(page.Version, body.Type); res != nil && len(body.Properties) > 0 && r.listsNoneOf(body, res) {
			body.Type = "" // of a part, or of what the action is about
		}
		if body.Type != "" || len(page.Requests) == 0 {
			continue
		}
		var res *model.Resource
		switch {
		case sendsOnly(page, "PATCH"):
			res = held[pathKey(page.Version, page.Requests[0].Path)]
		case sendsOnly(page, "POST") && len(body.Properties) > 0:
			res = r.answered(page, 201)
		}
		if res != nil && r.listsAllOf(body, res) && (len(body.Properties) > 0 || r.sendsAllOf(page, res)) {
			body.Type, body.Implied = res.Name, true
		}
	}
}

// held returns the type of the one object that GET answers with, by the path.
// Where pages disagree it is the one that the path is named after, or nil.
func (r *resolver) held() map[typeKey]*model.Resource {
	held := map[typeKey]*model.Resource{}
	for _, page := range r.api.Pages {
		res := r.answered(page, 200)
		for i := range page.Requests {
			q := &page.Requests[i]
			if q.Method != "GET" || res == nil {
				continue
			}
			key := pathKey(page.Version, q.Path)
			had, ok := held[key]
			switch {
			case !ok || isNamedAfter(key.name, res):
				held[key] = res
			case had != res && (had == nil || !isNamedAfter(key.name, had)):
				held[key] = nil
			}
		}
	}
	return held
}

// isNamedAfter reports whether the last name of a path is that of a type, or
// its plural.
func isNamedAfter(path string, res *model.Resource) bool {
	path = strings.TrimSuffix(path, "/{}")
	last := path[strings.LastIndexByte(path, '/')+1:]
	name := strings.ToLower(lastName(res.Name))
	return last == name || last == name+"s" || strings.HasSuffix(name, "y") && last == name[:len(name)-1]+"ies"
}

// answered returns the documented type of the one object that a page answers
// with under a status, or nil.
func (r *resolver) answered(page *model.Page, status int) *model.Resource {
	for i := range page.Responses {
		x := &page.Responses[i]
		if x.Status == status && !x.Collection && x.Type != "" {
			if res := r.known(page.Version, x.Type); res != nil && res.Kind != model.KindEnum {
				return res
			}
		}
	}
	return nil
}

// pathKey looks up a path, whatever its placeholders are called.
func pathKey(version, path string) typeKey {
	var b strings.Builder
	rest := strings.ToLower(path)
	for {
		head, tail, ok := strings.Cut(rest, "{")
		b.WriteString(head)
		if !ok {
			return typeKey{version, b.String()}
		}
		b.WriteString("{}")
		_, rest, _ = strings.Cut(tail, "}")
	}
}

// sendsOnly reports whether all requests of a page have a method.
func sendsOnly(page *model.Page, method string) bool {
	return !slices.ContainsFunc(page.Requests, func(q model.Request) bool { return q.Method != method })
}

// listsNoneOf reports whether a type has none of the properties that a body
// lists; annotations are no properties.
func (r *resolver) listsNoneOf(body *model.RequestBody, res *model.Resource) bool {
	return res.Kind != model.KindEnum && !res.OpenType && !slices.ContainsFunc(body.Properties, func(p model.Property) bool {
		return strings.Contains(p.Name, "@") || r.hasProperty(res, p.Name)
	})
}

// listsAllOf reports whether a type has all of the properties that a body
// lists, and several where the body has several. Tables of bodies often leave
// out that a property holds several.
func (r *resolver) listsAllOf(body *model.RequestBody, res *model.Resource) bool {
	return !slices.ContainsFunc(body.Properties, func(p model.Property) bool {
		if strings.Contains(p.Name, "@") {
			return false // an annotation
		}
		has := r.propertyOf(res, p.Name)
		return has == nil || p.Collection && !has.Collection
	})
}

// sendsAllOf reports whether examples of a page send something, and a type has
// all of the properties.
func (r *resolver) sendsAllOf(page *model.Page, res *model.Resource) bool {
	sent := 0
	for i := range page.Examples {
		for _, name := range shownNames(page.Examples[i].Request.Body) {
			if !r.hasProperty(res, name) {
				return false
			}
			sent++
		}
	}
	return sent > 0
}
