package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// readBlocks reads the page from its body on.
func (r *Reader) readBlocks(body int) {
	r.src, r.off = r.doc.text.data[body:], body
	var cut int
	if r.lines, cut = compact(r.lines[:0], r.src); cut >= 0 {
		r.doc.add(body+cut, source.Warning, "nesting-deep", "quotes and lists are nested more than %d deep", maxNesting)
	}
	clear(r.context.store)
	blockParser.Parse(gmtext.NewReader(r.lines), parser.WithContext(r.context))
}

// leaf adds what a block without others in it holds.
func (r *Reader) leaf(n ast.Node) {
	var b Block
	b.List, b.Quote = inside(n)
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n, b)
	case *ast.FencedCodeBlock:
		r.fence(n, b)
	case *ast.HTMLBlock:
		r.html(n, b)
	case *ast.ThematicBreak:
		b.Kind, b.Offset = Break, r.off+max(n.Pos(), 0)
		r.add(b)
	case *ast.Paragraph:
		r.paragraph(n.Lines(), b)
	}
}

func (r *Reader) add(b Block) { r.doc.Blocks = append(r.doc.Blocks, b) }

// content joins the segments of a block; adjoining ones are not copied.
func (r *Reader) content(s *gmtext.Segments) (string, int) {
	if s.Len() == 0 {
		return "", 0
	}
	start, end := s.At(0).Start, s.At(0).Stop
	for i := 1; i < s.Len(); i++ {
		if s.At(i).Start != end {
			return r.join(s), r.off + start
		}
		end = s.At(i).Stop
	}
	return r.src[start:end], r.off + start
}

func (r *Reader) join(s *gmtext.Segments) string {
	var b strings.Builder
	for i := range s.Len() {
		b.WriteString(r.src[s.At(i).Start:s.At(i).Stop])
	}
	return b.String()
}

func (r *Reader) fence(n *ast.FencedCodeBlock, b Block) {
	b.Kind = Fence
	b.Text, b.Offset = r.content(n.Lines())
	if n.Info != nil {
		b.Info = strings.TrimSpace(r.src[n.Info.Segment.Start:n.Info.Segment.Stop])
	}
	if b.Offset == 0 {
		b.Offset = r.off + max(n.Pos(), 0)
	}
	r.add(b)
}

func (r *Reader) heading(n *ast.Heading, b Block) {
	raw, offset := r.content(n.Lines())
	if offset == 0 {
		offset = r.off + max(n.Pos(), 0)
	}
	slug, rest := cutAnchor(raw)
	if slug != "" {
		r.doc.Translated = true
	}
	b.Offset, b.Text = offset, strings.TrimSpace(rest)
	if n.Level == 1 {
		if id, ok := tabID(b.Text); ok {
			b.Kind, b.Slug = Tab, id
			r.add(b)
			return
		}
	}
	if slug == "" {
		slug = r.slug(b.Text)
	}
	b.Kind, b.Level, b.Slug = Heading, n.Level, slug
	r.add(b)
}

// maxSlugs is how many slugs a Reader knows by heart.
const maxSlugs = 1000

// slug is Slug, which it knows of the headings that many pages share.
func (r *Reader) slug(heading string) string {
	if slug, ok := r.slugs[heading]; ok {
		return slug
	}
	slug := Slug(heading)
	if len(r.slugs) < maxSlugs && len(heading) < 40 {
		r.slugs[strings.Clone(heading)] = slug
	}
	return slug
}

// html adds a raw HTML block: comments one by one, annotations read.
func (r *Reader) html(n *ast.HTMLBlock, b Block) {
	start := n.Lines().At(0).Start
	end := n.Lines().At(n.Lines().Len() - 1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	s := r.src[start:end]
	for at := 0; at < len(s); {
		i := strings.Index(s[at:], "<!--")
		if i < 0 {
			r.rawHTML(s[at:], start+at, b)
			return
		}
		r.rawHTML(s[at:at+i], start+at, b)
		at += i
		stop := strings.Index(s[at:], "-->")
		if stop < 0 {
			stop = len(s) - at
		}
		r.comment(strings.TrimSuffix(s[at+4:at+max(stop, 4)], "-->"), start+at+4, b)
		at = min(at+stop+3, len(s))
	}
}

func (r *Reader) rawHTML(s string, at int, b Block) {
	if strings.TrimSpace(s) == "" {
		return
	}
	if strings.Contains(s, "|") || !strings.HasPrefix(strings.TrimSpace(s), "<") || inlineTag(s) {
		r.text(s, r.off+at, b)
		return
	}
	b.Kind, b.Text, b.Offset = HTML, s, r.off+at
	r.add(b)
}

// comment reads a comment that starts with "{" as an annotation.
func (r *Reader) comment(s string, at int, b Block) {
	open := strings.IndexFunc(s, func(c rune) bool { return c != ' ' && c != '\t' && c != '\n' })
	b.Kind, b.Text, b.Offset = Comment, s, r.off+at
	if open < 0 || s[open] != '{' {
		r.add(b)
		return
	}
	b.Offset += open
	body := s[open:]
	if strings.Contains(body, "&quot;") {
		r.doc.add(b.Offset, source.Warning, "annotation-escaped-quotes", "annotation writes its quotes as &quot;")
		body = strings.ReplaceAll(body, "&quot;", `"`)
	}
	v, faults := r.notes.Read(body)
	for _, f := range faults {
		r.doc.add(b.Offset+f.Offset, source.Warning, "annotation-json", "annotation is not valid JSON: %s", f.Message)
	}
	if v != nil && v.Kind == loosejson.Object {
		b.Kind, b.Note = Annotation, v
	}
	r.add(b)
}
