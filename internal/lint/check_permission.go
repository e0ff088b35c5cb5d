package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// checkPermissions checks the permission tables of the page and of the files
// that it includes for them.
func (p *page) checkPermissions() {
	p.tables(func(t *markdown.TableData, _ zone) { p.permissionTable(t) }, zonePermissions)
	for i := range p.blocks {
		if b := &p.blocks[i]; b.Kind == markdown.Include && p.zones[i] == zonePermissions && strings.Contains(b.Target, "/permissions/") {
			p.includedPermissions(p.resolve(b.Target))
		}
	}
}

// includedPermissions checks the permission tables of an include file, which
// several pages may share.
func (p *page) includedPermissions(name string) {
	data, err := p.docs.Read(name)
	if err != nil {
		return // package parser reports it
	}
	inner := *p
	inner.Doc = markdown.Parse(source.NewFile(name, data))
	for i := range inner.Doc.Blocks {
		if t := inner.Doc.Blocks[i].Table; t != nil {
			inner.permissionTable(t)
		}
	}
}

// permissionColumns is what the header of a permission table says.
type permissionColumns struct {
	order  string
	least  int // column of the least privileged scopes, or -1
	higher int // column of all others, or -1
	plain  bool
}

func (l *linter) permissionHeader(header markdown.Row) (c permissionColumns) {
	c = permissionColumns{least: -1, higher: -1, plain: len(header.Cells) >= 2}
	for i, cell := range header.Cells {
		h := l.headerCell(cell.Text)
		if h.order != "" {
			c.order = h.order
		}
		switch h.role {
		case "least":
			c.least = i
		case "higher":
			c.higher = i
		}
		if h.other || i > 0 && h.account {
			c.plain = false
		}
	}
	return c
}

// headerCell is what a header cell of a permission table says.
type headerCell struct {
	order, role    string
	other, account bool
}

// headerCell reads a header cell. The pages have few different ones.
func (l *linter) headerCell(text string) headerCell {
	if h, ok := l.headers.Load(text); ok {
		return h.(headerCell)
	}
	plain := markdown.Plain(text)
	col, _ := l.loc.Column(locale.Key(plain))
	h := headerCell{role: col.Role, account: l.loc.Label(locale.Key(plain)) != ""}
	lower := strings.ToLower(plain)
	for _, order := range []string{model.LeastToMost, model.MostToLeast} {
		if l.loc.Words.Orders[order].In(lower) {
			h.order = order
		}
	}
	switch col.Role {
	case "other", model.DelegatedWork, model.DelegatedPersonal, model.Application:
		h.other = true
	}
	l.headers.Store(text, h)
	return h
}

// account returns the account type that a row label names, or "".
func (l *linter) account(label string) string {
	if a, ok := l.labels.Load(label); ok {
		return a.(string)
	}
	a := l.loc.Label(locale.Key(markdown.Plain(label)))
	l.labels.Store(label, a)
	return a
}

func (p *page) permissionTable(t *markdown.TableData) {
	c := p.permissionHeader(t.Header)
	if !c.plain {
		return
	}
	seen := map[string]bool{}
	complete := true
	for _, row := range t.Rows {
		label := row.Cell(0)
		account := p.account(label)
		switch {
		case account == "":
			complete = false // a table that lists scopes by something else
			p.checkLabel(label, row.Offset)
		case seen[account]:
			p.report("permission-row-duplicate", row.Offset, "account type %q has two rows", clip(label))
		}
		seen[account] = true
		if p.english && account != "" && strings.Contains(label, "(") && !strings.Contains(label, ")") {
			p.report("permission-label-unclosed", row.Offset, "row label %q lacks its closing parenthesis", clip(label))
		}
		for i := 1; i < len(row.Cells); i++ {
			p.permissionCell(row.Cells[i], c)
			if account == model.Application {
				p.checkDelegatedOnly(row.Cells[i])
			}
		}
		p.checkLeast(row, c)
	}
	p.checkReading(t)
	if !seen[model.DelegatedWork] && !seen[model.DelegatedPersonal] && !seen[model.Application] {
		return
	}
	p.permissionDirection(t, c)
	for _, account := range model.AccountTypes {
		if complete && !seen[account] {
			p.report("permission-row-missing", t.Header.Offset, "permission table has no row for %s", accountName(account))
		}
	}
}

// checkLabel finds the label of an account type that has a typing error.
func (p *page) checkLabel(label string, at int) {
	if !p.english {
		return
	}
	for _, known := range [...]string{"Application", "Delegated (work or school account)", "Delegated (personal Microsoft account)"} {
		if within(markdown.Plain(label), known, 2) {
			p.report("permission-label", at, "row label %q looks like %q with a typing error", clip(label), known)
		}
	}
}

// checkDelegatedOnly finds a scope that acts as a user and so is none that an
// application can have on its own.
func (p *page) checkDelegatedOnly(cell markdown.Cell) {
	for _, s := range scopesOf(cell.Text) {
		if strings.HasPrefix(s.access, "AccessAsUser") {
			p.report("scope-delegated-only", cell.Offset+s.at, "applications can't get %q, which acts as a user", s.name)
		}
	}
}

// checkLeast compares the column of the least privileged scope with the column
// of all others.
func (p *page) checkLeast(row markdown.Row, c permissionColumns) {
	if c.least < 0 || c.higher < 0 || conjunction(row.Cell(c.least)) || conjunction(row.Cell(c.higher)) {
		return
	}
	least, higher := scopesOf(row.Cell(c.least)), scopesOf(row.Cell(c.higher))
	least, higher = least[:min(len(least), mostCompared)], higher[:min(len(higher), mostCompared)]
	if len(least) == 0 && len(higher) > 0 {
		p.report("permission-least-first", row.At(c.least), "no scope stands where the least privileged one belongs, before %q", higher[0].name)
	}
	for _, s := range least {
		for _, other := range append(higher, least...) {
			if other.narrower(s) {
				p.report("permission-least-first", row.At(c.least)+s.at, "%q stands where the least privileged scope belongs, %q allows less", s.name, other.name)
				break
			}
		}
		for _, other := range higher {
			if other.name == s.name {
				p.report("scope-duplicate", row.At(c.higher)+other.at, "scope %q stands in both columns", s.name)
			}
		}
	}
}

func accountName(account string) string {
	switch account {
	case model.DelegatedWork:
		return "delegated work or school accounts"
	case model.DelegatedPersonal:
		return "delegated personal accounts"
	}
	return "applications"
}

// permissionDirection checks what the header says of the order of scopes.
func (p *page) permissionDirection(t *markdown.TableData, c permissionColumns) {
	switch {
	case c.least >= 0:
	case c.order == "" && p.english:
		p.report("permission-order-unstated", t.Header.Offset, "header does not say in which order the scopes stand")
	case c.order == model.MostToLeast:
		p.report("permission-order-reversed", t.Header.Offset, "table lists the most privileged scope first")
	}
}

// permissionCell checks the scopes of one cell.
func (p *page) permissionCell(cell markdown.Cell, c permissionColumns) {
	scopes := scopesOf(cell.Text)
	seen := make(map[string]bool, len(scopes))
	for i, s := range scopes {
		if seen[s.name] && !conjunction(cell.Text) {
			p.report("scope-duplicate", cell.Offset+s.at, "scope %q stands in the cell twice", s.name)
		}
		seen[s.name] = true
		p.checkScope(s, cell)
		if i > 0 {
			p.checkSeparator(scopes[i-1], s, cell)
		}
	}
	if c.order != "" && !conjunction(cell.Text) {
		p.checkOrder(scopes, c.order, cell.Offset)
	}
}

// conjunction reports whether a cell says which scopes go together, so that one
// may stand in it more than once.
func conjunction(cell string) bool {
	lower := strings.ToLower(cell)
	for _, word := range []string{" and ", " or ", " plus ", "<br", ":"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// checkSeparator finds scopes with nothing but a blank or a semicolon between
// them.
func (p *page) checkSeparator(before, s scope, cell markdown.Cell) {
	between := cell.Text[before.at+len(before.name) : s.at]
	switch strings.Trim(between, " \u00a0") {
	case "", ";", ".":
		p.report("scope-separator", cell.Offset+s.at, "no comma parts %q from %q", before.name, s.name)
	case ",,", ", ,":
		p.report("scope-separator", cell.Offset+s.at, "two commas part %q from %q", before.name, s.name)
	}
}

// checkScope looks for a scope that the known ones show to be misspelled. What
// package parser mends, it reports itself.
func (p *page) checkScope(s scope, cell markdown.Cell) {
	if _, ok := p.loc.Scope(s.name); ok {
		return
	}
	if near := p.nearScope(s); near != "" {
		p.report("scope-spelling", cell.Offset+s.at, "scope %q is unknown, %q is close", s.name, near)
	}
}

// nearScope returns the scope that s misspells by a letter too many, by a dot
// too few or too many, or in one of the words that many scopes share.
func (p *page) nearScope(s scope) string {
	if known, ok := p.loc.BareScope(strings.ReplaceAll(s.name, ".", "")); ok {
		return known
	}
	for i := range s.name {
		if i > 0 && s.name[i] != '.' {
			if known, ok := p.loc.Scope(s.name[:i] + s.name[i+1:]); ok && s.name[i]|0x20 >= 'a' && s.name[i]|0x20 <= 'z' {
				return known
			}
		}
	}
	parts := strings.Split(s.name, ".")
	for i, part := range parts {
		if _, usual := p.loc.ScopePart(part); i == 0 || usual {
			continue
		}
		for _, word := range [...]string{"All", "Read", "ReadWrite", "ReadBasic"} {
			if within(part, word, 1) {
				parts[i] = word
				return strings.Join(parts, ".")
			}
		}
	}
	return ""
}

// mostCompared is how many scopes of a cell are compared with each other. Real
// cells have some dozens.
const mostCompared = 500

// checkOrder compares the scopes of a cell with the order of the header.
func (p *page) checkOrder(scopes []scope, order string, at int) {
	list := scopes[:min(len(scopes), mostCompared)]
	if order == model.MostToLeast {
		list = slices.Clone(list)
		slices.Reverse(list)
	}
	for i, s := range list {
		for _, later := range list[i+1:] {
			if !later.narrower(s) {
				continue
			}
			if i == 0 {
				p.report("permission-least-first", at+s.at, "%q stands where the least privileged scope belongs, %q allows less", s.name, later.name)
			} else {
				p.report("permission-order", at+s.at, "%q and %q stand against the order of the header", s.name, later.name)
			}
			return
		}
	}
}
