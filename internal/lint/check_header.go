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
	p.tables(func(t *markdown.TableData, _ zone) {
		seen := map[string]bool{}
		if tables++; tables == 1 {
			at = t.Header.Offset
		}
		for _, row := range append([]markdown.Row{t.Header}, t.Rows...) {
			name := p.headerRow(row, seen)
			authorized = authorized || name == "Authorization"
		}
	}, zoneHeaders)
	if tables > 0 && !authorized {
		p.report("header-authorization", at, "table of request headers lacks Authorization")
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
	if known == "Authorization" {
		p.checkBearer(row)
	}
	return known
}

// checkHeaderTypo finds the name of a usual header with a typing error; what can
// be no name of a header at all, package parser reports.
func (p *page) checkHeaderTypo(name string, at int) {
	for _, known := range [...]string{"Accept-Language", "Content-Length", "Content-Type", "If-Match", "If-None-Match", "Workbook-Session-Id"} {
		if strings.Contains(name, "-") && within(strings.ToLower(name), strings.ToLower(known), 2) {
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
			continue
		}
		rest := strings.TrimLeft(text[j+len("Bearer"):], " ")
		value, _, closed := strings.Cut(strings.TrimPrefix(rest, "{"), "}")
		if strings.HasPrefix(rest, "{") && closed && value != "token" {
			p.report("header-token", row.At(i), "value of Authorization is %q, other pages have %q", "Bearer {"+clip(value)+"}", "Bearer {token}")
		}
	}
}
