package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// newParser returns a goldmark parser of blocks alone. Setext headings and
// indented code are left out: no page means them, and both would hide tables.
func newParser() parser.Parser {
	return parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	))
}

var blockParser = newParser()

// reader collects the blocks of one page.
type reader struct {
	doc *Doc
	src []byte // from the page body on
	off int    // offset of src in the page
}

func (d *Doc) readBlocks(body int) {
	r := &reader{doc: d, src: d.text.data[body:], off: body}
	root := blockParser.Parse(gmtext.NewReader(flatten(r.src)))
	r.walk(root, Block{})
}

// walk adds the blocks below n; in carries the List and Quote marks.
func (r *reader) walk(n ast.Node, in Block) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b := in
		switch c := c.(type) {
		case *ast.Heading:
			r.heading(c, b)
		case *ast.FencedCodeBlock:
			r.fence(c, b)
		case *ast.HTMLBlock:
			r.html(c, b)
		case *ast.ThematicBreak:
			b.Kind, b.Offset = Break, r.off+max(c.Pos(), 0)
			r.add(b)
		case *ast.Paragraph, *ast.TextBlock:
			r.paragraph(c.Lines(), b)
		case *ast.List:
			b.List = true
			r.walk(c, b)
		case *ast.Blockquote:
			b.Quote = true
			r.walk(c, b)
		default:
			r.walk(c, b)
		}
	}
}

func (r *reader) add(b Block) { r.doc.Blocks = append(r.doc.Blocks, b) }

// lines joins the segments of a block. Where they adjoin the text is not
// copied line by line.
func (r *reader) lines(s *gmtext.Segments) (string, int) {
	if s.Len() == 0 {
		return "", 0
	}
	first, last := s.At(0), s.At(s.Len()-1)
	var b strings.Builder
	b.Grow(last.Stop - first.Start)
	for i := range s.Len() {
		seg := s.At(i)
		b.Write(r.src[seg.Start:seg.Stop])
	}
	return b.String(), r.off + first.Start
}

func (r *reader) fence(n *ast.FencedCodeBlock, b Block) {
	b.Kind = Fence
	b.Text, b.Offset = r.lines(n.Lines())
	if n.Info != nil {
		b.Info = string(bytes.TrimSpace(r.src[n.Info.Segment.Start:n.Info.Segment.Stop]))
	}
	if b.Offset == 0 {
		b.Offset = r.off + max(n.Pos(), 0)
	}
	r.add(b)
}

func (r *reader) heading(n *ast.Heading, b Block) {
	raw, offset := r.lines(n.Lines())
	if offset == 0 {
		offset = r.off + max(n.Pos(), 0)
	}
	slug, rest := cutAnchor(raw)
	if slug != "" {
		r.doc.Translated = true
	}
	b.Offset, b.Text = offset, strings.TrimSpace(rest)
	if id, ok := tabID(b.Text); ok && n.Level == 1 {
		b.Kind, b.Slug = Tab, id
		r.add(b)
		return
	}
	if slug == "" {
		slug = Slug(b.Text)
	}
	b.Kind, b.Level, b.Slug = Heading, n.Level, slug
	r.add(b)
}

// html adds a raw HTML block: comments one by one, annotations read.
func (r *reader) html(n *ast.HTMLBlock, b Block) {
	start := n.Lines().At(0).Start
	end := n.Lines().At(n.Lines().Len() - 1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	s := string(r.src[start:end])
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

func (r *reader) rawHTML(s string, at int, b Block) {
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
func (r *reader) comment(s string, at int, b Block) {
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
	v, faults := loosejson.Parse([]byte(body))
	for _, f := range faults {
		r.doc.add(b.Offset+f.Offset, source.Warning, "annotation-json", "annotation is not valid JSON: %s", f.Message)
	}
	if v != nil && v.Kind == loosejson.Object {
		b.Kind, b.Note = Annotation, v
	}
	r.add(b)
}
