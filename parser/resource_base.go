package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// readBase reads the base type from a sentence such as "Inherits from
// [policy](policy.md)", where the annotation names none but the root.
func (r *resourceReader) readBase() {
	if r.main.BaseType != "" && r.main.BaseType != rootEntity {
		return
	}
	for i := range r.parts {
		if r.readBaseIn(r.parts[i].blocks) {
			return
		}
	}
}

// readBaseIn reports whether one of the blocks names the base type.
func (r *resourceReader) readBaseIn(blocks []markdown.Block) bool {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markdown.Paragraph || strings.IndexByte(b.Text, '[') < 0 {
			continue
		}
		if l, ok := r.baseLink(b.Text); ok {
			r.main.BaseType, r.baseTarget = r.typeOfLink(l), l.Target
			return true
		}
	}
	return false
}

// readOpen reads from the title and the text above the first section that the
// type takes properties that its page does not list.
func (r *resourceReader) readOpen() {
	for i := range r.parts[0].blocks {
		b := &r.parts[0].blocks[i]
		if b.Kind != markdown.Paragraph && b.Kind != markdown.Heading {
			continue
		}
		text := strings.ReplaceAll(lowerInPlace(markdown.Plain(b.Text)), "_", "")
		for _, words := range [...]string{"is an open type", "(open type)", "this open type", "untyped properties"} {
			r.main.OpenType = r.main.OpenType || strings.Contains(text, words)
		}
		r.main.OpenType = r.main.OpenType || strings.HasPrefix(text, "an open type ")
	}
}

// baseLink returns the link that follows the words for "inherits from"; that
// before them where the sentence ends with the words.
func (r *resourceReader) baseLink(text string) (markdown.Link, bool) {
	const near = 30
	lower := lowerInPlace(text)
	for _, words := range r.words.Inherits {
		at := strings.Index(lower, words)
		if at < 0 {
			continue
		}
		end := at + len(words)
		for _, l := range markdown.Links(text, r.doc.Refs) {
			if !strings.HasSuffix(l.Target, ".md") || !isIdentifier(baseWord(l)) {
				continue
			}
			after := l.Start >= end && l.Start <= end+near && strings.IndexByte(text[end:l.Start], ',') < 0 // "subtype of this, either [x]"
			before := r.isTranslated() && l.End <= at && l.End+near >= at
			if after || before {
				return l, true
			}
		}
	}
	return markdown.Link{}, false
}

// baseWord is the name that the target of a link ends with.
func baseWord(l markdown.Link) string {
	base := baseName(l.Target)
	return base[strings.LastIndexByte(base, '-')+1:]
}
