package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// Bounds of includes: how deep they may nest, and how many a page may have,
// so that files that include each other cost no more than that.
const (
	maxIncludeDepth = 4
	maxIncludes     = 100
)

// openInclude reads the file that an include of doc names; trail are the
// include files that led to doc, doc itself the last. It returns nil and
// reports the fault where there is none.
func (r *pageReader) openInclude(doc *markdown.Doc, b *markdown.Block, sev source.Severity, trail []string) *markdown.Doc {
	fail := func(sev source.Severity, code, format string, args ...any) *markdown.Doc {
		r.list.Add(doc.Pos(b.Offset), sev, code, format, args...)
		return nil
	}
	if r.includes++; r.includes > maxIncludes {
		if r.includes > maxIncludes+1 {
			return nil
		}
		return fail(source.Warning, "include-limit", "page has more than %d includes, the others are not read", maxIncludes)
	}
	if len(trail) >= maxIncludeDepth {
		return fail(source.Warning, "include-depth", "include %q is nested more than %d deep", b.Target, maxIncludeDepth)
	}
	if r.env.include == nil {
		return fail(sev, "include-missing", "include %q can't be read", b.Target)
	}
	name, data, err := r.env.include(doc.File.Name, b.Target)
	if err != nil {
		return fail(sev, "include-missing", "include %q can't be read: %v", b.Target, err)
	}
	if slices.Contains(trail, name) {
		return fail(source.Warning, "include-loop", "include %q leads back to a file that includes it", b.Target)
	}
	inner := markdown.Parse(source.NewFile(name, data))
	r.list = append(r.list, inner.Diagnostics...)
	return inner
}

// deprecationInclude reads the deprecation note that stands in a file of its
// own.
func (r *pageReader) deprecationInclude(b *markdown.Block) {
	inner := r.openInclude(r.doc, b, source.Info, nil)
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
