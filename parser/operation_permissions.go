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
	none  []int       // the entries of the table whose cells say "none"
	// tokens are the scopes of the last cell.
	tokens []token
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
		case markdown.Annotation:
			p.intro.urls(b.Note.Get("requestUrls"))
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
	p.accountColumns(header, &l)
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
	before, from, faults := p.page.PermissionOrder, len(p.page.Permissions), len(p.list)
	p.none = p.none[:0]
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
		p.page.PermissionOrder, p.page.Permissions, p.list = before, p.page.Permissions[:from], p.list[:faults]
		return false
	}
	p.settle(from)
	return true
}

// settle decides about the cells of a table, whose entries start at from, that
// all cells together give a meaning: those that stayed empty, for which the
// page does not say what is needed, and those that say "none".
func (p *permissionReader) settle(from int) {
	entries := p.page.Permissions[from:]
	for i := range entries {
		e := &entries[i]
		if e.Supported && !e.Unreadable && len(e.Scopes) == 0 {
			e.Unreadable = true
			p.list.Add(e.Pos, source.Warning, "permission-empty", "permission cell is empty")
		}
	}
	p.settleTogether(entries)
	if slices.ContainsFunc(entries, func(e model.Permission) bool { return e.Unreadable || len(e.Scopes) > 0 }) {
		return // beside scopes, "none" is no scope that would do
	}
	for _, n := range p.none {
		p.page.Permissions[n].Supported = true // no scope is needed
	}
}

// mendOrder turns the scopes of a page that lists the most privileged first.
func (r *pageReader) mendOrder() {
	if r.page.PermissionOrder != model.MostToLeast {
		return
	}
	for i := range r.page.Permissions {
		e := &r.page.Permissions[i]
		slices.Reverse(e.Scopes)
		e.SetAllOf(e.AllOf)
	}
}
