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
	d, ok := findDirective(l.text, from)
	if !ok {
		return false
	}
	if head := strings.Trim(l.text[:d.start], " \t>"); head != "" {
		p.text = append(p.text, textLine{l.text[:d.start], l.offset})
	}
	p.flush()
	b := p.proto
	b.Kind, b.Offset = Include, l.offset+d.start
	b.Text, b.Target = d.label, d.target
	p.add(b)
	if tail := strings.Trim(l.text[d.end:], " ]\t"); tail != "" {
		p.text = append(p.text, textLine{tail, l.offset + len(l.text) - len(tail)})
	}
	return true
}

// directive is an include directive of a line.
type directive struct {
	start, end    int
	label, target string
}

// findDirective finds "[!INCLUDE [label](target)]" from an offset of a line.
// Translators change the word, and the signs around it; what leads to a file
// of an includes folder is still an include.
func findDirective(line string, from int) (d directive, ok bool) {
	d.start, d.label = findMark(line, from)
	if d.start < 0 {
		return d, false
	}
	open := strings.IndexByte(d.label, ']')
	if open < 0 {
		return d, false
	}
	rest := strings.TrimLeft(d.label[open+1:], " ")
	end := strings.IndexByte(rest, ')')
	if !strings.HasPrefix(rest, "(") || end < 0 {
		return d, false
	}
	d.end = len(line) - len(rest) + end + 1
	target, _, _ := strings.Cut(rest[1:end], ` "`)
	d.target = strings.TrimSpace(target)
	word, label, bracket := strings.Cut(d.label[:open], "[")
	d.label = strings.TrimSpace(label)
	if strings.EqualFold(strings.Trim(word, " -\\"), "include") {
		return d, bracket
	}
	return d, bracket && strings.HasSuffix(d.target, ".md") && (strings.Contains(d.target, "includes/") || strings.Contains(d.target, `includes\`))
}

// findMark finds the sign that opens a directive, and returns what follows it.
func findMark(line string, from int) (at int, rest string) {
	for _, mark := range [...]string{"[!", "[！"} {
		if i := strings.Index(line[from:], mark); i >= 0 {
			return from + i, line[from+i+len(mark):]
		}
	}
	return -1, ""
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
