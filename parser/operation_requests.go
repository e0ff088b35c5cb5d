package parser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readRequests reads the methods and paths of the HTTP sections; where there
// are none, those of the other sections above the examples.
func (r *pageReader) readRequests() {
	sections := r.all(kindHTTP)
	for i := range sections {
		r.requestFences(sections[i].blocks)
	}
	if len(r.page.Requests) > 0 {
		return
	}
	found := len(r.list)
	for i := range r.sections {
		switch s := &r.sections[i]; s.kind {
		case kindPreamble, kindPermissions, kindQuery, kindOther, kindPath, kindFunction, kindResponse:
			r.requestFences(withoutExamples(s.blocks))
		}
	}
	if len(r.page.Requests) > 0 {
		if len(sections) == 0 {
			r.add(0, source.Warning, "http-section-missing", "page has no HTTP request section, its requests were found elsewhere")
		}
		return
	}
	r.list = r.list[:found]
	switch {
	case len(sections) == 0:
		r.add(0, source.Error, "request-missing", "page has no HTTP request section and no request line")
	default:
		r.add(sections[0].offset, source.Error, "request-missing", "HTTP request section has no request line")
	}
}

// withoutExamples leaves out the code fences that are annotated as the request
// of an example, which may stand below a heading that nobody knows.
func withoutExamples(blocks []markdown.Block) []markdown.Block {
	var kept []markdown.Block
	shown := false
	for _, b := range blocks {
		switch b.Kind {
		case markdown.Annotation:
			shown = b.Note.Get("blockType").Text() == "request"
		case markdown.Fence:
			if shown {
				shown = false
				continue
			}
		}
		kept = append(kept, b)
	}
	return kept
}

// requestFences reads the request lines of the code fences among blocks.
func (r *pageReader) requestFences(blocks []markdown.Block) {
	quoted := !slices.ContainsFunc(blocks, func(b markdown.Block) bool { return mayRequest(&b) && !b.Quote })
	for i := range blocks {
		b := &blocks[i]
		if mayRequest(b) && (!b.Quote || quoted) { // else an alert shows how not to call
			r.requestFence(b)
		}
	}
}

// mayRequest reports whether a block is a fence that may hold request lines.
func mayRequest(b *markdown.Block) bool {
	return b.Kind == markdown.Fence && isHTTPInfo(b.Info) && !strings.HasPrefix(b.Text, "HTTP/")
}

func isHTTPInfo(info string) bool {
	end := 0
	for end < len(info) && (info[end] >= 'a' && info[end] <= 'z' || info[end] >= 'A' && info[end] <= 'Z') {
		end++
	}
	word := info[:end] // translations keep it before what they make of the rest
	return info == "" || strings.EqualFold(word, "http") || strings.EqualFold(word, "msgraph")
}

func (r *pageReader) requestFence(b *markdown.Block) {
	text, at := b.Text, b.Offset
	method := ""
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		method = r.requestLine(line, at, method)
		at += len(line) + 1
		text = rest
	}
}

// requestLine reads one line of a request block and returns the method that a
// line without one would continue.
func (r *pageReader) requestLine(line string, at int, before string) string {
	trimmed := strings.TrimSpace(line)
	if trimmed == "" {
		return before
	}
	at += strings.Index(line, trimmed)
	method, path := cutMethod(trimmed)
	switch {
	case method != "":
		if !strings.HasPrefix(trimmed[len(method):], " ") {
			r.add(at, source.Warning, "request-glued", "no space between %q and the path", method)
		}
		r.request(method, path, at)
		return method
	case trimmed[0] == '#' || strings.HasPrefix(trimmed, "//"): // a comment
	case before != "" && (trimmed[0] == '/' || strings.HasPrefix(trimmed, "https://")):
		r.add(at, source.Warning, "request-no-method", "line %q has no method, %s is assumed", trimmed, before)
		r.request(before, trimmed, at)
	case strings.Contains(strings.ToLower(trimmed), "not found"):
		r.add(at, source.Error, "path-not-found", "a placeholder stands where the path should be: %q", trimmed)
	case before != "" && (trimmed[0] == '?' || trimmed[0] == '&'):
		for _, q := range queryNames(trimmed[1:]) { // the URL goes on
			r.addQuery(model.Parameter{Name: q, Pos: r.doc.Pos(at)})
		}
	case strings.EqualFold(trimmed, "or"):
	case isHeaderLine(trimmed):
	default:
		r.add(at, source.Warning, "request-line", "line of the HTTP request section is no request: %q", clipText(trimmed))
	}
	return before
}

var methods = [...]string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// cutMethod cuts the HTTP method off a request line.
func cutMethod(s string) (method, rest string) {
	for _, m := range methods {
		if len(s) > len(m) && strings.HasPrefix(s, m) && strings.IndexByte(" /\thH{", s[len(m)]) >= 0 {
			return m, strings.TrimSpace(s[len(m):])
		}
	}
	return "", s
}

// isHeaderLine reports whether s is "Name: value".
func isHeaderLine(s string) bool {
	i := strings.IndexByte(s, ':')
	return i > 0 && strings.IndexByte("/", s[0]) < 0 && !strings.ContainsAny(s[:i], " /{(")
}

// clipText bounds a text that a diagnostic quotes.
func clipText(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	end := most
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// requestName tells the requests of a page apart.
type requestName struct{ method, path string }

// requestIndex finds requests of a page.
type requestIndex struct{ lookup.Index[requestName] }

func (x *requestIndex) find(list []model.Request, key requestName) int {
	return x.Find(key, len(list), func(i int) requestName { return requestName{list[i].Method, list[i].Path} })
}

// parameterIndex finds parameters of a page.
type parameterIndex struct{ lookup.Index[string] }

func (x *parameterIndex) find(list []model.Parameter, name string) int {
	return x.Find(name, len(list), func(i int) string { return list[i].Name })
}

// request adds a documented method and path.
func (r *pageReader) request(method, raw string, at int) {
	p := r.cleanPath(raw, at)
	if p.path == "" {
		return
	}
	for _, q := range queryNames(p.query) {
		r.addQuery(model.Parameter{Name: q, Pos: r.doc.Pos(at)})
	}
	if r.requests.find(r.page.Requests, requestName{method, p.path}) >= 0 {
		return
	}
	r.page.Requests = append(r.page.Requests, model.Request{Method: method, Path: p.path, Pos: r.doc.Pos(at)})
}

// addQuery adds a query parameter unless the page already has it.
func (r *pageReader) addQuery(p model.Parameter) {
	i := r.queries.find(r.page.QueryParameters, p.Name)
	if i < 0 {
		r.page.QueryParameters = append(r.page.QueryParameters, p)
		return
	}
	if have := &r.page.QueryParameters[i]; have.Description == "" && have.Type == "" && (p.Description != "" || p.Type != "") {
		*have = p
	}
}

// queryNames returns the parameter names of a query string.
func queryNames(query string) []string {
	if query == "" {
		return nil
	}
	var names []string
	for _, part := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		name = strings.TrimSpace(name)
		if name != "" && !strings.ContainsAny(name, " {}<>'\"()") {
			names = append(names, name)
		}
	}
	return names
}
