package lint

import (
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// bodyFacts is a JSON body of an example.
type bodyFacts struct {
	request    bool
	method     string     // of a request
	status     int        // of a response
	url        string     // of the request, or that the response answers
	urlAt      source.Pos // of the request that the response answers, where it selects
	name       string     // of the type that the annotation names
	collection bool
	known      bool   // the annotation says whether it is a collection
	noted      bool   // there is an annotation
	ignored    string // the type that an annotation of another kind names
	values     []object
	list       bool       // the body is a list at its top
	at         source.Pos // of the annotation, else of the body
	file       *source.File
}

// object is the shape of a JSON object; at of its fields is an offset in the
// page's bytes.
type object struct {
	odataType string
	typeAt    int  // of its key
	hasID     bool // it has an @odata.id
	fields    []objectField
}

type objectField struct {
	name  string
	at    int
	kind  loosejson.Kind
	text  string         // of a string, number or Boolean
	items loosejson.Kind // kind of the first item of an array that is not null
	inner []object       // the object itself, or the objects of an array
}

// keepBody keeps the body of an example for the comparison with the types.
func (p *page) keepBody(m *message, v *loosejson.Value) {
	if m.kind != "request" && m.kind != "response" || !p.isAPI() {
		return
	}
	b := bodyFacts{request: m.kind == "request", at: p.Doc.Pos(m.bodyAt), file: p.Doc.File, list: v.Kind == loosejson.Array}
	if b.request {
		b.method = httpMethod(m.start)
		b.url = strings.TrimSpace(m.start[len(b.method):])
	} else {
		b.status = statusOf(m.start)
		if request := p.answeredRequest(m); request != nil {
			b.url = strings.TrimSpace(request.start[len(httpMethod(request.start)):])
			if strings.Contains(b.url, "$select=") {
				b.urlAt = p.Doc.Pos(request.startAt)
			}
		}
	}
	b.noted = m.note.Get("blockType").Text() == "response"
	if name := m.note.Get("@odata.type").Text(); name != "" && m.note.Get("blockType").Text() == m.kind {
		b.at = p.Doc.Pos(m.noteAt)
		b.name, b.collection = cutCollectionType(name)
		b.known = b.collection
		if c := m.note.Get("isCollection"); c != nil {
			b.collection, b.known = b.collection || c.IsTrue(), true
		}
	}
	if !b.request && !b.noted {
		b.ignored, _ = cutCollectionType(m.note.Get("@odata.type").Text())
	}
	switch v.Kind {
	case loosejson.Object:
		b.values = []object{p.shape(v, m.bodyAt, 0)}
	case loosejson.Array:
		b.values = p.shapes(v.Items, m.bodyAt, 0)
	}
	p.bodies = append(p.bodies, b)
}

// answeredRequest returns the request before a response, or nil.
func (p *page) answeredRequest(m *message) *message {
	var request *message
	for i := range p.messages {
		if &p.messages[i] == m {
			break
		}
		if p.messages[i].kind == "request" {
			request = &p.messages[i]
		}
	}
	return request
}

// casts reports whether a URL ends with the name of a type, so that what comes
// back is of that type and need not say so.
func casts(url string) bool {
	url, _, _ = strings.Cut(url, "?")
	return strings.HasPrefix(url[strings.LastIndexByte(url, '/')+1:], "microsoft.graph.")
}

// statusOf returns the code of a status line, or zero.
func statusOf(line string) int {
	fields := strings.Fields(line)
	if len(fields) < 2 {
		return 0
	}
	status, _ := strconv.Atoi(fields[1])
	return status
}

func cutCollectionType(name string) (string, bool) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "Collection(") {
		return strings.TrimSuffix(name[11:], ")"), true
	}
	return name, false
}

// maxDepth is how deep the objects of examples are compared.
const maxDepth = 8

func (p *page) shape(v *loosejson.Value, at, depth int) object {
	o := object{fields: make([]objectField, 0, len(v.Fields))}
	for _, f := range v.Fields {
		if f.Key == "@odata.type" {
			o.odataType, o.typeAt = strings.TrimPrefix(f.Value.Text(), "#"), p.Doc.Origin(at+f.Offset)
		}
		o.hasID = o.hasID || f.Key == "@odata.id"
		if strings.ContainsAny(f.Key, "@#\n") || f.Key == "" || f.Value == nil {
			continue
		}
		field := objectField{name: f.Key, at: p.Doc.Origin(at + f.Offset), kind: f.Value.Kind, text: f.Value.Str}
		if depth < maxDepth {
			p.inner(&field, f.Value, at, depth+1)
		}
		o.fields = append(o.fields, field)
	}
	return o
}

func (p *page) inner(field *objectField, v *loosejson.Value, at, depth int) {
	switch v.Kind {
	case loosejson.Object:
		field.inner = []object{p.shape(v, at, depth)}
	case loosejson.Array:
		for _, item := range v.Items {
			if item != nil && item.Kind != loosejson.Null {
				field.items = item.Kind
				break
			}
		}
		field.inner = p.shapes(v.Items, at, depth)
	}
}

// shapes are the shapes of the objects of a list.
func (p *page) shapes(items []*loosejson.Value, at, depth int) []object {
	var out []object
	for _, item := range items {
		if item != nil && item.Kind == loosejson.Object {
			out = append(out, p.shape(item, at, depth))
		}
	}
	return out
}

func (o *object) field(name string) *objectField {
	for i := range o.fields {
		if o.fields[i].name == name {
			return &o.fields[i]
		}
	}
	return nil
}
