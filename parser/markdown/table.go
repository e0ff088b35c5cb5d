package markdown

import (
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// TableData is a table with its cells as written.
type TableData struct {
	Header Row
	Rows   []Row
}

// Row is one line of a table.
type Row struct {
	Cells  []Cell
	Offset int
	// Open is true where the line lacks its closing pipe.
	Open bool
}

// Cell is one cell: its Markdown, trimmed, with "\|" read as "|".
type Cell struct {
	Text   string
	Offset int
}

// Cell returns the text of column i; "" where the row is too short.
func (r Row) Cell(i int) string {
	if i < 0 || i >= len(r.Cells) {
		return ""
	}
	return r.Cells[i].Text
}

// At returns where the text of column i stands; the row itself where the row
// is too short.
func (r Row) At(i int) int {
	if i < 0 || i >= len(r.Cells) {
		return r.Offset
	}
	return r.Cells[i].Offset
}

// table reads the table whose header is line i and returns how many lines it
// took; zero where there is none.
func (p *lineSplitter) table(i int) int {
	if !strings.Contains(p.lines[i].text, "|") {
		return 0
	}
	if i+1 < len(p.lines) && isDelimiter(p.lines[i+1].text) {
		return p.addTable(i, i+2)
	}
	if i != 0 || !strings.HasPrefix(strings.TrimSpace(p.lines[i].text), "|") {
		return 0
	}
	if isDelimiter(p.lines[i].text) {
		return p.headlessTable(i)
	}
	if t, by := p.previousTable(); t != nil && p.width(p.lines[i]) == len(t.Header.Cells) {
		p.doc.add(p.lines[i].offset, source.Warning, "table-split", "%s inside a table", by)
		return p.addRows(t, i)
	}
	if len(p.lines) > 1 && strings.HasPrefix(strings.TrimSpace(p.lines[1].text), "|") {
		p.doc.add(p.lines[i].offset, source.Warning, "table-no-delimiter", "table has no delimiter row under its header")
		return p.addTable(i, i+1)
	}
	return 0
}

func (p *lineSplitter) addTable(header, rows int) int {
	p.flush()
	t := p.newTable(p.lines[header], len(p.lines)-rows)
	b := p.proto
	b.Kind, b.Table, b.Offset = Table, t, p.lines[header].offset
	p.add(b)
	if rows == header+2 {
		if n := p.width(p.lines[header+1]); n != len(t.Header.Cells) {
			p.doc.add(p.lines[header+1].offset, source.Info, "table-delimiter-width",
				"delimiter row has %d cells, header has %d", n, len(t.Header.Cells))
		}
	}
	return rows - header + p.addRows(t, rows)
}

// newTable returns a table with the header, and room for so many rows.
func (p *lineSplitter) newTable(header textLine, rows int) *TableData {
	t := &p.tables.take(1)[0]
	*t = TableData{Header: p.row(header), Rows: p.rows.take(rows)[:0]}
	return t
}

// headlessTable reads a table that starts with its delimiter row; a lone
// header above a blank line becomes its header.
func (p *lineSplitter) headlessTable(i int) int {
	blocks := p.doc.Blocks
	if n := len(blocks); n > 0 && blocks[n-1].Kind == Paragraph && strings.HasPrefix(strings.TrimSpace(blocks[n-1].Text), "|") &&
		!strings.Contains(blocks[n-1].Text, "\n") {
		head := textLine{blocks[n-1].Text, blocks[n-1].Offset}
		p.doc.Blocks = blocks[:n-1]
		p.doc.add(p.lines[i].offset, source.Warning, "table-split", "blank line inside a table")
		t := p.newTable(head, len(p.lines)-i-1)
		b := p.proto
		b.Kind, b.Table, b.Offset = Table, t, head.offset
		p.add(b)
		return 1 + p.addRows(t, i+1)
	}
	return 0
}

// addRows adds the lines from i on to t, up to the first that is no row.
func (p *lineSplitter) addRows(t *TableData, i int) int {
	n := 0
	for ; i+n < len(p.lines); n++ {
		l := p.lines[i+n]
		if !strings.Contains(l.text, "|") || isIncludeLine(l.text) {
			break
		}
		row := p.row(l)
		switch {
		case row.Open && p.isBroken(i+n):
			p.doc.add(p.lines[i+n+1].offset, source.Info, "table-row-split", "row goes on from the line above")
		case row.Open:
			p.doc.add(l.offset, source.Info, "table-row-open", "table row has no closing pipe")
		}
		t.Rows = append(t.Rows, row)
	}
	return n
}

// isBroken reports whether the row of line i ends on the next line: it has no
// pipe before its last.
func (p *lineSplitter) isBroken(i int) bool {
	if i+1 >= len(p.lines) {
		return false
	}
	next := trimBlanks(trimBlanksRight(p.lines[i+1].text))
	return strings.IndexByte(next, '|') == len(next)-1 && next != ""
}

// isIncludeLine reports whether an include stands below a table rather than in
// one of its cells.
func isIncludeLine(s string) bool {
	return strings.Contains(s, "[!INCLUDE") && !strings.HasPrefix(strings.TrimLeft(s, " \t"), "|")
}

// previousTable returns the table that ends right before this paragraph, and
// what parts it from it.
func (p *lineSplitter) previousTable() (t *TableData, by string) {
	n := len(p.doc.Blocks)
	if n == 0 || len(p.text) > 0 {
		return nil, ""
	}
	if n > 1 && p.doc.Blocks[n-1].Kind == Comment {
		return p.doc.Blocks[n-2].Table, "comment"
	}
	return p.doc.Blocks[n-1].Table, "blank line"
}

// isDelimiter reports whether s is a row of dashes such as "|:--|--:|".
func isDelimiter(s string) bool {
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "-") || !strings.Contains(s, "|") {
		return false
	}
	return strings.Trim(s, "|:- \t") == ""
}

// row reads a row of a table.
func (p *lineSplitter) row(l textLine) Row {
	cells, start, open := splitRow(p.scratch[:0], l)
	p.scratch = cells
	row := Row{Offset: l.offset + start, Open: open, Cells: p.cells.take(len(cells))}
	copy(row.Cells, cells)
	return row
}

// width returns how many cells a line has.
func (p *lineSplitter) width(l textLine) int {
	cells, _, _ := splitRow(p.scratch[:0], l)
	p.scratch = cells
	return len(cells)
}

// splitRow cuts a line at its unescaped pipes, and appends the cells to cells.
// It returns where the row starts in the line, and whether its end is open.
func splitRow(cells []Cell, l textLine) (_ []Cell, start int, open bool) {
	s := trimBlanksRight(l.text)
	start = len(s) - len(trimBlanks(s))
	at := start
	if at < len(s) && s[at] == '|' {
		at++
	}
	for i := at; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, newCell(s[at:i], l.offset+at))
			at = i + 1
		}
	}
	if at < len(s) {
		return append(cells, newCell(s[at:], l.offset+at)), start, true
	}
	return cells, start, false
}

func newCell(raw string, offset int) Cell {
	text := trimBlanks(raw)
	offset += len(raw) - len(text)
	text = trimBlanksRight(text)
	for strings.HasSuffix(text, "\u00a0") {
		text = trimBlanksRight(strings.TrimSuffix(text, "\u00a0"))
	}
	if strings.IndexByte(text, '\\') >= 0 {
		text = strings.ReplaceAll(text, `\|`, "|")
	}
	return Cell{Text: text, Offset: offset}
}

// trimBlanks cuts the blanks and tabs at the start of s.
func trimBlanks(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	return s
}

// trimBlanksRight cuts the blanks and tabs at the end of s.
func trimBlanksRight(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}
