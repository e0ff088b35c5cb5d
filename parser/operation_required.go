package parser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
)

// dropRequired takes a column such as "Required?" out of a table of
// parameters. It returns the other columns, and which rows that column marks.
func (r *pageReader) dropRequired(t *markdown.TableData) (rest *markdown.TableData, marked map[int]bool) {
	at := r.requiredColumn(t.Header)
	if at < 0 {
		return t, nil
	}
	rest, marked = &markdown.TableData{Header: withoutCell(t.Header, at)}, map[int]bool{}
	for i := range t.Rows {
		if slices.Contains(r.loc.Words.Yes, locale.Key(markdown.Plain(t.Rows[i].Cell(at)))) {
			marked[i] = true
		}
		rest.Rows = append(rest.Rows, withoutCell(t.Rows[i], at))
	}
	return rest, marked
}

// requiredColumn returns the column that says which rows are required, or -1.
// Of a translated table of two columns, the second is the text: its head may have
// the word as well.
func (r *pageReader) requiredColumn(header markdown.Row) int {
	const longest = 20
	for i := 1; i < len(header.Cells); i++ {
		cell := header.Cell(i)
		if key := locale.Key(cell); strings.HasPrefix(key, "required") || strings.HasPrefix(key, "isrequired") {
			return i
		}
		if r.isTranslated() && len(header.Cells) > 2 && utf8.RuneCountInString(cell) <= longest && r.loc.Words.Required.In(cell) {
			return i
		}
	}
	return -1
}

// markedName cuts a mark such as "(required)" off the name that a cell holds,
// and reports whether it says that the item is required.
func (r *pageReader) markedName(cell string) (name string, required bool) {
	text := narrowParentheses(markdown.Plain(cell))
	at := strings.IndexByte(text, '(')
	if at <= 0 || !strings.HasSuffix(text, ")") {
		return r.joinName(text), false
	}
	w, mark := &r.loc.Words, text[at:]
	if !w.Required.In(mark) && !w.Optional.In(mark) && !w.Deprecated.In(mark) {
		return text, false
	}
	return strings.TrimSpace(text[:at]), r.isRequired(mark)
}

func withoutCell(row markdown.Row, at int) markdown.Row {
	if at >= len(row.Cells) {
		return row
	}
	cells := make([]markdown.Cell, 0, len(row.Cells)-1)
	cells = append(cells, row.Cells[:at]...)
	row.Cells = append(cells, row.Cells[at+1:]...)
	return row
}
