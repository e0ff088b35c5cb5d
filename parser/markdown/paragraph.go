package markdown

import (
	"strings"

	gmtext "github.com/yuin/goldmark/text"
)

// paragraph splits the lines of a goldmark paragraph into the blocks that the
// pages run together: text, tables, includes and reference definitions.
func (r *Reader) paragraph(s *gmtext.Segments, b Block) {
	p := &r.lineSplitter
	p.proto, p.lines = b, p.lines[:0]
	for i := range s.Len() {
		p.addLines(r.src[s.At(i).Start:s.At(i).Stop], r.off+s.At(i).Start)
	}
	p.split()
}

// text adds raw text, found inside an HTML block, as a paragraph.
func (r *Reader) text(s string, offset int, b Block) {
	p := &r.lineSplitter
	p.proto, p.lines = b, p.lines[:0]
	for _, t := range strings.SplitAfter(s, "\n") {
		if strings.TrimSpace(t) != "" {
			p.lines = append(p.lines, textLine{strings.TrimRight(t, "\n"), offset})
		}
		offset += len(t)
	}
	p.split()
}

type textLine struct {
	text   string
	offset int
}

type lineSplitter struct {
	*Reader
	proto Block
	lines []textLine
	text  []textLine // collected lines of running text

	scratch []Cell // of the row that is read
}

// addLines adds the lines of a text that stands at offset.
func (p *lineSplitter) addLines(s string, offset int) {
	for s != "" {
		line, next := s, len(s)
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			line, next = s[:i], i+1
		}
		p.lines = append(p.lines, textLine{line, offset})
		s, offset = s[next:], offset+next
	}
}

func (p *lineSplitter) split() {
	for i := 0; i < len(p.lines); {
		if n := p.table(i); n > 0 {
			i += n
			continue
		}
		l := p.lines[i]
		if bracket := strings.IndexByte(l.text, '['); bracket < 0 || !p.include(l, bracket) && !p.reference(l.text) {
			p.text = append(p.text, l)
		}
		i++
	}
	p.flush()
}

// flush adds the running text collected so far.
func (p *lineSplitter) flush() {
	if len(p.text) == 0 {
		return
	}
	b := p.proto
	b.Kind, b.Offset = Paragraph, p.text[0].offset
	if len(p.text) == 1 {
		b.Text = trimBlanksRight(p.text[0].text)
		p.text = p.text[:0]
		p.add(b)
		return
	}
	parts := make([]string, len(p.text))
	for i, l := range p.text {
		parts[i] = trimBlanksRight(l.text)
	}
	b.Text = strings.Join(parts, "\n")
	p.text = p.text[:0]
	p.add(b)
}

// include adds the include directive that l holds, if it does; its first
// bracket stands at from.
func (p *lineSplitter) include(l textLine, from int) bool {
	i := strings.Index(l.text[from:], "[!INCLUDE")
	if i < 0 {
		i = strings.Index(l.text[from:], "[!include")
	}
	if i < 0 {
		return false
	}
	i += from
	rest := l.text[i+len("[!INCLUDE"):]
	open := strings.Index(rest, "](")
	if open < 0 {
		return false
	}
	end := strings.IndexByte(rest[open:], ')')
	if end < 0 {
		return false
	}
	if head := strings.Trim(l.text[:i], " \t>"); head != "" {
		p.text = append(p.text, textLine{l.text[:i], l.offset})
	}
	p.flush()
	b := p.proto
	b.Kind, b.Offset = Include, l.offset+i
	b.Text = strings.Trim(rest[:open], " [")
	b.Target = strings.TrimSpace(rest[open+2 : open+end])
	p.add(b)
	if tail := strings.Trim(rest[open+end+1:], " ]\t"); tail != "" {
		p.text = append(p.text, textLine{tail, l.offset + len(l.text) - len(tail)})
	}
	return true
}

// reference keeps a link reference definition such as "[user]: user.md".
func (p *lineSplitter) reference(s string) bool {
	s = strings.TrimSpace(s)
	if !strings.HasPrefix(s, "[") {
		return false
	}
	label, target, ok := strings.Cut(s[1:], "]:")
	if !ok || strings.ContainsAny(label, "[]") || strings.HasPrefix(label, "!") {
		return false
	}
	fields := strings.Fields(target)
	if len(fields) == 0 {
		return false
	}
	if p.doc.Refs == nil {
		p.doc.Refs = map[string]string{}
	}
	key := strings.ToLower(strings.TrimSpace(label))
	if _, seen := p.doc.Refs[key]; !seen {
		p.doc.Refs[key] = strings.Trim(fields[0], "<>")
	}
	return true
}
