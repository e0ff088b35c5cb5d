package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// maxIncludeDepth bounds includes that include each other.
const maxIncludeDepth = 4

// openInclude reads the file that an include names. It returns nil and
// reports the fault where there is none.
func (r *pageReader) openInclude(doc *markdown.Doc, b *markdown.Block, sev source.Severity, depth int) *markdown.Doc {
	if depth > maxIncludeDepth {
		r.list.Add(doc.Pos(b.Offset), source.Warning, "include-depth", "include %q is nested more than %d deep", b.Target, maxIncludeDepth)
		return nil
	}
	if r.env.include == nil {
		r.list.Add(doc.Pos(b.Offset), sev, "include-missing", "include %q can't be read", b.Target)
		return nil
	}
	name, data, err := r.env.include(b.Target)
	if err != nil {
		r.list.Add(doc.Pos(b.Offset), sev, "include-missing", "include %q can't be read: %v", b.Target, err)
		return nil
	}
	inner := markdown.Parse(source.NewFile(name, data))
	r.list = append(r.list, inner.Diagnostics...)
	return inner
}

// deprecationInclude reads the deprecation note that stands in a file of its
// own.
func (r *pageReader) deprecationInclude(b *markdown.Block) {
	inner := r.openInclude(r.doc, b, source.Info, 0)
	if inner == nil {
		r.page.Deprecated = strings.ReplaceAll(b.Text, "-", " ")
		return
	}
	for i := range inner.Blocks {
		if inner.Blocks[i].Kind == markdown.Paragraph {
			r.page.Deprecated = markdown.Plain(trimAlert(inner.Blocks[i].Text))
			return
		}
	}
}
