package parser

import (
	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
)

// transposed reads a table with one column for each account type and one row
// for each resource.
func (p *permissionReader) transposed(t *markdown.TableData, l tableLayout) bool {
	first := len(p.page.Permissions)
	for i := range t.Rows {
		row := t.Rows[i]
		context := p.resourceContext(row.Cell(0))
		if p.context != "" {
			context = p.context + ", " + context
		}
		from := len(p.page.Permissions)
		for c, account := range l.accounts {
			if account != "" && c < len(row.Cells) {
				p.entry(account, context, p.scopes(row.Cells[c]), row.At(c))
			}
		}
		p.rows = append(p.rows, newResourceRow(from, len(p.page.Permissions), context, firstTarget(row.Cell(0), p.doc)))
	}
	p.settle(first)
	return len(t.Rows) > 0
}

// resourceContext names the resource of a transposed row, in English.
func (p *permissionReader) resourceContext(cell string) string {
	text := markdown.Plain(cell)
	if !p.isTranslated() {
		return text
	}
	if english, ok := p.loc.Context(locale.Key(text)); ok {
		return english
	}
	if l, ok := markdown.FirstLink(cell, p.doc.Refs); ok && !locale.IsASCII(text) {
		return baseName(l.Target)
	}
	return text
}

// firstTarget returns the target of the first link of a cell.
func firstTarget(cell string, doc *markdown.Doc) string {
	l, _ := markdown.FirstLink(cell, doc.Refs)
	return l.Target
}
