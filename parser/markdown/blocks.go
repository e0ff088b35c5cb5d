package markdown

import (
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
	return parser.NewParser(parser.WithParagraphTransformers(util.Prioritized(rawParagraphs{}, 100)), parser.WithBlockParsers(
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

// rawParagraphs makes goldmark leave the lines of paragraphs alone: it would
// make a node of every line, and this package reads the lines itself.
type rawParagraphs struct{}

func (rawParagraphs) Transform(n *ast.Paragraph, _ gmtext.Reader, _ parser.Context) {
	raw := &rawParagraph{}
	raw.SetLines(n.Lines())
	n.Parent().ReplaceChild(n.Parent(), n, raw)
}

type rawParagraph struct{ ast.BaseBlock }

var kindRawParagraph = ast.NewNodeKind("RawParagraph")

func (*rawParagraph) Kind() ast.NodeKind              { return kindRawParagraph }
func (*rawParagraph) IsRaw() bool                     { return true }
func (n *rawParagraph) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// reader collects the blocks of one page.
type reader struct {
	doc *Doc
	src string // from the page body on; blocks hold parts of it
	off int    // offset of src in the page
}

func (d *Doc) readBlocks(body int) {
	data := d.text.data[body:]
	r := &reader{doc: d, src: string(data), off: body}
	lines := compact(data)
	if cut := flatten(lines); cut >= 0 {
		d.add(body+cut, source.Warning, "nesting-deep", "quotes and lists are nested more than %d deep", maxNesting)
	}
	root := blockParser.Parse(gmtext.NewReader(lines))
	d.Blocks = make([]Block, 0, 2*root.ChildCount())
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
		case *rawParagraph:
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

// lines joins the segments of a block; adjoining ones are not copied.
func (r *reader) lines(s *gmtext.Segments) (string, int) {
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

func (r *reader) join(s *gmtext.Segments) string {
	var b strings.Builder
	for i := range s.Len() {
		b.WriteString(r.src[s.At(i).Start:s.At(i).Stop])
	}
	return b.String()
}

func (r *reader) fence(n *ast.FencedCodeBlock, b Block) {
	b.Kind = Fence
	b.Text, b.Offset = r.lines(n.Lines())
	if n.Info != nil {
		b.Info = strings.TrimSpace(r.src[n.Info.Segment.Start:n.Info.Segment.Stop])
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
