package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// example is an example with what only its annotations say.
type example struct {
	model.Example
	requestType string // @odata.type of the request annotation
	noted       bool   // the response has an annotation
	hasType     bool   // that annotation names a type
	collKnown   bool   // that annotation says whether it is a collection
	listed      bool   // the response's body is {"value": [...]}
}

// exampleReader pairs the requests and responses of a page.
type exampleReader struct {
	*pageReader
	note     *loosejson.Value // annotation that waits for its fence
	noteAt   int
	noteKind string
	plain    *loosejson.Value // annotation of another kind that waits for its fence
	open     int              // index of the example whose response is awaited, or -1

	// shown is a request of the HTTP request section that is annotated as that
	// of an example: it is one where a response follows before another request.
	shown     *markdown.Block
	shownNote *loosejson.Value
}

// readExamples reads the examples of the page: every request and response
// fence below an Example heading, and annotated ones elsewhere.
func (r *pageReader) readExamples() {
	e := &exampleReader{pageReader: r, open: -1}
	for i := range r.sections {
		s := &r.sections[i]
		for k := range s.blocks {
			e.block(&s.blocks[k], s.kind)
		}
		e.dropNote()
	}
	r.page.Examples = slices.Grow(r.page.Examples, len(r.examples))
	for i := range r.examples {
		r.page.Examples = append(r.page.Examples, r.examples[i].Example)
	}
}

func (e *exampleReader) block(b *markdown.Block, kind sectionKind) {
	switch b.Kind {
	case markdown.Annotation:
		e.dropNote()
		switch k := b.Note.Get("blockType").Text(); k {
		case "request", "response":
			e.note, e.noteAt, e.noteKind = b.Note, b.Offset, k
		default:
			e.plain = b.Note
		}
	case markdown.Heading:
		e.dropNote()
	case markdown.Fence:
		if kind == kindHTTP {
			e.keepShown(b)
		} else {
			e.fence(b, kind)
		}
		e.note, e.noteKind, e.plain = nil, "", nil
	}
}

// keepShown keeps an annotated request of the HTTP request section.
func (e *exampleReader) keepShown(b *markdown.Block) {
	e.shown = nil
	if e.noteKind == "request" {
		e.shown, e.shownNote = b, e.note
	}
}

// dropNote reports an annotation that no fence followed.
func (e *exampleReader) dropNote() {
	if e.note != nil {
		e.add(e.noteAt, source.Warning, "annotation-without-fence", "%s annotation is not followed by a code block", e.noteKind)
	}
	e.note, e.noteKind, e.plain = nil, "", nil
}

func (e *exampleReader) fence(b *markdown.Block, kind sectionKind) {
	text := strings.TrimLeft(b.Text, " \n")
	http := strings.HasPrefix(text, "HTTP/") || strings.HasPrefix(text, "HTTP ") || strings.HasPrefix(text, "http/")
	switch {
	case http && (e.noteKind == "response" || kind == kindExample || kind == kindResponse):
		e.response(b, text)
	case e.noteKind == "response" && (text == "" || text[0] == '{' || text[0] == '['):
		e.response(b, text)
	case kind == kindExample && isHTTPInfo(b.Info) || e.noteKind == "request":
		if method, _ := cutMethod(text); method != "" || e.noteKind == "request" {
			e.request(b, text)
		}
	}
}

// request opens a new example.
func (e *exampleReader) request(b *markdown.Block, text string) {
	e.shown = nil
	x := example{}
	q := &x.Request
	q.Pos = e.doc.Pos(b.Offset)
	line, rest, _ := strings.Cut(text, "\n")
	method, url := cutMethod(strings.TrimRight(line, " \t\r"))
	if method == "" {
		e.add(b.Offset, source.Warning, "example-no-method", "example request does not start with a method: %q", clipText(line))
		q.Body = strings.TrimRight(text, " \n\t")
	} else {
		q.Method = method
		url, rest = joinURL(url, rest)
		q.URL = strings.TrimSuffix(strings.TrimSpace(url), " HTTP/1.1")
		q.Headers, q.Body = splitMessage(rest)
	}
	x.Name = e.plain.Get("name").Text()
	if e.noteKind == "request" {
		x.Name = e.note.Get("name").Text()
		x.requestType, _ = e.noteType(e.note)
	}
	e.examples = append(e.examples, x)
	e.open = len(e.examples) - 1
}

// joinURL adds the lines that continue a URL.
func joinURL(url, rest string) (string, string) {
	for {
		line, tail, _ := strings.Cut(rest, "\n")
		more := strings.TrimSpace(line)
		if more == "" || strings.IndexByte("?&/", more[0]) < 0 && !isOpenQuery(url) {
			return url, rest
		}
		url, rest = strings.TrimSpace(url)+more, tail
	}
}

// isOpenQuery reports whether a URL ends within its query.
func isOpenQuery(url string) bool {
	url = strings.TrimSpace(url)
	return strings.HasSuffix(url, "&") || strings.HasSuffix(url, "?")
}

// splitMessage cuts the lines below the first of a message into headers and
// body.
func splitMessage(s string) (map[string]string, string) {
	var headers map[string]string
	for s != "" {
		line, rest, _ := strings.Cut(s, "\n")
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			if s = rest; startsWithHeaders(rest) {
				continue
			}
			break
		}
		i := strings.IndexByte(trimmed, ':')
		if i <= 0 || !isToken(trimmed[:i]) {
			break
		}
		if headers == nil {
			headers = make(map[string]string, 2)
		}
		headers[trimmed[:i]] = strings.TrimSpace(trimmed[i+1:])
		s = rest
	}
	return headers, strings.Trim(s, " \n\t\r")
}

// startsWithHeaders reports whether text after a blank line is still headers:
// some pages put one below the request line.
func startsWithHeaders(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	return len(text) > len("content-") && strings.EqualFold(text[:len("content-")], "content-")
}

// response adds a response to the open example, or opens one of its own.
func (e *exampleReader) response(b *markdown.Block, text string) {
	if e.open < 0 {
		e.openShown()
	}
	x := &e.examples[e.open]
	e.open = -1
	p := &x.Response
	p.Pos = e.doc.Pos(b.Offset)
	if strings.HasPrefix(text, "HTTP") || strings.HasPrefix(text, "http/") {
		line, rest, _ := strings.Cut(text, "\n")
		p.Status = statusOfLine(line)
		if p.Status == 0 {
			e.add(b.Offset, source.Warning, "example-status", "no status code in %q", clipText(line))
		}
		p.Headers, p.Body = splitMessage(rest)
	} else {
		p.Body = strings.TrimRight(text, " \n\t")
		e.add(b.Offset, source.Warning, "example-no-status", "example response has no status line")
	}
	x.listed = isListBody(p.Body)
	if e.noteKind == "response" {
		e.noteResponse(x)
	}
}

// openShown opens the example of the request that the HTTP request section
// shows, else one without a request.
func (e *exampleReader) openShown() {
	if e.shown == nil {
		e.examples = append(e.examples, example{})
		e.open = len(e.examples) - 1
		return
	}
	note, kind := e.note, e.noteKind
	e.note, e.noteKind = e.shownNote, "request"
	e.request(e.shown, strings.TrimLeft(e.shown.Text, " \n"))
	e.note, e.noteKind = note, kind
}

// noteResponse takes over what the annotation says of the response.
func (e *exampleReader) noteResponse(x *example) {
	p := &x.Response
	x.noted = true
	if x.Name == "" {
		x.Name = e.note.Get("name").Text()
	}
	p.Truncated = e.note.Get("truncated").IsTrue()
	p.Type, p.Collection = e.noteType(e.note)
	x.hasType = p.Type != ""
	x.collKnown = p.Collection
	if c := e.note.Get("isCollection"); c != nil {
		p.Collection = p.Collection || c.IsTrue()
		x.collKnown = true
	}
}

// noteType returns the type that an annotation names.
func (r *pageReader) noteType(note *loosejson.Value) (name string, collection bool) {
	name = note.Get("@odata.type").Text()
	if name == "" {
		name = note.Get("@type").Text()
	}
	name = strings.TrimSpace(name)
	if len(name) > len("Collection()") && strings.EqualFold(name[:len("Collection(")], "Collection(") {
		name, collection = strings.TrimSuffix(name[len("Collection("):], ")"), true
	}
	return r.typeOfNote(name), collection
}

// typeOfNote brings the type of an annotation to its full name. Pages call it
// None where there is none.
func (r *pageReader) typeOfNote(name string) string {
	name = r.joinType(strings.TrimPrefix(strings.TrimSpace(name), "#"))
	if !isTypeName(name) || strings.EqualFold(name[strings.LastIndexByte(name, '.')+1:], "none") {
		return ""
	}
	if t, ok := r.loc.Type(name); ok {
		return t
	}
	switch {
	case strings.HasPrefix(name, "microsoft.graph."), strings.HasPrefix(name, "Edm."):
		return name
	case strings.HasPrefix(name, "graph."):
		return "microsoft." + name
	case strings.IndexByte(name, '.') >= 0:
		return name
	}
	return defaultNamespace + "." + name
}

// statusOfLine reads the code of a status line such as "HTTP/1.1 200 OK".
func statusOfLine(line string) int {
	_, rest, _ := strings.Cut(line, " ")
	return leadingStatus(strings.TrimSpace(rest))
}

// leadingStatus returns the status code that s starts with, or zero.
func leadingStatus(s string) int {
	if len(s) < 3 || s[0] < '1' || s[0] > '5' || !isDigit(s[1]) || !isDigit(s[2]) {
		return 0
	}
	if len(s) > 3 && (isScopeByte(s[3]) && s[3] != '-' || s[3] == '.' && len(s) > 4 && isDigit(s[4])) {
		return 0
	}
	return int(s[0]-'0')*100 + int(s[1]-'0')*10 + int(s[2]-'0')
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isListBody reports whether a body is an object with a "value" array near
// its top.
func isListBody(body string) bool {
	if !strings.HasPrefix(body, "{") {
		return false
	}
	head := body[:min(len(body), 600)]
	i := strings.Index(head, `"value"`)
	if i < 0 || strings.Count(head[:i], "{") > 1 {
		return false
	}
	rest := strings.TrimLeft(head[i+len(`"value"`):], " \t\r\n")
	if !strings.HasPrefix(rest, ":") {
		return false
	}
	return strings.HasPrefix(strings.TrimLeft(rest[1:], " \t\r\n"), "[")
}
