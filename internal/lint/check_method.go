package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// methodRow is a row of the table of methods on the page of a resource.
type methodRow struct {
	page       string // of the operation
	link       string // page of the type that the row returns, or ""
	none       bool   // the row says that nothing is returned
	collection bool
	cell       string
	pos        source.Pos
}

// readMethods collects what the table of methods says that operations return.
func (p *page) readMethods() {
	if !p.english {
		return
	}
	p.tables(func(t *markdown.TableData, _ zone) {
		if len(t.Header.Cells) < 2 || locale.Key(markdown.Plain(t.Header.Cell(1))) != "returntype" {
			return
		}
		for i := range t.Rows {
			p.methodRow(&t.Rows[i])
		}
	}, zoneMethods)
}

func (p *page) methodRow(row *markdown.Row) {
	operation, ok := p.linkedPage(row.Cell(0))
	if !ok || len(row.Cells) < 2 {
		return
	}
	cell := markdown.Plain(row.Cell(1))
	r := methodRow{page: operation, cell: cell, pos: p.Doc.Pos(row.At(1))}
	r.link, _ = p.linkedPage(row.Cell(1))
	r.none = strings.EqualFold(strings.Trim(cell, " ."), "none")
	r.collection = saysMany(strings.ToLower(cell))
	if r.none || r.link != "" && len(markdown.Links(row.Cell(1), p.Doc.Refs)) == 1 {
		p.methods = append(p.methods, r)
	}
}

// saysMany reports whether a cell, in lower case, says that several objects are
// returned; the name of a type may hold the word, too.
func saysMany(cell string) bool {
	words := strings.FieldsFunc(cell, func(c rune) bool { return c < 'a' || c > 'z' })
	return slices.Contains(words, "collection") || strings.HasPrefix(cell, "list of ")
}

// linkedPage returns the page that the first link of a cell leads to.
func (p *page) linkedPage(cell string) (string, bool) {
	l, ok := markdown.FirstLink(cell, p.Doc.Refs)
	if !ok || l.Target == "" {
		return "", false
	}
	file, _, _ := strings.Cut(l.Target, "#")
	name := p.resolve(file)
	if _, ok := p.index[name]; ok {
		return name, true
	}
	name, ok = p.lower[strings.ToLower(name)]
	return name, ok
}

// checkMethods compares the tables of methods with the pages that they link to.
func (c *crossing) checkMethods(types *declarations, pages map[string]*model.Page) {
	for i := range c.pages {
		for k := range c.pages[i].methods {
			r := &c.pages[i].methods[k]
			if page := pages[r.page]; page != nil {
				c.checkMethod(types, page, r)
			}
		}
	}
}

func (c *crossing) checkMethod(types *declarations, page *model.Page, r *methodRow) {
	answer := answerOf(page)
	if answer == nil || answer.Told != "" || endings(page) > 1 {
		return // a page that contradicts itself, or is about several things
	}
	switch t := types.get(page.Version, answer.Type); {
	case r.none && answer.Type != "" && answer.Status != 202:
		c.out = append(c.out, c.finding("method-return-differs", r.pos, "table says that nothing is returned, page %s answers with %s", r.page, answerText(answer)))
	case r.none || answer.Type == "" || t == nil:
	case !c.describes(types, page.Version, t, r.link):
		c.out = append(c.out, c.finding("method-return-differs", r.pos, "table says %q, page %s answers with %s", clip(r.cell), r.page, answerText(answer)))
	case r.collection != answer.Collection:
		c.out = append(c.out, c.finding("method-return-differs", r.pos, "table says %q, page %s answers with %s", clip(r.cell), r.page, answerText(answer)))
	}
}

// describes reports whether a page is that of a type, of one of its bases or of
// one that derives from it.
func (c *crossing) describes(types *declarations, version string, t *declared, file string) bool {
	if strings.HasSuffix(strings.ToLower(strings.TrimSuffix(file, ".md")), strings.ToLower(lastName(t.name))) {
		return true // several pages may describe types of one name
	}
	for _, h := range append(types.heirs(version, t), t) {
		if slices.Contains(types.files(version, h), file) {
			return true
		}
	}
	for range maxBases {
		if t = types.get(version, t.base); t == nil {
			return false
		}
		if slices.Contains(types.files(version, t), file) {
			return true
		}
	}
	return false
}

// answerOf returns the only answer of a page that means success, or nil.
func answerOf(page *model.Page) *model.Response {
	var found *model.Response
	for i := range page.Responses {
		if r := &page.Responses[i]; r.Status < 300 {
			if found != nil {
				return nil
			}
			found = r
		}
	}
	return found
}
