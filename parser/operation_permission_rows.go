package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// tableRows reads the rows of a table whose first column names the account
// type.
type tableRows struct {
	*permissionReader
	layout  tableLayout
	current []int // the entries that sub-rows add to
	seen    []string
	place   string // the account type of the row, going by its place
}

// isPermissions reports whether the rows make a permission table: they name
// several account types, or one below a header that announces them. Tables of
// roles and scenarios may name one by chance.
func (t *tableRows) isPermissions(header markdown.Row) bool {
	for _, account := range t.seen {
		if account != t.seen[0] {
			return true
		}
	}
	if len(t.seen) == 0 || t.account(header.Cell(0)) != "" {
		return len(t.seen) > 0
	}
	first, known := t.loc.Column(locale.Key(plainLabel(header.Cell(0))))
	return known && first.Role == "type"
}

func (t *tableRows) read(row markdown.Row) {
	label := row.Cell(0)
	account := t.account(label)
	if account == "" {
		account = t.place
	}
	if account == "" && len(t.current) > 0 && (isSubRow(label) || t.workflow(t.current)) {
		t.subRow(row, t.current)
		return
	}
	if account == "" && t.hasScope(row) && len(t.seen) > 0 {
		pos := t.doc.Pos(row.Offset)
		if !t.isLast() {
			t.list.Add(pos, source.Warning, "permission-label", "row label %q names no account type", clipText(label))
			return
		}
		account = model.Application
		t.list.Add(pos, source.Warning, "permission-label", "row label %q is read as application", clipText(label))
	}
	if account != "" {
		t.current = t.row(row, account, t.layout)
		t.seen = append(t.seen, account)
	}
}

// isLast reports whether only the row of applications is still to come.
func (t *tableRows) isLast() bool {
	return len(t.seen) == 2 && t.seen[0] == model.DelegatedWork && t.seen[1] == model.DelegatedPersonal
}

// workflow reports whether the row above was left empty, as in tables that
// list the scopes by workflow.
func (p *permissionReader) workflow(current []int) bool {
	e := &p.page.Permissions[current[0]]
	return len(e.Scopes) == 0 && e.Supported
}

// account returns the account type that a row label names.
func (p *permissionReader) account(cell string) string {
	if account := p.loc.Label(locale.Key(cell)); account != "" {
		return account
	}
	if isSubRow(cell) {
		return ""
	}
	label := plainLabel(cell)
	key := locale.Key(label)
	if account := p.loc.Label(key); account != "" {
		return account
	}
	if english, ok := p.loc.Context(key); ok {
		label = plainLabel(english)
	}
	if len(label) > 120 {
		return ""
	}
	lower, words := strings.ToLower(label), p.loc.Words.Labels
	// the word stands early: sentences that explain a context name it later
	switch delegated := locale.Contains(lower[:min(len(lower), 24)], words["delegated"]); {
	case delegated && locale.Contains(lower, words["personal"]):
		return model.DelegatedPersonal
	case delegated:
		return model.DelegatedWork
	case len(label) < 40 && startsWithAny(lower, words["application"]) && !strings.Contains(lower, "administrator") && !strings.Contains(lower, "developer"):
		return model.Application // the others are directory roles
	}
	return ""
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// plainLabel is the text of a label up to a line break.
func plainLabel(cell string) string {
	if i := strings.Index(cell, "<br"); i > 0 {
		cell = cell[:i]
	}
	return markdown.Plain(cell)
}

// isSubRow reports whether a label is indented below the one above.
func isSubRow(label string) bool {
	return strings.HasPrefix(label, "&nbsp;") || strings.HasPrefix(label, "\u00a0") || strings.HasPrefix(label, "&emsp;")
}

func (p *permissionReader) hasScope(row markdown.Row) bool {
	for i := 1; i < len(row.Cells); i++ {
		if len(p.scopes(row.Cells[i]).scopes) > 0 {
			return true
		}
	}
	return false
}

// row reads the cells behind a label and returns the entries it added.
func (p *permissionReader) row(row markdown.Row, account string, l tableLayout) []int {
	if l.least >= 0 {
		return p.leastRow(row, account, l)
	}
	var added []int
	for i := 1; i < max(len(row.Cells), 2); i++ {
		context := p.context
		if i < len(l.context) && l.context[i] != "" {
			context = l.context[i]
		}
		if i > 1 && len(l.context) == 0 {
			break
		}
		c := p.scopes(cellAt(row, i))
		added = append(added, p.entry(account, context, c, row.At(i)))
	}
	return added
}

func cellAt(row markdown.Row, i int) markdown.Cell {
	if i < len(row.Cells) {
		return row.Cells[i]
	}
	return markdown.Cell{Offset: row.Offset}
}

// leastRow reads a row whose scopes stand in two columns.
func (p *permissionReader) leastRow(row markdown.Row, account string, l tableLayout) []int {
	least := p.scopes(cellAt(row, l.least))
	n := p.entry(account, p.context, least, row.At(l.least))
	e := &p.page.Permissions[n]
	e.Least = append([]string(nil), e.Scopes...)
	if l.higher < 0 {
		return []int{n}
	}
	higher := p.scopes(cellAt(row, l.higher))
	if least.vague {
		higher.together = nil
	}
	p.addCell(e, higher)
	if len(e.Scopes) > 0 {
		e.Supported, e.Unreadable = true, false
	}
	return []int{n}
}

// entry adds what one cell says and returns its index.
func (p *permissionReader) entry(account, context string, c scopeCell, offset int) int {
	e := model.Permission{Type: account, Scopes: c.scopes, Context: context, Pos: p.doc.Pos(offset)}
	e.SetAllOf(c.together)
	e.Supported = !c.unsupported
	e.Unreadable = c.unreadable
	if e.Scopes == nil {
		e.Scopes = []string{}
	}
	if c.vague {
		p.vague(&e)
	}
	if c.unreadable {
		p.list.Add(e.Pos, source.Warning, "permission-unreadable", "no scope can be read from %q", clipText(c.text))
	}
	if c.partial {
		p.list.Add(e.Pos, source.Warning, "permission-partly-unreadable", "some scopes may be lost in %q", clipText(c.text))
	}
	n := len(p.page.Permissions)
	if c.none {
		p.none = append(p.none, n)
	}
	p.page.Permissions = append(p.page.Permissions, e)
	return n
}

// subRow adds the scopes of a row below a label to the label's entries.
func (p *permissionReader) subRow(row markdown.Row, current []int) {
	for k, n := range current {
		c := p.scopes(cellAt(row, k+1))
		e := &p.page.Permissions[n]
		switch {
		case len(c.scopes) > 0:
			p.addCell(e, c)
			e.Supported, e.Unreadable = true, false
		case len(e.Scopes) == 0 && c.unsupported:
			e.Supported, e.Unreadable = false, false
		case len(e.Scopes) == 0 && c.unreadable:
			e.Unreadable = true
		}
	}
}
