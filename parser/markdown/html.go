package markdown

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// inlineTags are the tags that pages use inside running text; anything else
// between angle brackets is a placeholder and stays.
var inlineTags = []string{"a", "b", "br", "code", "del", "div", "em", "font", "hr", "i", "img", "li", "ol", "p", "s",
	"span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul"}

// stripTags drops known HTML tags; line breaks and list items become spaces.
func stripTags(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		n := tagLength(s[i:])
		switch {
		case n == 0:
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		case strings.HasPrefix(s[i:], "<!--") && i+n < len(s) && isPunct(s[i+n]):
			b.WriteString(strings.TrimRight(s[:i], " ")) // the comment had a blank of its own
		default:
			b.WriteString(s[:i] + " ")
		}
		s = s[i+n:]
	}
}

// tagLength returns the length of the known tag or the comment that s starts
// with, or zero.
func tagLength(s string) int {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end > 0 {
			return end + len("-->")
		}
	}
	end := strings.IndexByte(s[:min(len(s), 1000)], '>')
	if end < 0 {
		return 0
	}
	name := strings.Trim(s[1:end], "/ ")
	if i := strings.IndexAny(name, " \t\n"); i >= 0 {
		name = name[:i]
	}
	for _, t := range inlineTags {
		if strings.EqualFold(name, t) {
			return end + 1
		}
	}
	return 0
}

// inlineTag reports whether s starts with a tag of running text rather than
// one that builds a block.
func inlineTag(s string) bool {
	s = strings.TrimSpace(s)
	for _, t := range []string{"<a ", "<br", "<b>", "<i>", "<em", "<strong", "<span", "<code", "<sup", "<sub"} {
		if strings.HasPrefix(strings.ToLower(s), t) {
			return true
		}
	}
	return false
}

// HTMLTables returns the tables of raw HTML, the cells as plain text. The
// first row is the header.
func HTMLTables(s string) []*TableData {
	if !strings.Contains(strings.ToLower(s), "<table") {
		return nil
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(s))
	if err != nil {
		return nil
	}
	var tables []*TableData
	doc.Find("table").Each(func(_ int, table *goquery.Selection) {
		t := &TableData{}
		table.Find("tr").Each(func(i int, tr *goquery.Selection) {
			row := htmlRow(tr)
			if i == 0 {
				t.Header = row
			} else {
				t.Rows = append(t.Rows, row)
			}
		})
		tables = append(tables, t)
	})
	return tables
}

func htmlRow(tr *goquery.Selection) Row {
	var row Row
	tr.Find("br,sup,sub,li,p,div").BeforeHtml(" ") // as stripTags does
	tr.Find("th,td").Each(func(_ int, cell *goquery.Selection) {
		row.Cells = append(row.Cells, Cell{Text: fold(cell.Text())})
	})
	return row
}
