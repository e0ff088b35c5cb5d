package lint

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
)

// checkMessages checks the code blocks that show requests, responses and
// resources.
func (p *page) checkMessages() {
	for i := range p.messages {
		m := &p.messages[i]
		switch m.kind {
		case "request":
			p.checkRequestMessage(m)
		case "response":
			p.checkResponseMessage(m)
		}
		switch {
		case !m.isJSON():
		case m.kind == "resource": // package parser reads it
			p.keepRepresentation(m)
		default:
			p.checkJSON(m)
		}
		if m.kind != "resource" {
			for i := range m.headers {
				if h := &m.headers[i]; !isUsualHeader(h.name) {
					p.checkHeaderTypo(h.name, h.at)
				}
			}
			p.checkGap(m)
			if m.start != "" && !isHTTP(m.info) {
				p.report("fence-language", m.at, "%s stands in a code block of %q", m.kind, clip(m.info))
			}
		}
	}
	p.checkStatusText()
}

// isUsualHeader reports whether a header is one that nearly all examples have.
func isUsualHeader(name string) bool {
	switch name {
	case "Content-Type", "Content-type", "Content-Length", "Content-length", "Location", "Prefer":
		return true
	}
	return false
}

// checkGap looks for the empty line between headers and body.
func (p *page) checkGap(m *message) {
	if m.start != "" && !m.gap && len(m.headers) > 0 && m.body != "" && (m.body[0] == '{' || m.body[0] == '[') {
		p.report("message-gap", m.bodyAt, "no empty line parts the headers from the body")
	}
}

func (p *page) checkRequestMessage(m *message) {
	method := httpMethod(m.start)
	if m.body != "" && method == "GET" && (m.body[0] == '{' || m.body[0] == '[') && m.start != "" {
		p.report("request-body-unexpected", m.bodyAt, "example of %s carries a body", method)
	}
	if m.body == "" || m.start == "" || m.body[0] != '{' {
		return
	}
	if method != "GET" && p.saysNoBody() {
		p.report("request-body-unexpected", m.bodyAt, "example of %s carries a body, the page says that there is none", method)
	}
	kind, ok := m.header("Content-Type")
	switch {
	case !ok && callsBack(m.start):
	case !ok:
		p.report("content-type-missing", m.startAt, "example sends a JSON body without a Content-Type header")
	case !strings.Contains(strings.ToLower(kind), "json"):
		p.report("content-type-wrong", m.startAt, "example sends a JSON body as %q", clip(kind))
	}
}

// saysNoBody reports whether all that the page says of the body of its request
// is that there is none.
func (p *page) saysNoBody() bool {
	says := false
	for i := range p.blocks {
		b := &p.blocks[i]
		if p.zones[i] != zoneBody || b.Kind == markdown.Heading {
			continue
		}
		if says || b.Kind != markdown.Paragraph || !p.loc.Words.NoBody.In(b.Text) {
			return false
		}
		says = true
	}
	return says
}

func (p *page) checkResponseMessage(m *message) {
	if !strings.HasPrefix(m.start, "HTTP") {
		return
	}
	fields := strings.Fields(m.start)
	if len(fields) < 2 {
		return
	}
	status, err := strconv.Atoi(fields[1])
	if err != nil {
		return // package parser reports it
	}
	if !strings.HasPrefix(fields[0], "HTTP/") {
		p.report("status-line", m.startAt, "status line %q does not start with HTTP/1.1", clip(m.start))
	}
	phrase := strings.Join(fields[2:], " ")
	p.checkPhrase(status, phrase, m.startAt)
	if m.body == "" {
		if m.note != nil && m.note.Get("@odata.type") != nil && status == http.StatusNoContent {
			p.report("response-body-unexpected", m.noteAt, "annotation names the type %q of a response without body", clip(m.note.Get("@odata.type").Text()))
		}
		return
	}
	if status == http.StatusNoContent {
		p.report("response-body-unexpected", m.bodyAt, "response with status 204 has a body")
		return
	}
	kind, ok := m.header("Content-Type")
	if ok && !strings.Contains(strings.ToLower(kind), "json") && m.body[0] == '{' {
		p.report("content-type-wrong", m.startAt, "example answers with a JSON body as %q", clip(kind))
	}
	if m.note.Get("blockType").Text() == "response" && m.note.Get("@odata.type").Text() == "" && m.note.Get("@type").Text() == "" && status < 300 && m.body[0] == '{' {
		p.report("annotation-type", m.noteAt, "annotation of a response with a JSON body names no @odata.type")
	}
}

// checkPhrase compares the words behind a status code with the standard.
func (p *page) checkPhrase(status int, phrase string, at int) {
	want := http.StatusText(status)
	if want == "" {
		p.report("status-code", at, "%d is no HTTP status code", status)
		return
	}
	if phrase == "" || phraseKey(phrase) == phraseKey(want) || status == http.StatusRequestEntityTooLarge || status == http.StatusFound {
		return
	}
	p.report("status-phrase", at, "status %d is called %q, not %q", status, want, clip(phrase))
}

func phraseKey(s string) string {
	return strings.ToLower(strings.Map(func(c rune) rune {
		if c == ' ' || c == '-' {
			return -1
		}
		return c
	}, s))
}

// checkStatusText checks the status codes in the Response section's text.
func (p *page) checkStatusText() {
	if !p.isAPI() {
		return
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Paragraph || p.zones[i] != zoneResponse || strings.IndexByte(b.Text, '`') < 0 {
			continue
		}
		for at := 0; ; {
			open := strings.IndexByte(b.Text[at:], '`')
			if open < 0 {
				break
			}
			open += at + 1
			end := strings.IndexByte(b.Text[open:], '`')
			if end < 0 {
				break
			}
			p.statusSpan(b.Text[open:open+end], b.Offset+open)
			at = open + end + 1
		}
	}
}

func (p *page) statusSpan(s string, at int) {
	s = strings.TrimSpace(s)
	if len(s) < 5 {
		return
	}
	status, err := strconv.Atoi(s[:3])
	if err != nil || status < 100 || status > 599 || strings.IndexByte(" ,-", s[3]) < 0 {
		return
	}
	phrase := strings.Trim(s[3:], " ,-.")
	if phrase == "" || len(phrase) > 40 || !isLetterAt(phrase, 0) {
		return
	}
	p.checkPhrase(status, phrase, at)
}

// checkJSON reads the body of a message.
func (p *page) checkJSON(m *message) {
	v, faults := p.desk.json.Read(m.body)
	if len(faults) > 0 {
		f := faults[0]
		p.report("json-invalid", m.bodyAt+f.Offset, "body of the %s is not valid JSON: %s", m.kind, f.Message)
	}
	if v == nil {
		return
	}
	p.checkRepeats(v, m.bodyAt)
	p.checkContext(m, v)
	p.keepBody(m, v)
}

// checkRepeats looks for keys that an object has twice.
func (p *page) checkRepeats(v *loosejson.Value, at int) {
	var keys lookup.Index[string]
	for i, f := range v.Fields {
		if keys.Find(f.Key, i, func(i int) string { return v.Fields[i].Key }) >= 0 {
			p.report("json-duplicate-key", at+f.Offset, "object has the key %q twice", clip(f.Key))
		}
		if f.Value != nil {
			p.checkRepeats(f.Value, at)
		}
	}
	for _, item := range v.Items {
		if item != nil {
			p.checkRepeats(item, at)
		}
	}
}
