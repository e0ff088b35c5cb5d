package parser

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// bodyFromParameters makes a JSON body of parameters that stand in a section
// of their own, where no path of the page holds them, an example sends one of
// them, and the Request body section lists none.
func (r *pageReader) bodyFromParameters() {
	body := &r.page.RequestBody
	if len(body.Properties) > 0 || len(r.page.PathParameters) == 0 || len(r.page.Requests) > mostSearched || !r.mayHaveBody() {
		return
	}
	isSent, sent := false, r.quoted()
	var inPath []model.Parameter
	var inBody []model.Property
	for _, p := range r.page.PathParameters {
		if r.inPath(p.Name) {
			inPath = append(inPath, p)
			continue
		}
		isSent = isSent || sent[p.Name]
		inBody = append(inBody, model.Property{
			Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required, Description: p.Description, Pos: p.Pos,
		})
	}
	if isSent {
		r.page.PathParameters = inPath
		*body = model.RequestBody{Kind: model.BodyJSON, Properties: inBody, Pos: body.Pos}
	}
}

// mostSearched is up to how many requests of a page are searched for each
// parameter. Real pages have up to eighty.
const mostSearched = 200

// quoted returns what stands between two quotes in the bodies of the examples.
func (r *pageReader) quoted() map[string]bool {
	all := map[string]bool{}
	for i := range r.examples {
		parts := strings.Split(r.examples[i].Request.Body, `"`)
		for k := 1; k < len(parts)-1; k++ {
			all[parts[k]] = true
		}
	}
	return all
}

// inPath reports whether a path of the page holds a parameter.
func (r *pageReader) inPath(name string) bool {
	return slices.ContainsFunc(r.page.Requests, func(q model.Request) bool {
		return strings.Contains(q.Path, "{"+name+"}") || strings.Contains(q.Path, name+"=")
	})
}

// wrap makes a parameter of the body that the page describes, where every
// example sends that as the value of one property: an action takes an object
// by the name of its parameter, and pages describe the object alone.
func (r *pageReader) wrap() {
	body := &r.page.RequestBody
	if body.Kind != model.BodyJSON || len(body.Properties) == 0 {
		return
	}
	name, collection := r.wrapper()
	if name == "" {
		return
	}
	full := r.wrappedType(name)
	if full == "" {
		return
	}
	p := model.Property{Name: name, Type: full, Collection: collection, Pos: body.Properties[0].Pos}
	body.Type, body.Collection, body.Properties = "", false, []model.Property{p}
}

// wrapper returns the name of the one property that every example sends
// around the listed properties, and whether it holds a list.
func (r *pageReader) wrapper() (name string, collection bool) {
	for i := range r.examples {
		q := &r.examples[i].Request
		if q.Body == "" || !r.isOwnExample(&r.examples[i]) {
			continue
		}
		if strings.Count(q.Body, `"`) < 4 || q.Body[0] != '{' {
			return "", false
		}
		var sent map[string]json.RawMessage
		if json.Unmarshal([]byte(q.Body), &sent) != nil || len(sent) != 1 {
			return "", false
		}
		for key, value := range sent {
			if name != "" && name != key || !isIdentifier(key) || r.lists(key) {
				return "", false
			}
			inner, list := innerNames(value)
			if len(inner) == 0 || slices.ContainsFunc(inner, func(n string) bool { return !r.lists(n) }) {
				return "", false
			}
			name, collection = key, list
		}
	}
	return name, collection
}

// lists reports whether the page lists a property of the body.
func (r *pageReader) lists(name string) bool {
	return hasProperty(r.page.RequestBody.Properties, name)
}

// innerNames returns the names of the properties of an object, or of the
// objects of a list, without annotations.
func innerNames(value json.RawMessage) (names []string, list bool) {
	var objects []map[string]json.RawMessage
	var one map[string]json.RawMessage
	switch {
	case json.Unmarshal(value, &one) == nil:
		objects = append(objects, one)
	case json.Unmarshal(value, &objects) == nil:
		list = true
	}
	for _, o := range objects {
		for name := range o {
			if !strings.Contains(name, "@") {
				names = append(names, name)
			}
		}
	}
	return names, list
}

// wrappedType returns the type that the page names for a wrapped body: that of
// the parameter's name, else the one of the body, else what is answered.
func (r *pageReader) wrappedType(name string) string {
	types := []string{r.page.RequestBody.Type}
	for _, p := range r.page.Responses {
		if p.Status < 300 {
			types = append(types, p.Type)
		}
	}
	types = slices.DeleteFunc(types, func(t string) bool { return t == "" || !isNamed(t) })
	for _, t := range types {
		if strings.EqualFold(lastName(t), name) {
			return t
		}
	}
	if len(types) > 0 {
		return types[0]
	}
	return ""
}
