package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readBody reads the Request body sections.
func (r *pageReader) readBody() {
	body := &r.page.RequestBody
	body.Kind = model.BodyUnspecified
	for _, s := range r.all(kindBody) {
		if !body.Pos.IsValid() {
			body.Pos = r.doc.Pos(s.offset)
		}
		r.bodySection(s.blocks)
	}
	r.restoreBodyNames()
	r.bodyFromParameters()
	if body.Kind == model.BodyUnspecified {
		r.bodyFromExamples()
	}
	if body.Kind == model.BodyJSON && body.Type == "" {
		r.bodyTypeFromExamples()
	}
	if body.Kind == model.BodyUnspecified && (!r.mayHaveBody() || r.showsNoBody()) {
		body.Kind = model.BodyNone
	}
	if body.Type != "" {
		r.settleBodyCollection()
	}
	r.spellAsSent()
}

// spellAsSent gives the properties of the body the case in which the examples
// send them, where they send the table's less often.
func (r *pageReader) spellAsSent() {
	if len(r.page.RequestBody.Properties) == 0 {
		return
	}
	sent := r.spellings()
	for i := range r.page.RequestBody.Properties {
		p := &r.page.RequestBody.Properties[i]
		if name := sent.of(p.Name); name != "" && name != p.Name {
			r.list.Add(p.Pos, source.Info, "property-case", "table spells %q, the example request %q", p.Name, name)
			p.Name = name
		}
	}
}

// spellings is how the bodies of the examples spell the names of the body's
// properties, by the name in lower case.
type spellings map[string]*spelling

// spelling counts the case of one name: as the table has it, and the first
// other one that is sent.
type spelling struct {
	own, other    string
	owns, another int
}

func (r *pageReader) spellings() spellings {
	s := make(spellings, len(r.page.RequestBody.Properties))
	for i := range r.page.RequestBody.Properties {
		name := r.page.RequestBody.Properties[i].Name
		s[strings.ToLower(name)] = &spelling{own: name}
	}
	for i := range r.examples {
		body := r.examples[i].Request.Body
		for {
			_, rest, ok := strings.Cut(body, `"`)
			end := strings.IndexByte(rest, '"')
			if !ok || end < 0 {
				break
			}
			s.add(rest[:end])
			body = rest[end:]
		}
	}
	return s
}

// add takes a text that an example quotes.
func (s spellings) add(name string) {
	if len(name) >= maxName {
		return
	}
	n, ok := locale.LookUp(s, name)
	switch {
	case !ok || !isParameterName(name):
	case name == n.own:
		n.owns++
	case n.other == "" || n.other == name:
		n.other = name
		n.another++
	}
}

// of returns the other spelling of a name where that is sent more often.
func (s spellings) of(name string) string {
	n, ok := locale.LookUp(s, name)
	if !ok || n.another <= n.owns || n.own != name {
		return ""
	}
	return n.other
}

// showsNoBody reports whether the page shows requests and none has a body.
func (r *pageReader) showsNoBody() bool {
	shown := false
	for i := range r.examples {
		q := &r.examples[i].Request
		if q.Body != "" {
			return false
		}
		shown = shown || q.Method != ""
	}
	return shown
}

// settleBodyCollection makes the body a list, or one object, as the first one
// that the page shows is.
func (r *pageReader) settleBodyCollection() {
	for i := range r.examples {
		if body := r.examples[i].Request.Body; body != "" {
			r.page.RequestBody.Collection = body[0] == '[' || r.page.RequestBody.Collection && body[0] != '{'
			return
		}
	}
}

// mayHaveBody reports whether a method of the page can carry a body.
func (r *pageReader) mayHaveBody() bool {
	for i := range r.page.Requests {
		switch r.page.Requests[i].Method {
		case "GET", "DELETE":
		default:
			return true
		}
	}
	return len(r.page.Requests) == 0
}

func (r *pageReader) bodySection(blocks []markdown.Block) {
	body := &r.page.RequestBody
	urlParameters, side := false, false
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case markdown.Heading:
			side = r.tellsOfProperty(b.Slug)
		case markdown.Paragraph:
			urlParameters = urlParameters || r.urlParameters(b.Text)
			r.bodyText(b.Text)
		case markdown.Table:
			if side || r.isAboutValues(b.Table) {
				continue
			}
			if urlParameters || !r.mayHaveBody() && len(r.page.Requests) > 0 {
				r.urlTable(b.Table)
				continue
			}
			if r.bodyTable(b.Table) && body.Kind != model.BodyMultipart {
				body.Kind = model.BodyJSON
			}
		}
	}
}

// isAboutValues reports whether a table lists the values of properties, which
// head its columns.
func (r *pageReader) isAboutValues(t *markdown.TableData) bool {
	list := r.page.RequestBody.Properties
	return len(list) > 0 && r.ofBody.Find(markdown.Plain(t.Header.Cell(0)), len(list), func(i int) string { return list[i].Name }) >= 0
}

// tellsOfProperty reports whether a heading in the body section opens the
// table of a property's own properties or values, such as "size properties".
func (r *pageReader) tellsOfProperty(slug string) bool {
	name := trimRepeat(slug)
	if strings.HasSuffix(name, "-property") {
		return true
	}
	for _, end := range [...]string{"-properties", "-object", "-parameters", "-resource"} {
		name = strings.TrimSuffix(name, end)
	}
	return strings.HasSuffix(name, "-values") || strings.HasSuffix(name, "-options") || r.bodyNames(name)
}

// bodyNames reports whether a property of the body has a name, or is of the
// type of that name.
func (r *pageReader) bodyNames(name string) bool {
	list := r.page.RequestBody.Properties
	if r.ofNames == nil {
		r.ofNames = map[string]bool{}
	}
	for ; r.namedUpTo < len(list); r.namedUpTo++ {
		p := &list[r.namedUpTo]
		r.ofNames[strings.ToLower(p.Name)] = true
		if isNamed(p.Type) {
			r.ofNames[strings.ToLower(lastName(p.Type))] = true
		}
	}
	return r.ofNames[strings.ToLower(name)]
}

// urlParameters reports whether a text says that what follows belongs into
// the URL, as pages of functions do in this section.
func (r *pageReader) urlParameters(text string) bool {
	return r.loc.Words.InURL.In(text)
}

// urlTable reads a table of URL parameters that stands in the body section.
func (r *pageReader) urlTable(t *markdown.TableData) {
	t, required := r.dropRequired(t)
	for i, row := range t.Rows {
		if p, ok := r.parameter(row, len(t.Header.Cells)); ok && !r.hasParameter(p.Name) {
			p.Required = p.Required || required[i]
			r.page.FunctionParameters = append(r.page.FunctionParameters, p)
		}
	}
}

func (r *pageReader) hasParameter(name string) bool {
	for i, list := range [...][]model.Parameter{r.page.FunctionParameters, r.page.QueryParameters, r.page.PathParameters} {
		if r.ofURL[i].find(list, name) >= 0 {
			return true
		}
	}
	return false
}

// bodyText learns the kind and the type of the body from a paragraph.
func (r *pageReader) bodyText(text string) {
	body := &r.page.RequestBody
	lower := strings.ToLower(text)
	w := &r.loc.Words
	if w.NoBody.In(lower) {
		if body.Kind == model.BodyUnspecified {
			body.Kind = model.BodyNone
		}
		return
	}
	if body.Kind == model.BodyUnspecified {
		switch {
		case w.Multipart.In(lower):
			body.Kind = model.BodyMultipart
		case strings.Contains(lower, "json"):
			body.Kind = model.BodyJSON
		case w.Binary.In(lower):
			body.Kind = model.BodyBinary
		}
	}
	if body.Type != "" || body.Kind == model.BodyNone || body.Kind == model.BodyBinary {
		return
	}
	if strings.Contains(text, "@odata.id") {
		return // a reference to an object, not the object
	}
	if l, ok := r.bodyLink(text); ok {
		body.Type = r.typeOfLink(l)
		body.Collection = w.Collection.In(text[l.End:min(len(text), l.End+40)])
		if body.Kind == model.BodyUnspecified {
			body.Kind = model.BodyJSON
		}
		return
	}
	if name := r.boldType(text); name != "" {
		body.Type = name
		if body.Kind == model.BodyUnspecified {
			body.Kind = model.BodyJSON
		}
	}
}

// bodyLink returns the link to the type that a text tells the body has: the
// first. Japanese and Chinese name what the object contains before it, so that
// there the link right before the word for an object goes first.
func (r *pageReader) bodyLink(text string) (markdown.Link, bool) {
	links := slices.DeleteFunc(markdown.Links(text, r.doc.Refs), func(l markdown.Link) bool { return !isResourceLink(l.Target) })
	if len(links) == 0 {
		return markdown.Link{}, false
	}
	if r.isTranslated() && hasIdeographs(text) {
		for _, l := range links {
			if startsWithAny(strings.TrimLeft(text[l.End:], " "), r.loc.Words.Object.All()) {
				return l, true
			}
		}
	}
	return links[0], true
}

// bodyTable adds the rows of a body table.
func (r *pageReader) bodyTable(t *markdown.TableData) bool {
	body := &r.page.RequestBody
	found := false
	t, required := r.dropRequired(fromProperty(t))
	body.Properties = slices.Grow(body.Properties, len(t.Rows))
	for i := range t.Rows {
		if p, ok := r.bodyProperty(t.Rows[i], len(t.Header.Cells)); ok {
			p.Required = p.Required || required[i]
			body.Properties = append(body.Properties, p)
			found = true
		}
	}
	return found
}

// fromProperty drops a column that stands before that of the properties and
// says what they belong to.
func fromProperty(t *markdown.TableData) *markdown.TableData {
	if len(t.Header.Cells) < 4 || locale.Key(t.Header.Cell(1)) != "property" {
		return t
	}
	rest := &markdown.TableData{Header: withoutCell(t.Header, 0)}
	for _, row := range t.Rows {
		rest.Rows = append(rest.Rows, withoutCell(row, 0))
	}
	return rest
}

// isGroupTitle reports whether a row is the title of those below it, in bold
// and alone.
func isGroupTitle(row markdown.Row) bool {
	return isBold(row.Cell(0)) && !slices.ContainsFunc(row.Cells[1:], func(c markdown.Cell) bool { return c.Text != "" })
}

// bodyProperty reads a row "name | type | description" or "name |
// description".
func (r *pageReader) bodyProperty(row markdown.Row, columns int) (model.Property, bool) {
	name, required := r.markedName(row.Cell(0))
	if name == "" || isDamagedName(name) && (!r.isTranslated() || len(row.Cells) < 3) || isGroupTitle(row) {
		return model.Property{}, false
	}
	p := model.Property{Name: name, Pos: r.doc.Pos(row.At(0))}
	if len(row.Cells) > 2 {
		p.Type, p.Collection = r.typeRef(row.Cell(1))
	}
	p.Description = markdown.Plain(lastCell(row, columns))
	p.Required = required || r.isRequired(p.Description)
	return p, true
}

// bodyFromExamples settles the kind by what the examples send.
func (r *pageReader) bodyFromExamples() {
	body := &r.page.RequestBody
	for i := range r.examples {
		q := &r.examples[i].Request
		kind := strings.ToLower(headerOf(q.Headers, "content-type"))
		switch {
		case q.Body == "":
			continue
		case strings.Contains(kind, "multipart"):
			body.Kind = model.BodyMultipart
		case strings.Contains(kind, "json"), q.Body[0] == '{', q.Body[0] == '[':
			body.Kind = model.BodyJSON
		case kind != "":
			body.Kind = model.BodyBinary
		default:
			continue
		}
		return
	}
}

// headerOf returns the value of a header whatever its case.
func headerOf(headers map[string]string, lower string) string {
	for name, value := range headers {
		if strings.EqualFold(name, lower) {
			return value
		}
	}
	return ""
}

// bodyTypeFromExamples takes the type from the annotation of a request.
func (r *pageReader) bodyTypeFromExamples() {
	for i := range r.examples {
		if t := r.examples[i].requestType; t != "" && r.examples[i].Request.Body != "" {
			r.page.RequestBody.Type = t
			return
		}
	}
}
