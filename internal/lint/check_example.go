package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// checkExamples compares the examples of the page with its requests.
func (p *page) checkExamples() {
	for i := range p.Page.Responses {
		p.redirects = p.redirects || p.Page.Responses[i].Status == 302
	}
	requests := 0
	for i := range p.messages {
		m := &p.messages[i]
		if m.kind != "request" || m.start == "" {
			continue
		}
		requests++
		if m.zone != zoneExample && (m.note == nil || m.zone == zoneHTTP) {
			continue
		}
		p.checkURL(m)
		if !callsBack(m.start) {
			p.checkAnswered(i)
		}
	}
	if requests == 0 {
		p.report("example-missing", 0, "page shows no example request")
	}
}

// checkAnswered looks for the response that follows the request at i before
// the next request.
func (p *page) checkAnswered(i int) {
	bare := -1
	for k := i + 1; k < len(p.messages) && p.messages[k].kind != "request"; k++ {
		switch m := &p.messages[k]; {
		case m.kind == "response":
			return
		case m.kind == "example" && m.note == nil && bare < 0:
			bare = m.at
		}
	}
	if bare >= 0 {
		p.report("example-no-status", bare, "example request is followed by JSON without a status line")
		return
	}
	p.report("example-response-missing", p.messages[i].at, "example request is followed by no response")
}

// callsBack reports whether a request goes to the caller's own service.
func callsBack(start string) bool {
	_, host, ok := strings.Cut(start, "://")
	return ok && !strings.HasPrefix(strings.ToLower(host), "graph.")
}

// mostRequests is up to how many requests of a page each example is compared
// with. Real pages have up to eighty.
const mostRequests = 200

// checkURL checks the request line of an example.
func (p *page) checkURL(m *message) {
	method := httpMethod(m.start)
	if method == "" || p.File.Version == "" {
		return
	}
	url, query, _ := strings.Cut(strings.TrimSpace(m.start[len(method):]), "?")
	p.checkQuery(m, query)
	url = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(url), "HTTP/1.1"))
	if _, after, ok := strings.Cut(url, "://"); ok {
		host, rest, _ := strings.Cut(after, "/")
		if strings.HasPrefix(url, "http://graph.") {
			p.report("example-host", m.startAt, "example calls the host by http, not https")
		}
		if !strings.EqualFold(host, "graph.microsoft.com") {
			if strings.Contains(strings.ToLower(host), "graph") {
				p.report("example-host", m.startAt, "example calls the host %q", clip(host))
			}
			return
		}
		url = "/" + rest
	}
	path := p.exampleVersion(m, url)
	if path == "" || len(p.Page.Requests) == 0 || len(p.Page.Requests) > mostRequests {
		return
	}
	p.checkPath(m, method, path)
}

// exampleVersion checks the version of an example's URL and returns what
// stands behind it.
func (p *page) exampleVersion(m *message, url string) string {
	trimmed := strings.TrimLeft(url, "/")
	version, rest, _ := strings.Cut(trimmed, "/")
	switch {
	case version == p.File.Version:
	case isVersion(version):
		p.report("example-version", m.startAt, "example of a page of %s calls %s", p.File.Version, clip(version))
	default:
		if strings.Contains(m.start, "://") {
			p.report("example-version", m.startAt, "URL of the example names no version")
		}
		return "/" + trimmed
	}
	return "/" + rest
}

// isVersion reports whether a segment stands where the version does.
func isVersion(s string) bool {
	return strings.EqualFold(s, "beta") || len(s) > 1 && s[0]|0x20 == 'v' && s[1] >= '0' && s[1] <= '9'
}

// checkContext compares the version in the @odata.context of a response with
// the page's.
func (p *page) checkContext(m *message, v *loosejson.Value) {
	context := v.Get("@odata.context")
	_, after, _ := strings.Cut(context.Text(), "://graph.microsoft.com/")
	version, _, _ := strings.Cut(after, "/")
	if isVersion(version) && version != p.File.Version && p.File.Version != "" {
		p.report("example-version", m.bodyAt+context.Offset, "@odata.context on a page of %s is of %s", p.File.Version, clip(version))
	}
}

// queryOptions are the options of OData and of the service, in lower case.
func queryOptions() []string {
	return []string{"$select", "$expand", "$filter", "$orderby", "$top", "$skip", "$search", "$count", "$format", "$skiptoken", "$deltatoken"}
}

// checkQuery checks the names of the options in the query of an example.
func (p *page) checkQuery(m *message, query string) {
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !strings.HasPrefix(name, "$") || slices.Contains(queryOptions(), name) {
			continue
		}
		for _, known := range queryOptions() {
			if within(name, known, 2) {
				p.report("query-option", m.startAt, "the query has an option %q, %q is meant", clip(name), known)
				break
			}
		}
	}
}

// checkPath looks for a documented request that the example shows.
func (p *page) checkPath(m *message, method, path string) {
	got := splitPath(path)
	if got == nil {
		return
	}
	sameMethod := false
	best := -1
	var want string
	var matched *model.Request
	for i := range p.Page.Requests {
		r := &p.Page.Requests[i]
		if r.Method != method {
			continue
		}
		sameMethod = true
		doc := splitPath(r.Path)
		if doc == nil {
			return // a path that can't be compared
		}
		n, ok := matchPath(doc, got)
		if ok && len(otherPlaceholders(r.Path, path)) == 0 {
			return
		}
		if ok && matched == nil {
			matched = r
		}
		if n > best {
			best, want = n, r.Path
		}
	}
	switch {
	case matched != nil:
		for _, pair := range otherPlaceholders(matched.Path, path) {
			p.report("example-placeholder", m.startAt, "example calls %q what the page calls %q", pair[1], pair[0])
		}
	case !sameMethod:
		p.report("example-method", m.startAt, "example calls %s, the page documents %s", method, methodsOf(p.Page))
	default:
		p.report("example-path", m.startAt, "example calls %q, the page documents %q", clip(path), clip(want))
	}
}

func methodsOf(page *model.Page) string {
	var out []string
	seen := map[string]bool{}
	for i := range page.Requests {
		if m := page.Requests[i].Method; !seen[m] {
			seen[m] = true
			out = append(out, m)
		}
	}
	return strings.Join(out, ", ")
}

// otherPlaceholders returns the placeholders of a documented path that an
// example keeps under other names, in pairs.
func otherPlaceholders(documented, path string) [][2]string {
	doc, got := strings.Split(strings.Trim(documented, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/")
	if len(doc) != len(got) {
		return nil
	}
	var out [][2]string
	for i := range doc {
		a, b := placeholderName(doc[i]), placeholderName(got[i])
		if a != "" && b != "" && !sameName(a, b) {
			out = append(out, [2]string{doc[i], got[i]})
		}
	}
	return out
}

func placeholderName(segment string) string {
	if len(segment) > 2 && (segment[0] == '{' && segment[len(segment)-1] == '}' || segment[0] == '<' && segment[len(segment)-1] == '>') {
		return segment[1 : len(segment)-1]
	}
	return ""
}

// sameName reports whether two placeholders have the same letters, or one
// offers the other as a choice.
func sameName(a, b string) bool {
	for _, x := range strings.Split(a, "|") {
		for _, y := range strings.Split(b, "|") {
			if lettersOf(x) == lettersOf(y) {
				return true
			}
		}
	}
	return false
}

func lettersOf(s string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if c == '-' || c == '_' || c == ' ' {
			return -1
		}
		return c
	}, s))
}
