package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
)

// checkTables checks the shape of all tables, and the rows of those that list
// properties or parameters.
func (p *page) checkTables() {
	for i := range p.blocks {
		t := p.blocks[i].Table
		if t == nil {
			continue
		}
		p.checkShape(t)
		switch p.zones[i] {
		case zoneProperties, zoneRelationships, zoneBody, zoneParameters:
			if p.english {
				p.checkFieldTable(t)
			}
		}
	}
}

// checkShape compares the number of cells of each row with the header.
func (p *page) checkShape(t *markdown.TableData) {
	want := len(t.Header.Cells)
	for _, row := range t.Rows {
		n := len(row.Cells)
		if row.Open && row.Offset == row.Cells[0].Offset && n == want {
			if p.bareRows == nil {
				p.bareRows = map[int]bool{}
			}
			p.bareRows[p.Doc.Pos(row.Offset).Line] = true
		}
		switch {
		case n > want:
			p.report("table-cells-surplus", row.Offset, "row %q has %d cells, header has %d: what is too much is not shown", clip(row.Cell(0)), n, want)
		case n < want && n > 0 && !isGroupRow(row):
			p.report("table-cells-missing", row.Offset, "row %q has %d cells, header has %d", clip(row.Cell(0)), n, want)
		}
	}
}

// isGroupRow reports whether a row is the title of those below it, or the rest
// of a row that was broken, which package parser reports.
func isGroupRow(row markdown.Row) bool { return len(row.Cells) == 1 }

// columns are the columns of a table of properties or parameters, -1 where
// absent.
type columns struct{ name, kind, text int }

func columnsOf(header markdown.Row) (c columns, ok bool) {
	c = columns{-1, -1, -1}
	for i, cell := range header.Cells {
		switch locale.Key(markdown.Plain(cell.Text)) {
		case "property", "propertyname", "parameter", "parametername", "name", "relationship",
			"relationshipname", "navigationproperty", "queryparameter", "member":
			if c.name < 0 {
				c.name = i
			}
		case "type", "datatype":
			c.kind = i
		case "description":
			c.text = i
		}
	}
	return c, c.name == 0
}

func (p *page) checkFieldTable(t *markdown.TableData) {
	c, ok := columnsOf(t.Header)
	if !ok {
		return
	}
	seen := make(map[string]string, len(t.Rows))
	for _, row := range t.Rows {
		name := plainName(row.Cell(c.name))
		if name == "" || strings.EqualFold(name, "none") || strings.Contains(name, " ") {
			continue
		}
		kind, again := seen[name]
		switch {
		case again && p.isAPI():
			p.report("parameter-duplicate", row.Offset, "%q has two rows", clip(name))
		case again && kind == row.Cell(c.name)+"|"+row.Cell(c.kind): // package parser reports those of two types
			p.report("property-duplicate", row.Offset, "%q has two rows", clip(name))
		}
		seen[name] = row.Cell(c.name) + "|" + row.Cell(c.kind)
		if len(row.Cells) != len(t.Header.Cells) {
			continue // said already
		}
		if c.kind >= 0 {
			p.checkTypeCell(name, row, c.kind)
		}
		if c.text >= 0 && isBlank(row.Cell(c.text)) {
			p.report("description-empty", row.At(c.text), "%q has no description", clip(name))
		}
	}
}

func isBlank(cell string) bool { return len(cell) < 40 && markdown.Plain(cell) == "" }

// plainName is a property's name as the first cell of a row writes it.
func plainName(cell string) string {
	name := cell
	if strings.ContainsAny(cell, "*`[<&\\_") {
		name = markdown.Plain(cell)
	}
	if i := strings.Index(name, " ("); i > 0 {
		name = name[:i]
	}
	return strings.TrimSpace(name)
}

// checkTypeCell checks what the type column says.
func (p *page) checkTypeCell(name string, row markdown.Row, col int) {
	cell := row.Cell(col)
	if isBlank(cell) {
		if p.isAPI() { // package parser reports it on the pages of resources
			p.report("property-type-missing", row.At(col), "%q has no type", clip(name))
		}
		return
	}
	text, _ := cutCollection(cell)
	if strings.ContainsAny(text, "[`*") {
		return
	}
	edm, ok := p.loc.Type(text)
	if !ok && p.isAPI() {
		p.checkTypeText(name, text, row.At(col))
	}
	if !ok || strings.Contains(text, ".") {
		return
	}
	if want := strings.TrimPrefix(edm, "Edm."); want != text && strings.EqualFold(want, text) {
		p.report("type-spelling", row.At(col), "type %q is written %q", clip(text), want)
	}
}

// checkTypeText finds a type cell that holds a description, the word
// "collection" with a typing error, or a collection of nothing.
func (p *page) checkTypeText(name, text string, at int) {
	words := strings.Fields(text)
	n := len(words)
	if n == 0 || n > 4 && !strings.Contains(text, " or ") || n == 2 && within(strings.ToLower(words[1]), "collection", 2) {
		p.report("property-type-unreadable", at, "type %q of property %q names no type", clip(text), clip(name))
	}
}

// cutCollection cuts the word that makes a collection off a type cell.
func cutCollection(cell string) (text string, collection bool) {
	text = strings.TrimSpace(cell)
	n := len(text)
	switch {
	case n < len("collection("):
	case strings.EqualFold(text[:len("collection(")], "collection(") && text[n-1] == ')':
		return strings.TrimSpace(text[len("collection(") : n-1]), true
	case strings.EqualFold(text[n-len(" collection"):], " collection"):
		return strings.TrimSpace(text[:n-len(" collection")]), true
	case n >= len("collection of ") && strings.EqualFold(text[:len("collection of ")], "collection of "):
		return strings.TrimSpace(text[len("collection of "):]), true
	}
	return text, false
}
