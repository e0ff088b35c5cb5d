package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser returns a goldmark parser of blocks alone. Setext headings and
// indented code are left out: no page means them, and both would hide tables.
//
// It builds no tree of the page. Blocks that hold no others go to the Reader
// as soon as they are complete, and out of the tree: goldmark would look for
// inline marks in them, which this package reads itself where they matter.
func newParser() parser.Parser {
	return parser.NewParser(parser.WithParagraphTransformers(util.Prioritized(untrimmed{}, 100)), parser.WithBlockParsers(
		util.Prioritized(leaf{parser.NewThematicBreakParser()}, 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(leaf{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(leaf{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(leaf{comments{parser.NewHTMLBlockParser()}}, 900),
		util.Prioritized(paragraphs{parser.NewParagraphParser()}, 1000),
	))
}

var blockParser = newParser()

// leaf is the parser of a block that holds no others.
type leaf struct{ parser.BlockParser }

// Close hands over the block.
func (p leaf) Close(n ast.Node, reader gmtext.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	take(n, pc)
}

// comments is the parser of HTML blocks. Nearly all of them are comments, which
// goldmark finds by the third of its regular expressions.
type comments struct{ parser.BlockParser }

// Open opens the block of a comment as goldmark's parser does.
func (p comments) Open(parent ast.Node, reader gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if !bytes.HasPrefix(line, commentOpen) {
		return p.BlockParser.Open(parent, reader, pc)
	}
	n := pc.(*context).comment()
	reader.AdvanceToEOL()
	n.Lines().Append(segment)
	return n, parser.NoChildren
}

var commentOpen = []byte("<!--")

// paragraphs is the parser of paragraphs.
type paragraphs struct{ parser.BlockParser }

// Open opens a paragraph as goldmark's parser does.
func (paragraphs) Open(_ ast.Node, reader gmtext.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	n := pc.(*context).paragraph()
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// CanAcceptIndentedLine says that a paragraph may be indented as far as it
// likes. goldmark stops at a line that no parser takes.
func (paragraphs) CanAcceptIndentedLine() bool { return true }

// untrimmed hands over paragraphs before goldmark trims their lines.
type untrimmed struct{}

// Transform hands over the paragraph.
func (untrimmed) Transform(n *ast.Paragraph, _ gmtext.Reader, pc parser.Context) { take(n, pc) }

// take gives a block to the Reader and drops it from the tree. In a list item
// something takes its place, as an item without content ends its list.
func take(n ast.Node, pc parser.Context) {
	c := pc.(*context)
	c.reader.leaf(n)
	parent := n.Parent()
	if parent.Kind() != ast.KindDocument {
		parent.ReplaceChild(parent, n, &taken{})
		return
	}
	parent.RemoveChild(parent, n)
	c.release(n)
}

// taken stands in for a block that the Reader has.
type taken struct{ ast.BaseBlock }

var kindTaken = ast.NewNodeKind("Taken")

func (*taken) Kind() ast.NodeKind              { return kindTaken }
func (*taken) IsRaw() bool                     { return true }
func (n *taken) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// context is goldmark's record of a page, used for page after page.
type context struct {
	parser.Context
	reader *Reader
	store  []any

	// nodes that may be used again
	freeParagraphs []*ast.Paragraph
	freeComments   []*ast.HTMLBlock
}

func newContext(r *Reader) *context {
	return &context{Context: parser.NewContext(), reader: r, store: make([]any, parser.ContextKeyMax+1)}
}

func (c *context) Get(key parser.ContextKey) any        { return c.store[key] }
func (c *context) Set(key parser.ContextKey, value any) { c.store[key] = value }

func (c *context) ComputeIfAbsent(key parser.ContextKey, f func() any) any {
	if c.store[key] == nil {
		c.store[key] = f()
	}
	return c.store[key]
}

// paragraph returns a new paragraph.
func (c *context) paragraph() *ast.Paragraph {
	last := len(c.freeParagraphs) - 1
	if last < 0 {
		return ast.NewParagraph()
	}
	n := c.freeParagraphs[last]
	c.freeParagraphs = c.freeParagraphs[:last]
	return n
}

// comment returns a new HTML block that is a comment.
func (c *context) comment() *ast.HTMLBlock {
	last := len(c.freeComments) - 1
	if last < 0 {
		return ast.NewHTMLBlock(ast.HTMLBlockType2)
	}
	n := c.freeComments[last]
	c.freeComments = c.freeComments[:last]
	return n
}

// release makes a node ready to be used again. The memory for its lines stays.
func (c *context) release(n ast.Node) {
	lines := n.Lines()
	switch n := n.(type) {
	case *ast.Paragraph:
		*n = *ast.NewParagraph()
		c.freeParagraphs = append(c.freeParagraphs, n)
	case *ast.HTMLBlock:
		*n = *ast.NewHTMLBlock(ast.HTMLBlockType2)
		c.freeComments = append(c.freeComments, n)
	default:
		return
	}
	lines.SetSliced(0, 0)
	n.SetLines(lines)
}

// inside returns whether a block is part of a list and of a quote.
func inside(n ast.Node) (list, quote bool) {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.Kind() {
		case ast.KindList:
			list = true
		case ast.KindBlockquote:
			quote = true
		}
	}
	return list, quote
}
