package lint

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/parallel"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// checkBodies compares the JSON of the examples with the types that their
// annotations and their pages name.
func (c *crossing) checkBodies() {
	if len(c.api.Resources) == 0 {
		return // pages taken out of their context
	}
	types := newDeclarations(c.api.Resources)
	c.checkDescribedTypes(types)
	pages := make(map[string]*model.Page, len(c.api.Pages))
	for _, p := range c.api.Pages {
		pages[p.Source.File] = p
	}
	c.checkMethods(types, pages)
	operations := factsOfOperations(c.api.Pages)
	found := make([][]Finding, (len(c.files)+bodiesAtOnce-1)/bodiesAtOnce)
	parallel.Each(c.workers, len(found), func(n int) {
		part := *c
		part.out = nil
		for i := n * bodiesAtOnce; i < min((n+1)*bodiesAtOnce, len(c.files)); i++ {
			if page := pages[c.files[i].Path]; page != nil {
				part.checkBodiesOf(page, c.pages[i].bodies, types, operations)
			}
		}
		found[n] = part.out
	})
	c.out = append(c.out, slices.Concat(found...)...)
}

// bodiesAtOnce is the number of pages whose bodies one goroutine takes.
const bodiesAtOnce = 64

// checkBodiesOf checks the bodies on one page.
func (c *crossing) checkBodiesOf(page *model.Page, bodies []bodyFacts, types *declarations, operations map[string]*operationFacts) {
	facts, sent := &operationFacts{}, &page.RequestBody
	if len(page.Requests) > 0 {
		facts = operations[operationOf(page, &page.Requests[0])]
	}
	if sent.Type == "" && len(sent.Properties) == 0 && facts.sent != nil {
		sent = facts.sent
	}
	if len(page.Requests) > mostRequests {
		return
	}
	for k := range bodies {
		b := bodyCheck{crossing: c, bodyFacts: &bodies[k], types: types, page: page, sent: sent, operation: facts, version: page.Version}
		if callsBack(b.url) || b.request && b.method == "GET" || b.name == "" && b.isBelow() {
			continue // no request of the API; a body without a meaning; of another operation
		}
		if b.request {
			b.checkRequest()
		} else if b.status < 300 && b.status != 204 {
			b.checkResponse()
		}
	}
}

// bodyCheck compares one body.
type bodyCheck struct {
	*crossing
	*bodyFacts
	types   *declarations
	page    *model.Page
	version string

	sent      *model.RequestBody // of the page, else of another page of its operation
	operation *operationFacts
}

// operationFacts are what the pages of an operation say of its bodies.
type operationFacts struct {
	sent           *model.RequestBody // of the first page that describes it
	sends, answers []string           // the types that pages name
}

func factsOfOperations(pages []*model.Page) map[string]*operationFacts {
	facts := map[string]*operationFacts{}
	for _, p := range pages {
		alike := endings(p) <= 1
		for i := range p.Requests {
			key := operationOf(p, &p.Requests[i])
			f := facts[key]
			if f == nil {
				f = &operationFacts{}
				facts[key] = f
			}
			f.add(p, i == 0, alike)
		}
	}
	return facts
}

// add takes what a page says; what it sends is at least for the first request.
// What else it says is for all of them where their paths end alike.
func (f *operationFacts) add(p *model.Page, first, alike bool) {
	body := &p.RequestBody
	if f.sent == nil && (body.Type != "" || len(body.Properties) > 0) {
		f.sent = body
	}
	if body.Type != "" && (alike || first) {
		f.sends = append(f.sends, body.Type)
	}
	if !alike {
		return
	}
	for i := range p.Responses {
		if r := &p.Responses[i]; r.Status < 300 && r.Type != "" {
			f.answers = append(f.answers, r.Type)
		}
	}
}

// endings counts the different ends of a page's paths. What a page says of
// bodies holds for all of its paths where they end alike.
func endings(p *model.Page) int {
	if len(p.Requests) < 2 {
		return len(p.Requests)
	}
	ends := make([]string, len(p.Requests))
	for i := range p.Requests {
		ends[i] = lastLiteral(p.Requests[i].Path)
	}
	slices.Sort(ends)
	return len(slices.Compact(ends))
}

// lastLiteral returns the last segment of a path that is no placeholder.
func lastLiteral(path string) string {
	segments := strings.Split(strings.ToLower(path), "/")
	for _, s := range slices.Backward(segments) {
		if s != "" && !strings.ContainsAny(s, "{<(") {
			return s
		}
	}
	return ""
}

func operationOf(page *model.Page, request *model.Request) string {
	return page.Version + " " + request.Method + " " + operationKey(request.Path)
}

func (b *bodyCheck) report(rule string, pos source.Pos, format string, args ...any) {
	b.out = append(b.out, b.finding(rule, pos, format, args...))
}

// checkRequest compares a request with the parameters and the type that the
// page lists. Where it names no type, what is sent is often what is answered.
func (b *bodyCheck) checkRequest() {
	types := b.described(b.name, b.sent.Type)
	if b.sent.Type == "" {
		for i := range b.page.Responses {
			if r := &b.page.Responses[i]; r.Status < 300 && !r.Collection {
				types = append(types, b.holding(b.described(r.Type))...)
			}
		}
	}
	if b.name == "" && endings(b.page) > 3 {
		for i := range b.values {
			b.checkSent(&b.values[i])
		}
		return // a page about several things, each with a body of its own
	}
	if b.isReference() {
		b.report("reference-body", b.at, "path ends with $ref, the body has no @odata.id")
	}
	if len(types) == 0 && len(b.sent.Properties) == 0 {
		return
	}
	for i := range b.values {
		o := &b.values[i]
		if named := b.named(o, nil); named != nil {
			b.object(named, o)
			continue
		}
		b.checkSent(o)
		b.parameters(types, o)
	}
}

// checkSent finds an object that does not say which of the types it is that
// pages send.
func (b *bodyCheck) checkSent(o *object) {
	if t := b.get(b.sent.Type); t != nil {
		b.checkUnnamed(o, t, b.operation.sends, "sends")
	}
}

// holding returns the types that have every listed parameter.
func (b *bodyCheck) holding(types []*declared) []*declared {
	return slices.DeleteFunc(types, func(t *declared) bool {
		return slices.ContainsFunc(b.sent.Properties, func(p model.Property) bool {
			return b.types.property(b.version, t, p.Name) == nil
		})
	})
}

// described returns the types of these names that some page describes.
func (b *bodyCheck) described(names ...string) []*declared {
	var out []*declared
	for _, name := range names {
		if t := b.get(name); t != nil && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func (b *bodyCheck) get(name string) *declared {
	if name != "" && !strings.Contains(name, ".") {
		name = "microsoft.graph." + name
	}
	return b.types.get(b.version, name)
}

// parameters compares the object at the top of a request.
func (b *bodyCheck) parameters(types []*declared, o *object) {
	var of owner
	if len(types) > 0 {
		of.name = types[0].name
	}
	var unknown []*objectField
	for i := range o.fields {
		f := &o.fields[i]
		p, dynamic := b.parameter(f.name), false
		for _, t := range types {
			if p == nil {
				p = b.types.property(b.version, t, f.name)
			}
			dynamic = dynamic || b.types.mayHave(b.version, t, f.name)
		}
		switch {
		case p != nil:
			b.property(of, f, p)
		case dynamic:
		case len(types) > 0:
			unknown = append(unknown, f)
		default:
			b.reportProperty(of, f, spelledParameter(b.sent.Properties, f.name))
		}
	}
	if len(types) > 0 {
		b.undescribed(types[0], o, unknown)
	}
}

// parameter returns what the page lists of the body under a name.
func (b *bodyCheck) parameter(name string) *model.Property {
	for i := range b.sent.Properties {
		if p := &b.sent.Properties[i]; p.Name == name {
			return p
		}
	}
	return nil
}

// checkResponse compares a response with the type that the page answers with,
// else with the one of the annotation.
func (b *bodyCheck) checkResponse() {
	noted, answered := b.get(b.name), b.answered()
	t := cmp.Or(noted, answered)
	if t == nil || b.isBelow() && showsValue(b.values) {
		return
	}
	items := b.items(t)
	if b.isNotedWrong(t, answered, items) {
		t = answered
	}
	if told := b.told(); b.isNotedWrong(t, told, items) {
		b.reportTold(t, told)
		t = told
	}
	b.checkSelect(t)
	if noted != nil && answered != nil && noted != answered && !casts(b.url) {
		b.compareTypes(items, noted, answered)
	} else if len(items) > 0 {
		b.checkUnnamed(&items[0], t, b.operation.answers, "answers with")
	}
	for i := range items {
		b.object(t, &items[i])
	}
}

// isReference reports whether the body should be a reference and is none.
func (b *bodyCheck) isReference() bool {
	for i := range b.page.Requests {
		if !strings.HasSuffix(b.page.Requests[i].Path, "/$ref") {
			return false
		}
	}
	return len(b.page.Requests) > 0 && len(b.values) > 0 && !b.values[0].hasID && len(b.values[0].fields) > 0
}

// checkUnnamed finds an object of a derived type that does not say so, where
// other pages use the operation for another type.
func (b *bodyCheck) checkUnnamed(o *object, t *declared, others []string, verb string) {
	if o.odataType != "" || len(o.fields) == 0 || casts(b.url) {
		return
	}
	for _, name := range others {
		other := b.get(name)
		if other == nil || other == t || b.types.derives(b.version, other, t) {
			continue
		}
		if base := b.types.common(b.version, t, other); base != nil {
			b.report("example-odata-type", b.file.Pos(o.fields[0].at), "object of the type %q has no @odata.type, another page %s %q", t.name, verb, other.name)
			return
		}
	}
}

// items returns the objects of a response: the body, what it lists as its
// value, or the one object that is its value, as many pages show it.
func (b *bodyCheck) items(t *declared) []object {
	if b.list || len(b.values) == 0 {
		return b.values
	}
	body := &b.values[0]
	value := body.field("value")
	if value != nil && len(body.fields) > 1 && b.types.property(b.version, t, "value") != nil {
		value = nil
	}
	says := "annotation says"
	if b.name == "" {
		says = "Response section says"
	}
	switch {
	case value != nil && value.kind == loosejson.Array && !b.collection:
		b.report("annotation-collection", b.at, "body lists objects, the %s one %q", says, t.name)
	case value != nil && value.kind == loosejson.Object && b.collection && b.known:
		b.report("annotation-collection", b.at, "value of the body is one object, the %s a collection of %q", says, t.name)
	case value == nil && !b.collection && b.isListPath() && len(body.fields) > 0:
		b.report("annotation-collection", b.at, "body is one object, the path is that of many %q", t.name)
	case value == nil && b.collection && b.known && len(body.fields) > 0:
		b.report("annotation-collection", b.at, "body is one object, the %s a collection of %q", says, t.name)
	}
	if value == nil || value.kind != loosejson.Array && (value.kind != loosejson.Object || len(body.fields) > 1) {
		return b.values
	}
	return value.inner
}

// compareTypes compares the type of the annotation with the one that the page
// answers with. An item of a derived type has to say so.
func (b *bodyCheck) compareTypes(items []object, noted, answered *declared) {
	if !b.types.derives(b.version, noted, answered) {
		if !b.types.derives(b.version, answered, noted) && len(b.page.Requests) == 1 {
			b.report("response-type-differs", b.at, "annotation says %s, the page answers with %s", noted.name, answered.name)
		}
		return
	}
	for i := range items {
		if o := &items[i]; o.odataType == "" && len(o.fields) > 0 {
			b.report("example-odata-type", b.file.Pos(o.fields[0].at), "object of the type %q has no @odata.type, the page answers with %q", clip(b.name), answered.name)
			return
		}
	}
}

// named returns the type that an object names; t is the one of its place.
func (b *bodyCheck) named(o *object, t *declared) *declared {
	if o.odataType == "" {
		return nil
	}
	name, _ := cutCollectionType(o.odataType)
	named := b.types.get(b.version, name)
	_, primitive := b.loc.Type(name)
	switch {
	case primitive || strings.HasPrefix(name, "Edm."):
	case named == nil:
		return b.reportUnknown(name, o)
	case t != nil && named != t && !b.types.derives(b.version, named, t) && !b.answersWith(named):
		b.report("example-odata-type", b.file.Pos(o.typeAt), "example names the type %q, and no page says that it derives from %q", clip(name), t.name)
	}
	return named
}

// reportUnknown finds that an object names a type that no page describes, and
// returns the one that it seems to mean.
func (b *bodyCheck) reportUnknown(name string, o *object) *declared {
	if like := b.typeLike(b.types, b.version, name); like != nil {
		b.report("example-odata-type", b.file.Pos(o.typeAt), "example names the type %q, its resource page calls it %q", clip(name), clip(like.name))
		return like
	}
	b.report("example-odata-type", b.file.Pos(o.typeAt), "example names the type %q, which no resource page of %s describes", clip(name), b.version)
	return nil
}

// object compares one object with its type, or with the one that it names.
func (b *bodyCheck) object(t *declared, o *object) {
	if named := b.named(o, t); named != nil {
		t = named
	}
	var unknown []*objectField
	for i := range o.fields {
		f := &o.fields[i]
		if p := b.types.property(b.version, t, f.name); p != nil {
			b.property(owner{name: t.name}, f, p)
		} else if !b.types.mayHave(b.version, t, f.name) {
			unknown = append(unknown, f)
		}
	}
	b.undescribed(t, o, unknown)
}

// property compares the value of a property with its type.
func (b *bodyCheck) property(of owner, f *objectField, p *model.Property) {
	inner := b.get(p.Type)
	want := shapeOfType(p, inner)
	switch {
	case f.kind == loosejson.Null:
	case !want.fits(f) || p.Type == "Edm.Stream":
		b.report("example-type", b.file.Pos(f.at), "example shows %q of %s as %s, its table says %q", clip(f.name), of, shapeOf(f), spellType(p))
	case f.kind != loosejson.Array && malformed(p.Type, f):
		b.report("example-type", b.file.Pos(f.at), "example shows %q of %s as %q, which is no %s", clip(f.name), of, clip(f.text), spellType(p))
	case inner != nil && inner.enum:
		b.checkMembers(of, f, p, inner)
	case inner != nil && !strings.EqualFold(p.Type, anyJSON):
		for i := range f.inner {
			b.object(inner, &f.inner[i])
		}
	}
}

// isListPath reports whether all paths of the page end with the name of a
// collection that the page gets. Pages that show one object as a value mean it.
func (b *bodyCheck) isListPath() bool {
	for i := range b.page.Requests {
		r := &b.page.Requests[i]
		last := strings.ToLower(r.Path[strings.LastIndexByte(r.Path, '/')+1:])
		if r.Method != "GET" || strings.ContainsAny(last, "{(<$") || !strings.HasSuffix(last, "s") || maybeOne.MatchString(last) {
			return false
		}
	}
	return len(b.page.Requests) > 0
}

// maybeOne matches names with an s at their end that may be of one object.
var maybeOne = regexp.MustCompile(`(ss|us|is|ms|analytics|capabilities|conditions|defaults|details|gridlines|hours|insights|labels|metrics|options|preferences|reports|settings|statistics|trends)$`)
