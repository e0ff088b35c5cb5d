package lint

import (
	"net/textproto"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkHeaders checks the tables of request headers. Their names are checked
// on English pages alone, since other pages translate them.
func (p *page) checkHeaders() {
	if !p.english {
		return
	}
	tables, authorized := 0, false
	at := 0
	listed := map[string]bool{}
	p.tables(func(t *markdown.TableData, _ zone) {
		seen := map[string]bool{}
		if tables++; tables == 1 {
			at = t.Header.Offset
		}
		for _, row := range append([]markdown.Row{t.Header}, t.Rows...) {
			name := p.headerRow(row, seen)
			listed[strings.ToLower(name)] = true
			authorized = authorized || name == "Authorization"
		}
	}, zoneHeaders)
	if tables > 0 && !authorized {
		p.report("header-authorization", at, "table of request headers lacks Authorization")
	}
	if tables > 0 {
		p.checkSentHeaders(listed)
	}
}

// checkSentHeaders finds headers that an example sends and no table lists, but
// for those that any request may have.
func (p *page) checkSentHeaders(listed map[string]bool) {
	for i := range p.messages {
		m := &p.messages[i]
		if m.kind != "request" || callsBack(m.start) {
			continue
		}
		for _, h := range m.headers {
			name := strings.ToLower(h.name)
			switch name {
			case "authorization", "content-type", "content-length", "accept", "host", "user-agent", "cache-control", "connection":
			default:
				if known, ok := p.loc.Header(h.name); ok && !listed[name] && !listed[strings.ToLower(known)] {
					p.report("header-unlisted", h.at, "example sends the header %q, which the table of request headers lacks", known)
				}
			}
		}
	}
}

// headerRow checks one row and returns the name of its header.
func (p *page) headerRow(row markdown.Row, seen map[string]bool) string {
	text := markdown.Plain(row.Cell(0))
	name, value, _ := strings.Cut(text, ":")
	name = strings.TrimSpace(name)
	if p.loc.PreferValue(name) {
		p.report("header-prefer", row.At(0), "%q is a value of the header Prefer, not a header", clip(name))
		return ""
	}
	known, ok := p.loc.Header(name)
	if !ok {
		p.checkHeaderTypo(name, row.At(0))
		return ""
	}
	if name != known && strings.EqualFold(name, known) && name != textproto.CanonicalMIMEHeaderKey(known) {
		p.report("header-case", row.At(0), "header %q is written %q", clip(name), known)
	}
	key := known + ":" + strings.TrimSpace(value)
	if seen[key] && known != "Prefer" { // which takes several values
		p.report("header-duplicate", row.At(0), "header %q has two rows", known)
	}
	seen[key] = true
	switch known {
	case "Authorization":
		p.checkBearer(row)
	case "Content-Type", "Accept":
		p.checkMediaType(row)
	}
	return known
}

// checkHeaderTypo finds the name of a usual header with a typing error; what can
// be no name of a header at all, package parser reports.
func (p *page) checkHeaderTypo(name string, at int) {
	for _, known := range [...]string{"Accept-Language", "ConsistencyLevel", "Content-Length", "Content-Type", "If-Match", "If-None-Match", "Workbook-Session-Id"} {
		if len(name) > 6 && !strings.EqualFold(name, known) && within(strings.ToLower(name), strings.ToLower(known), 2) {
			p.report("header-name", at, "header %q looks like %q with a typing error", clip(name), known)
		}
	}
}

// checkBearer compares the value of Authorization with the form that all
// pages have.
func (p *page) checkBearer(row markdown.Row) {
	for i := 1; i < len(row.Cells); i++ {
		text := markdown.Plain(row.Cell(i))
		j := strings.Index(text, "Bearer")
		if j < 0 {
			if k := strings.Index(text, "{token}"); k > 0 {
				p.report("header-token", row.At(i), "value of Authorization is %q, other pages have %q", clip(text[:k+len("{token}")]), "Bearer {token}")
			}
			continue
		}
		rest := strings.TrimLeft(text[j+len("Bearer"):], " ")
		value, _, closed := strings.Cut(strings.TrimPrefix(rest, "{"), "}")
		if strings.HasPrefix(rest, "{") && closed && value != "token" {
			p.report("header-token", row.At(i), "value of Authorization is %q, other pages have %q", "Bearer {"+clip(value)+"}", "Bearer {token}")
		}
	}
}

// checkMediaType finds the usual media type with a typing error.
func (p *page) checkMediaType(row markdown.Row) {
	const usual = "application/json"
	for i := 1; i < len(row.Cells); i++ {
		for _, word := range strings.Fields(markdown.Plain(row.Cell(i))) {
			word = strings.Trim(word, ".,;")
			if strings.Contains(word, "/") && !strings.EqualFold(word, usual) && within(strings.ToLower(word), usual, 2) {
				p.report("header-value", row.At(i), "media type %q looks like %q with a typing error", clip(word), usual)
			}
		}
	}
}
