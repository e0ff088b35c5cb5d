package lint

import (
	"bytes"
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// lines finds the places of a page.
type lines struct {
	data  []byte
	start []int // of each line
}

func newLines(data []byte) *lines {
	l := &lines{data: data, start: []int{0}}
	for i, b := range data {
		if b == '\n' {
			l.start = append(l.start, i+1)
		}
	}
	return l
}

// offset returns the offset of a place in the page.
func (l *lines) offset(p source.Pos) int {
	line := min(max(p.Line, 1), len(l.start))
	return min(l.start[line-1]+max(p.Column, 1)-1, len(l.data))
}

// place is where a finding is.
type place struct {
	*lines
	at      int
	message string
}

// rest returns the line from the place on, without its end.
func (p place) rest() string { return string(p.data[p.at:p.lineEnd(p.at)]) }

func (p place) byteAt(i int) byte {
	if i < 0 || i >= len(p.data) {
		return 0
	}
	return p.data[i]
}

// lineStart and lineEnd return where the line around an offset begins and
// ends, its line break left out.
func (p place) lineStart(at int) int { return bytes.LastIndexByte(p.data[:at], '\n') + 1 }

func (p place) lineEnd(at int) int {
	end := len(p.data)
	if i := bytes.IndexByte(p.data[at:], '\n'); i >= 0 {
		end = at + i
	}
	if end > at && p.data[end-1] == '\r' {
		end--
	}
	return end
}

// cell returns what stands between the pipes around the place.
func (p place) cell() string {
	start, end := p.lineStart(p.at), p.lineEnd(p.at)
	if i := bytes.LastIndexByte(p.data[start:p.at], '|'); i >= 0 {
		start += i + 1
	}
	if i := bytes.IndexByte(p.data[p.at:end], '|'); i >= 0 {
		end = p.at + i
	}
	return string(p.data[start:end])
}

// closeRow puts a pipe at the end of a row.
func closeRow(p place) (edit, bool) {
	row := strings.TrimRight(p.rest(), " \t")
	end := p.at + len(row)
	text := "|"
	if strings.HasPrefix(row, "| ") {
		text = " |"
	}
	return edit{end, end, text}, strings.HasPrefix(row, "|") && len(row) > 1
}

// cells counts the cells of a row that begins and ends with a pipe.
func cells(row string) int {
	row = strings.TrimSpace(row)
	if !strings.HasPrefix(row, "|") || len(row) < 2 {
		return 0
	}
	n := 0
	for i := 1; i < len(row); i++ {
		switch row[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	if !strings.HasSuffix(row, "|") {
		n++
	}
	return n
}

// addDelimiter puts the row of hyphens below a header.
func addDelimiter(p place) (edit, bool) {
	n := cells(p.rest())
	end := p.lineEnd(p.at)
	return edit{end, end, "\n|" + strings.Repeat(":---|", n)}, n > 1
}

// fitDelimiter makes the row of hyphens as wide as the header above.
func fitDelimiter(p place) (edit, bool) {
	start := p.lineStart(p.at)
	if start == 0 {
		return edit{}, false
	}
	header := string(p.data[p.lineStart(start-1) : start-1])
	want, row := cells(header), strings.TrimSpace(string(p.data[start:p.lineEnd(start)]))
	parts := strings.Split(strings.Trim(row, "|"), "|")
	if want < 2 || !strings.HasPrefix(row, "|") || strings.Trim(row, "|:- \t") != "" {
		return edit{}, false
	}
	for len(parts) < want {
		parts = append(parts, ":---")
	}
	return edit{start, p.lineEnd(start), "|" + strings.Join(parts[:want], "|") + "|"}, true
}

// dropBlankLine removes the blank line above a row.
func dropBlankLine(p place) (edit, bool) {
	start := p.lineStart(p.at)
	if start == 0 {
		return edit{}, false
	}
	above := p.lineStart(start - 1)
	return edit{above, start, ""}, strings.TrimSpace(string(p.data[above:start])) == "" && strings.HasPrefix(p.rest(), "|")
}

// closeLabel puts the parenthesis at the end of a row's label.
func closeLabel(p place) (edit, bool) {
	if !strings.HasPrefix(p.rest(), "|") {
		return edit{}, false
	}
	label, _, ok := strings.Cut(p.rest()[1:], "|")
	end := p.at + 1 + len(strings.TrimRight(label, " "))
	return edit{end, end, ")"}, ok && strings.Count(label, "(") == 1 && !strings.Contains(label, ")")
}

// linkTarget returns where the target of the link at the place begins and
// ends, without what follows the file's path.
func (p place) linkTarget() (start, end int, ok bool) {
	i := strings.Index(p.rest(), "](")
	if i < 0 {
		return 0, 0, false
	}
	start = p.at + i + 2
	n := strings.IndexAny(string(p.data[start:p.lineEnd(start)]), ")#? ")
	return start, start + n, n > 0
}

// renameLink gives the file of a link the case that it has.
func renameLink(p place) (edit, bool) {
	start, end, ok := p.linkTarget()
	i := strings.LastIndex(p.message, ` is called "`)
	if !ok || i < 0 {
		return edit{}, false
	}
	name := strings.Trim(p.message[i+len(` is called "`):], `"`)
	target := string(p.data[start:end])
	return edit{end - len(name), end, name}, len(target) >= len(name) && strings.EqualFold(target[len(target)-len(name):], name)
}

func slashLink(p place) (edit, bool) {
	start, end, ok := p.linkTarget()
	if !ok {
		return edit{}, false
	}
	target := strings.ReplaceAll(string(p.data[start:end]), `\`, "/")
	return edit{start, end, strings.ReplaceAll(target, "//", "/")}, true
}

func extendLink(p place) (edit, bool) {
	start, end, ok := p.linkTarget()
	return edit{end, end, ".md"}, ok && end > start && p.data[end-1] != '/'
}
