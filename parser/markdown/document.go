package markdown

import (
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/source"
)

// Kind tells the blocks of a Doc apart.
type Kind int

// The kinds of block.
const (
	Heading    Kind = iota + 1 // an ATX heading; Level, Slug and Text are set
	Paragraph                  // running text, Markdown kept
	Table                      // a pipe table
	Fence                      // a fenced code block; Info and Text are set
	Annotation                 // an HTML comment that holds a JSON object
	Comment                    // any other HTML comment
	HTML                       // any other raw HTML
	Break                      // a thematic break, which closes a tab group
	Tab                        // a tab heading such as "# [HTTP](#tab/http)"; Slug is "http"
	Include                    // an [!INCLUDE] line; Text is its label, Target its path
)

// Block is one block of a page.
type Block struct {
	Kind   Kind
	Level  int    // of a Heading
	Slug   string // of a Heading: its English slug; of a Tab: its id
	Text   string // Markdown of a Heading or Paragraph, content of a Fence, source of Comment and HTML
	Info   string // of a Fence: the info string
	Target string // of an Include: the path as written
	List   bool   // a Paragraph inside a list item
	Quote  bool   // a block inside a quote

	Table *TableData       // of a Table
	Note  *loosejson.Value // of an Annotation

	// Offset is where the block's text begins; Doc.Pos turns it into a place.
	Offset int
}

// Doc is one page as blocks.
type Doc struct {
	File *source.File
	// Front holds the front matter in page order.
	Front []Field
	// Blocks holds the page in document order.
	Blocks []Block
	// Refs maps the labels of link reference definitions, lower case, to their
	// targets.
	Refs map[string]string
	// Bilingual is true where the page pairs translated with English text.
	Bilingual bool
	// Translated is true where headings carry English anchors, as every
	// localised page does.
	Translated bool
	// Diagnostics are the faults found while reading the blocks.
	Diagnostics source.List

	text text
}

// Field is one key of the front matter.
type Field struct {
	Key, Value string
	Offset     int
}

// FrontValue returns the value of the front matter's key, or "".
func (d *Doc) FrontValue(key string) string {
	for _, f := range d.Front {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// Pos turns an offset of a block into a place in the file.
func (d *Doc) Pos(offset int) source.Pos {
	return d.File.Pos(d.text.origin(offset))
}

// Origin turns an offset of a block into an offset in the file's bytes.
func (d *Doc) Origin(offset int) int { return d.text.origin(offset) }

func (d *Doc) add(offset int, sev source.Severity, code, format string, args ...any) {
	d.Diagnostics.Add(d.Pos(offset), sev, code, format, args...)
}

// Parse reads f. It never fails: what it can't read becomes a diagnostic, and
// the rest of the page is still read.
func Parse(f *source.File) *Doc { return NewReader().Read(f) }

// Reader reads pages one after another into the same memory: a Doc that it
// returns is valid until it reads the next page. It is for one goroutine.
type Reader struct {
	doc *Doc
	src string // the page from its body on; blocks hold parts of it
	off int    // offset of src in the page

	context      *context
	lines        []byte  // what goldmark reads
	front        []Field // what the last page needed
	blocks       []Block
	slugs        map[string]string // of headings
	tables       slab[TableData]
	rows         slab[Row]
	cells        slab[Cell]
	notes        loosejson.Reader
	lineSplitter lineSplitter
}

// NewReader returns a Reader.
func NewReader() *Reader {
	r := &Reader{slugs: map[string]string{}}
	r.context = newContext(r)
	r.lineSplitter.Reader = r
	return r
}

// Read reads f as Parse does.
func (r *Reader) Read(f *source.File) *Doc {
	d := &Doc{File: f, text: text{data: string(f.Data)}, Front: r.front[:0], Blocks: r.blocks[:0]}
	r.doc, r.lineSplitter.text = d, r.lineSplitter.text[:0]
	r.tables.reset()
	r.rows.reset()
	r.cells.reset()
	r.notes.Reset()
	d.checkBytes()
	d.text.removeCarriageReturns()
	d.undoPairs()
	body := d.readFrontMatter()
	d.repair(body)
	r.readBlocks(body)
	r.front, r.blocks = d.Front, d.Blocks
	return d
}
