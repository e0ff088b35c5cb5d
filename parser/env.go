package parser

import (
	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// pageEnv is what a page can't know by itself.
type pageEnv struct {
	// version is the version that the page's path names, or "".
	version string
	// include reads the file that the page or include file from names relative
	// to itself. It returns the file's path below api-reference/, and stays
	// inside the docs source.
	include func(from, rel string) (name string, data []byte, err error)
	*scratch
	// keep, where set, receives the blocks of the page.
	keep func(*markdown.Doc)
}

// parse reads the blocks of f. Where they are kept, the reader of the page
// works on a copy, since it drops blocks in place.
func (e *pageEnv) parse(f *source.File) *markdown.Doc {
	if e.scratch == nil {
		e.scratch = newScratch()
	}
	e.json.Reset()
	doc := e.markdown.Read(f)
	if e.keep == nil {
		englishSlugs(doc)
		return doc
	}
	e.keep(doc)
	own := *doc
	e.kept = append(e.kept[:0], doc.Blocks...)
	own.Blocks = e.kept
	englishSlugs(&own)
	return &own
}

// englishSlugs gives the usual headings of a translated page that lacks their
// anchors the slugs of the English ones.
func englishSlugs(doc *markdown.Doc) {
	loc := locale.Load()
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind != markdown.Heading {
			continue
		}
		if slug, ok := loc.Heading(trimRepeat(b.Slug)); ok {
			b.Slug, doc.Translated = slug, true
		}
	}
}

// Visit is one page as Load read it.
type Visit struct {
	File PageFile
	// Doc holds every block of the page, those of all tabs included. It must
	// neither be changed nor kept: the next page is read into its memory.
	Doc *markdown.Doc
	// Page is nil for the page of a resource. Facts that other pages settle
	// are still missing from Page and Resources.
	Page      *model.Page
	Resources []*model.Resource
	// Diagnostics are the faults of this page.
	Diagnostics source.List
}
