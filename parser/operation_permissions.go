package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// permissionReader reads the permission section of a page and of the files it
// includes.
type permissionReader struct {
	*pageReader
	doc     *markdown.Doc
	context string   // from the heading above the table
	trail   []string // the include files that led to doc
	*tableCount
	intro *tableIntro // of the next table
}

// tableCount counts what a page's permission sections hold.
type tableCount struct {
	tables  int // permission tables that were read
	missing int // includes that could not be read
	intros  []tableIntro
}

// readPermissions reads every permission table of the permission sections.
func (r *pageReader) readPermissions() {
	sections := r.all(kindPermissions)
	if len(sections) == 0 {
		r.add(0, source.Warning, "permissions-missing", "page has no permissions section")
		return
	}
	p := &permissionReader{pageReader: r, doc: r.doc, tableCount: &tableCount{}, intro: &tableIntro{}}
	for i := range sections {
		p.context = contextOfSlug(trimRepeat(sections[i].part))
		if base := trimRepeat(sections[i].slug); i > 0 && kindsOfSlugs[base] != kindPermissions {
			p.context = contextOfSlug(base)
		}
		*p.intro = tableIntro{}
		p.blocks(sections[i].blocks)
	}
	r.mendOrder()
	if p.tables+p.missing > 1 {
		r.applyIntros(p.intros)
	}
	if p.tables == 0 && p.missing == 0 {
		p.noTable(sections)
	}
}

// noTable reports permission sections without a table. The scopes that their
// text names are told, not taken: the text does not say for which account
// type they count.
func (p *permissionReader) noTable(sections []section) {
	var named []string
	for _, s := range sections {
		for i := range s.blocks {
			if b := &s.blocks[i]; b.Kind == markdown.Paragraph {
				for _, name := range p.scopes(markdown.Cell{Text: b.Text, Offset: b.Offset}).scopes {
					if _, known := p.loc.Scope(name); known {
						named = appendNew(named, name)
					}
				}
			}
		}
	}
	text := ""
	if len(named) > 0 {
		text = "; its text names " + strings.Join(named, ", ")
	}
	p.add(sections[0].offset, source.Warning, "permissions-no-table", "permissions section has no permission table%s", text)
}

// blocks reads the tables among blocks, follows includes, and takes the
// context of a table from the heading above it.
func (p *permissionReader) blocks(blocks []markdown.Block) {
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case markdown.Heading:
			p.context = contextOfSlug(trimRepeat(b.Slug))
			*p.intro = tableIntro{}
		case markdown.Paragraph:
			p.intro.paragraph(b)
		case markdown.Fence:
			p.intro.fence(b)
		case markdown.Table:
			p.countTable(b.Table)
		case markdown.HTML:
			for _, t := range markdown.HTMLTables(b.Text) {
				p.countTable(t)
			}
		case markdown.Include:
			p.include(b)
		}
	}
}

// countTable reads a table together with what introduced it.
func (p *permissionReader) countTable(t *markdown.TableData) {
	from := len(p.page.Permissions)
	if !p.table(t) {
		return
	}
	p.tables++
	p.intro.from, p.intro.to = from, len(p.page.Permissions)
	p.intros = append(p.intros, *p.intro)
	*p.intro = tableIntro{}
}

// include reads the permission tables of an included file.
func (p *permissionReader) include(b *markdown.Block) {
	defer func() { *p.intro = tableIntro{} }()
	sev := source.Warning
	permissions := strings.Contains(b.Target, "permissions") || strings.Contains(b.Text, "permissions") || len(p.trail) > 0
	if !permissions {
		sev = source.Info
	}
	inner := p.openInclude(p.doc, b, sev, p.trail)
	if inner == nil {
		if permissions {
			p.missing++
		}
		return
	}
	q := *p
	q.doc, q.trail = inner, append(slices.Clone(p.trail), inner.File.Name)
	q.blocks(inner.Blocks)
}

// contextOfSlug makes words of a heading's slug, so that the context is the
// same in every language: "permissions-acting-on-self" is "acting on self".
func contextOfSlug(slug string) string {
	words := strings.ReplaceAll(slug, "-", " ")
	words = strings.TrimPrefix(words, "permissions ")
	return strings.TrimPrefix(words, "for ")
}

// tableLayout says which column of a permission table means what.
type tableLayout struct {
	accounts []string // account type of each column of a transposed table
	types    int      // how many columns are account types
	least    int      // column of the least privileged scopes, or -1
	higher   int
	context  []string // context of each column
	other    bool     // the table is about something else
}

func (p *permissionReader) layout(header markdown.Row) tableLayout {
	l := tableLayout{least: -1, higher: -1}
	for i := range header.Cells {
		text := header.Cells[i].Text
		col := p.column(text)
		switch col.Role {
		case "least":
			l.least = i
		case "higher":
			l.higher = i
		case "self", "others":
			l.setContext(i, "acting on "+col.Role)
		case "other":
			l.other = l.other || i == 0
		case model.DelegatedWork, model.DelegatedPersonal, model.Application:
			if l.accounts == nil {
				l.accounts = make([]string, len(header.Cells))
			}
			l.accounts[i] = col.Role
			l.types++
		}
		p.order(col.Order)
	}
	p.leastByPlace(header, &l)
	return l
}

// leastByPlace takes the second and third column of a table as the least and
// the higher privileged scopes where their headers say nothing else, as those
// of translated pages do.
func (p *permissionReader) leastByPlace(header markdown.Row, l *tableLayout) {
	if len(header.Cells) != 3 || l.types > 0 || l.context != nil || l.other || l.least >= 0 && l.higher >= 0 {
		return
	}
	first, ok := p.loc.Column(locale.Key(plainLabel(header.Cell(0))))
	if ok && first.Role != "type" || !ok && !p.isTranslated() {
		return
	}
	if second, known := p.loc.Column(locale.Key(plainLabel(header.Cell(1)))); known && second.Role != "least" {
		return
	}
	l.least, l.higher = 1, 2
	p.order(model.LeastToMost)
}

func (l *tableLayout) setContext(i int, context string) {
	for len(l.context) <= i {
		l.context = append(l.context, "")
	}
	l.context[i] = context
}

// column looks up a header cell; an unknown one is judged by its words.
func (p *permissionReader) column(text string) locale.Column {
	key := locale.Key(plainLabel(text))
	if c, ok := p.loc.Column(key); ok {
		return c
	}
	if account := p.loc.Label(key); account != "" {
		return locale.Column{Role: account}
	}
	c := locale.Column{Role: "permissions"}
	for _, order := range [...]string{model.LeastToMost, model.MostToLeast} {
		if p.loc.Words.Orders[order].In(text) {
			c.Order = order
		}
	}
	return c
}

// order settles the direction of the page: the first that a table names.
func (p *permissionReader) order(order string) {
	if order != "" && p.page.PermissionOrder == model.Unspecified {
		p.page.PermissionOrder = order
	}
}

// table reads one table and reports whether it is about permissions.
func (p *permissionReader) table(t *markdown.TableData) bool {
	if len(t.Header.Cells) == 0 {
		return false
	}
	before, from := p.page.PermissionOrder, len(p.page.Permissions)
	l := p.layout(t.Header)
	if l.other {
		p.page.PermissionOrder = before
		return false
	}
	if l.types >= 2 {
		return p.transposed(t, l)
	}
	rows := tableRows{permissionReader: p, layout: l}
	if p.account(t.Header.Cell(0)) != "" {
		rows.read(t.Header)
	}
	places := p.accountsByPlace(t)
	for i := range t.Rows {
		rows.place = ""
		if places != nil {
			rows.place = places[i]
		}
		rows.read(t.Rows[i])
	}
	if !rows.isPermissions(t.Header) {
		p.page.PermissionOrder, p.page.Permissions = before, p.page.Permissions[:from]
		return false
	}
	p.fillEmpty()
	return true
}

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
	return known && first.Role == "type" || !known && t.isTranslated()
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
	e.Scopes = union(e.Scopes, higher.scopes)
	if len(e.Scopes) > 0 {
		e.Supported, e.Unreadable = true, false
	}
	return []int{n}
}

// entry adds what one cell says and returns its index.
func (p *permissionReader) entry(account, context string, c scopeCell, offset int) int {
	e := model.Permission{Type: account, Scopes: c.scopes, Context: context, Pos: p.doc.Pos(offset)}
	e.Supported = !c.unsupported
	e.Unreadable = c.unreadable
	if e.Scopes == nil {
		e.Scopes = []string{}
	}
	if c.unreadable {
		p.list.Add(e.Pos, source.Warning, "permission-unreadable", "no scope can be read from %q", clipText(c.text))
	}
	if c.partial {
		p.list.Add(e.Pos, source.Warning, "permission-partly-unreadable", "some scopes may be lost in %q", clipText(c.text))
	}
	p.page.Permissions = append(p.page.Permissions, e)
	return len(p.page.Permissions) - 1
}

// subRow adds the scopes of a row below a label to the label's entries.
func (p *permissionReader) subRow(row markdown.Row, current []int) {
	for k, n := range current {
		c := p.scopes(cellAt(row, k+1))
		e := &p.page.Permissions[n]
		switch {
		case len(c.scopes) > 0:
			e.Scopes = union(e.Scopes, c.scopes)
			e.Supported, e.Unreadable = true, false
		case len(e.Scopes) == 0 && c.unsupported:
			e.Supported, e.Unreadable = false, false
		case len(e.Scopes) == 0 && c.unreadable:
			e.Unreadable = true
		}
	}
}

// fillEmpty marks the cells that stayed empty: the page does not say what is
// needed.
func (p *permissionReader) fillEmpty() {
	for i := range p.page.Permissions {
		e := &p.page.Permissions[i]
		if e.Supported && !e.Unreadable && len(e.Scopes) == 0 {
			e.Unreadable = true
			p.list.Add(e.Pos, source.Warning, "permission-empty", "permission cell is empty")
		}
	}
}

func union(a, b []string) []string {
next:
	for _, s := range b {
		for _, have := range a {
			if have == s {
				continue next
			}
		}
		a = append(a, s)
	}
	return a
}

// mendOrder turns the scopes of a page that lists the most privileged first.
func (r *pageReader) mendOrder() {
	if r.page.PermissionOrder != model.MostToLeast {
		return
	}
	for i := range r.page.Permissions {
		s := r.page.Permissions[i].Scopes
		for a, b := 0, len(s)-1; a < b; a, b = a+1, b-1 {
			s[a], s[b] = s[b], s[a]
		}
	}
}
