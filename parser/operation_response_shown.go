package parser

import (
	"encoding/json"
	"strings"

	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// exampleResponse completes the documented responses with one of an example.
func (r *pageReader) exampleResponse(x *example, documented bool) {
	p := &x.Response
	for i := range r.page.Responses {
		if have := &r.page.Responses[i]; have.Status == p.Status {
			r.correct(have, x)
			return
		}
	}
	have := model.Response{Status: p.Status, Pos: p.Pos}
	if documented && p.Status < 300 {
		r.list.Add(p.Pos, source.Warning, "response-status-differs", "example answers %d, which the Response section does not name", p.Status)
	}
	r.page.Responses = append(r.page.Responses, have)
	r.correct(&r.page.Responses[len(r.page.Responses)-1], x)
}

// isOwnExample reports whether an example calls a request of the page, going
// by its method and the last segment of its URL. Pages also show calls of
// other operations, without an annotation.
func (r *pageReader) isOwnExample(x *example) bool {
	if x.Request.Method == "" {
		return true
	}
	all, method, last := r.page.Requests, x.Request.Method, lastSegmentOf(x.Request.URL)
	if len(all) > lookup.Few {
		return r.lasts.find(all, requestName{method, strings.ToLower(last)}) >= 0 ||
			r.lasts.find(all, requestName{method, anyLast}) >= 0
	}
	for i := range all {
		want := lastSegmentOf(all[i].Path)
		if all[i].Method == method && (strings.EqualFold(want, last) || strings.HasPrefix(want, anyLast)) {
			return true
		}
	}
	return false
}

// anyLast starts the last segment of a request that every URL fits.
const anyLast = "{"

// lastIndex finds requests of a page by their last segments, in lower case.
type lastIndex struct{ lookup.Index[requestName] }

func (x *lastIndex) find(list []model.Request, key requestName) int {
	return x.Find(key, len(list), func(i int) requestName {
		last := strings.ToLower(lastSegmentOf(list[i].Path))
		if strings.HasPrefix(last, anyLast) {
			last = anyLast
		}
		return requestName{list[i].Method, last}
	})
}

// lastSegmentOf returns the last segment of a URL without query and function
// parameters.
func lastSegmentOf(url string) string {
	url, _ = cutQuery(url)
	url = strings.TrimRight(url, "/")
	url = url[strings.LastIndexByte(url, '/')+1:]
	name, _, _ := strings.Cut(url, "(")
	return name
}

// correct lets the annotation of an example win over the text, where the
// example does not show that the annotation is wrong.
func (r *pageReader) correct(have *model.Response, x *example) {
	if !x.hasType && have.Type == "" && have.Status == 200 {
		have.Type = shownPrimitive(x.Response.Body)
	}
	if !x.hasType && have.Type == "" && isSuccess(have.Status) {
		have.Type, have.Collection = r.shownType(x.Response.Body)
		if have.Type != "" && r.links != nil {
			*r.links = append(*r.links, Link{Name: have.Type})
		}
	}
	if !x.hasType || have.Status == 204 || have.Status >= 400 {
		return
	}
	p := &x.Response
	if r.corrected&(1<<uint(have.Status%100)) != 0 && have.Status < 300 {
		r.widen(have, p.Type) // an earlier example spoke
		return
	}
	r.corrected |= 1 << uint(have.Status%100)
	shown := p.Type
	if shown == "Edm.String" && showsBoolean(p.Body) {
		shown = "Edm.Boolean"
	}
	said := have.Type != ""
	if said && !strings.EqualFold(lastName(have.Type), lastName(shown)) || shown != p.Type {
		r.list.Add(p.Pos, source.Warning, "response-type-differs", "annotation says %s, the %s", p.Type, r.other(have))
	}
	if said && isNamed(have.Type) && !isNamed(shown) && showsObject(p.Body) {
		return
	}
	if said && !x.listed && !p.Collection && strings.EqualFold(objectType(p.Body), have.Type) {
		return // the object says itself that it is what the section tells
	}
	if said && !strings.EqualFold(have.Type, shown) {
		have.Told = have.Type
	}
	said = said && have.Collection
	have.Type = shown
	have.Collection = p.Collection || !x.collKnown && (said || x.listed)
}

// other says what contradicts the annotation of an example.
func (r *pageReader) other(have *model.Response) string {
	if have.Type == "" {
		return "example shows Edm.Boolean"
	}
	return "Response section " + have.Type
}

// widen takes back the type of the first annotated example where another names
// another type: examples show values of several types, and the Response section
// names the one that all of them are.
func (r *pageReader) widen(have *model.Response, other string) {
	if have.Collection || !isNamed(have.Type) || !isNamed(other) || strings.EqualFold(have.Type, other) {
		return
	}
	for i := range r.told {
		t := &r.told[i]
		if t.Status != have.Status || t.Type == "" || t.Collection {
			continue
		}
		if !endsIn(have.Type, t.Type) || endsIn(other, t.Type) { // else a short name of the first type
			have.Type = t.Type
		}
	}
}

func endsIn(name, end string) bool {
	return strings.HasSuffix(strings.ToLower(lastName(name)), strings.ToLower(lastName(end)))
}

// shownPrimitive returns the type of a body that is a truth value or a text, as
// the service writes one: an object with that value alone.
func shownPrimitive(body string) string {
	if len(body) > 400 || !strings.Contains(body, `"value"`) {
		return ""
	}
	var box map[string]json.RawMessage
	if json.Unmarshal([]byte(body), &box) != nil || len(box["value"]) == 0 {
		return ""
	}
	for name := range box {
		if name != "value" && !strings.HasPrefix(name, "@") {
			return ""
		}
	}
	switch box["value"][0] {
	case 't', 'f':
		return "Edm.Boolean"
	case '"':
		return "Edm.String"
	}
	return ""
}

// showsObject reports whether a body is an object without a value of its own.
func showsObject(body string) bool {
	return strings.HasPrefix(body, "{") && !strings.Contains(body, `"value"`)
}

// objectType returns the type that an object says it is before anything else.
func objectType(body string) string {
	rest, ok := strings.CutPrefix(body, "{")
	rest, named := strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), `"@odata.type"`)
	rest, colon := strings.CutPrefix(strings.TrimLeft(rest, " \t"), ":")
	rest, quoted := strings.CutPrefix(strings.TrimLeft(rest, " \t"), `"#`)
	name, _, closed := strings.Cut(rest, `"`)
	if !ok || !named || !colon || !quoted || !closed || !isTypeName(name) {
		return ""
	}
	return name
}

// showsBoolean reports whether a body is an object whose value is true or
// false.
func showsBoolean(body string) bool {
	_, rest, ok := strings.Cut(body, `"value"`)
	rest, colon := strings.CutPrefix(strings.TrimSpace(rest), ":")
	rest = strings.TrimSpace(rest)
	return ok && colon && (strings.HasPrefix(rest, "true") || strings.HasPrefix(rest, "false"))
}

// shownType returns the type that a body names itself: that of the collection in
// its @odata.context, or its @odata.type.
func (r *pageReader) shownType(body string) (name string, collection bool) {
	var box struct {
		Type    string `json:"@odata.type"`
		Context string `json:"@odata.context"`
	}
	if !strings.Contains(body, "@odata.") {
		return "", false
	}
	if mended, ok := loosejson.Mend([]byte(body)); !ok || json.Unmarshal(mended, &box) != nil {
		return "", false
	}
	if _, of, ok := strings.Cut(box.Context, "#Collection("); ok {
		of, _, _ = strings.Cut(of, ")")
		return r.typeOfNote(of), true
	}
	return r.typeOfNote(box.Type), false
}
