package markdown

import (
	"strings"

	gmtext "github.com/yuin/goldmark/text"
)

// paragraph splits the lines of a goldmark paragraph into the blocks that the
// pages run together: text, tables, includes and reference definitions.
func (r *reader) paragraph(s *gmtext.Segments, b Block) {
	p := &lineSplitter{reader: r, proto: b, lines: make([]textLine, 0, s.Len()+8)}
	for i := range s.Len() {
		at := s.At(i).Start
		for line := range strings.Lines(r.src[at:s.At(i).Stop]) {
			p.lines = append(p.lines, textLine{strings.TrimSuffix(line, "\n"), r.off + at})
			at += len(line)
		}
	}
	p.split()
}

// text adds raw text, found inside an HTML block, as a paragraph.
func (r *reader) text(s string, offset int, b Block) {
	p := &lineSplitter{reader: r, proto: b}
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
	*reader
	proto Block
	lines []textLine
	text  []textLine // collected lines of running text
}

func (p *lineSplitter) split() {
	for i := 0; i < len(p.lines); {
		if n := p.table(i); n > 0 {
			i += n
			continue
		}
		l := p.lines[i]
		switch {
		case p.include(l):
		case p.reference(l.text):
		default:
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
		b.Text = strings.TrimRight(p.text[0].text, " \t")
		p.text = p.text[:0]
		p.add(b)
		return
	}
	parts := make([]string, len(p.text))
	for i, l := range p.text {
		parts[i] = strings.TrimRight(l.text, " \t")
	}
	b.Text = strings.Join(parts, "\n")
	p.text = p.text[:0]
	p.add(b)
}

// include adds the include directive that l holds, if it does.
func (p *lineSplitter) include(l textLine) bool {
	i := strings.Index(l.text, "[!INCLUDE")
	if i < 0 {
		i = strings.Index(l.text, "[!include")
	}
	if i < 0 {
		return false
	}
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
