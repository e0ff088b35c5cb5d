package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// listsDerived are the words that links to derived types follow, near or in a
// list.
var listsDerived = [...]string{"derived types are", "derived types include", "derived types:", "following derived types"}

// namesDerived are the words that links to derived types follow at once.
var namesDerived = [...]string{"base type for", "base type of", "base class for", "base class of", "base resource for", "inherited by"}

// readDerived reads the derived types that the page of their base lists, as in
// "the derived types are [pen](pen.md) and [brush](brush.md)", in a list or
// table below such words, or below a heading.
func (r *resourceReader) readDerived() {
	r.derivedIn(r.parts[0].blocks, false)
	for i := range r.parts {
		if trimRepeat(r.parts[i].slug) == "derived-types" {
			r.derivedIn(r.parts[i].blocks, true)
		}
	}
}

// derivedIn reads derived types from blocks; open says that a list of them may
// follow.
func (r *resourceReader) derivedIn(blocks []markdown.Block, open bool) {
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind == markdown.Table:
			for k := 0; open && k < len(b.Table.Rows); k++ {
				r.addDerived(b.Table.Rows[k].Cell(0))
			}
			open = false
		case b.Kind == markdown.Paragraph && b.List:
			if open {
				r.addDerived(b.Text)
			}
		case b.Kind == markdown.Paragraph:
			open = r.derivedText(b.Text)
		}
	}
}

// derivedText reads the derived types that a paragraph names, and reports
// whether a list of them follows.
func (r *resourceReader) derivedText(text string) (open bool) {
	lower := lowerInPlace(text)
	for _, words := range listsDerived {
		open = r.derivedAfter(text, lower, words, false) || open
	}
	for _, words := range namesDerived {
		open = r.derivedAfter(text, lower, words, true) || open
	}
	return open
}

// derivedAfter reads the links between words and the end of their sentence.
// Where they have to be near, no other words may stand between.
func (r *resourceReader) derivedAfter(text, lower, words string, near bool) (open bool) {
	start := strings.Index(lower, words)
	if start < 0 {
		return false
	}
	start += len(words)
	end := len(text)
	if stop := strings.Index(text[start:], ". "); stop >= 0 {
		end = start + stop
	}
	first := true
	for _, l := range markdown.Links(text[:end], r.doc.Refs) {
		if l.Start < start {
			continue
		}
		between := strings.Trim(lower[start:l.Start], ": ")
		if near && first && between != "" && between != "the" && !strings.HasSuffix(between, "such as") {
			return false
		}
		first = false
		r.addDerivedLink(l)
	}
	return first && strings.HasSuffix(strings.TrimSpace(text), ":") && end == len(text)
}

// addDerived takes the first link of an item of a list or table.
func (r *resourceReader) addDerived(text string) {
	if l, ok := markdown.FirstLink(text, r.doc.Refs); ok && l.Start < 4 {
		r.addDerivedLink(l)
	}
}

func (r *resourceReader) addDerivedLink(l markdown.Link) {
	if strings.HasSuffix(l.Target, ".md") && isIdentifier(baseWord(l)) {
		r.derived = append(r.derived, l.Target)
	}
}
