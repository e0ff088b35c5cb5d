package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// settleSections gives the sections of a translated page their kinds where
// neither an anchor nor the words of a heading tell them, going by what
// stands in them. Sections below the examples are none of these.
func (r *pageReader) settleSections() {
	if !r.isTranslated() {
		return
	}
	for _, kind := range [...]sectionKind{kindPermissions, kindHeaders, kindResponse, kindQuery, kindFunction} {
		if slices.ContainsFunc(r.sections, func(s section) bool { return s.kind == kind }) {
			continue
		}
		for i := range r.sections {
			s := &r.sections[i]
			if s.kind == kindExample || kind == kindQuery && s.kind == kindHeaders {
				break // what is about options behind the headers is a remark
			}
			if s.kind == kindOther && r.looksLike(kind, s.blocks) {
				s.kind = kind
				break
			}
		}
	}
	r.placeBody()
}

// placeBody takes the section between the headers and the response as that of
// the body, where no other is.
func (r *pageReader) placeBody() {
	headers := slices.IndexFunc(r.sections, func(s section) bool { return s.kind == kindHeaders })
	if headers < 0 || headers+2 >= len(r.sections) || r.sections[headers+2].kind != kindResponse {
		return
	}
	if s := &r.sections[headers+1]; s.kind == kindOther && !slices.ContainsFunc(r.sections, func(s section) bool { return s.kind == kindBody }) {
		s.kind = kindBody
	}
}

// looksLike reports whether blocks hold what a section of a kind does.
func (r *pageReader) looksLike(kind sectionKind, blocks []markdown.Block) bool {
	return slices.ContainsFunc(blocks, func(b markdown.Block) bool {
		switch {
		case kind == kindPermissions && b.Kind == markdown.Include:
			return strings.Contains(b.Target, "/permissions/")
		case kind == kindPermissions && b.Kind == markdown.Table:
			p := &permissionReader{pageReader: r, doc: r.doc}
			return p.accountsByPlace(b.Table) != nil && p.hasScope(b.Table.Rows[0])
		case kind == kindHeaders && b.Kind == markdown.Table:
			return slices.ContainsFunc(b.Table.Rows, func(row markdown.Row) bool { return isBearer(row.Cell(1)) || isBearer(row.Cell(2)) })
		case kind == kindQuery && (b.Kind == markdown.Paragraph || b.Kind == markdown.Table):
			return namesOption(&b)
		case kind == kindFunction && b.Kind == markdown.Table:
			return len(b.Table.Rows) > 0 && !slices.ContainsFunc(b.Table.Rows, func(row markdown.Row) bool { return !r.inFunction(row.Cell(0)) })
		case kind == kindResponse && b.Kind == markdown.Paragraph:
			return slices.ContainsFunc(tickedStatuses(b.Text), func(m mark) bool { return m.status < 400 })
		}
		return false
	})
}

// isBearer reports whether a text is the value of Authorization, of which a
// translation keeps one of the two words.
func isBearer(text string) bool {
	return strings.Contains(text, "Bearer") || strings.Contains(strings.ToLower(text), "{token}")
}

// namesOption reports whether a paragraph or table is about OData options.
func namesOption(b *markdown.Block) bool {
	if b.Kind == markdown.Table {
		return slices.ContainsFunc(b.Table.Rows, namesOptionRow)
	}
	isOption := func(s string) bool { return strings.HasPrefix(s, "$") && queryOption(s) != "" }
	return isAboutQueries(b.Text) || slices.ContainsFunc(markdown.Codes(b.Text), isOption)
}

// inFunction reports whether the path of a request has a function's parameter of
// this name.
func (r *pageReader) inFunction(name string) bool {
	name = markdown.Plain(name)
	return name != "" && slices.ContainsFunc(r.sections, func(s section) bool {
		return s.kind != kindExample && slices.ContainsFunc(s.blocks, func(b markdown.Block) bool {
			return b.Kind == markdown.Fence && (strings.Contains(b.Text, "("+name+"=") || strings.Contains(b.Text, ","+name+"="))
		})
	})
}
