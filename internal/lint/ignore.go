package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// ignoreMark starts a comment that accepts findings:
//
//	<!-- graphgen:ignore RULE reason -->
//
// Above the first section it speaks for the whole page, below a heading for
// that section.
const ignoreMark = "graphgen:ignore"

// ignore is one such comment.
type ignore struct {
	rule, reason string
	pos          source.Pos
	from, to     int // the lines that it covers; to is zero for "to the end"
}

// span is what such a comment covers. Several may cover the same.
type span struct {
	page     int // place among the pages
	rule     string
	from, to int
}

func (s span) covers(line int) bool { return line >= s.from && (s.to == 0 || line < s.to) }

// spans returns the spans of a page that comments with a reason cover, without
// repeats and by rule. Those of a rule are in page order, and only the first,
// which may be that of the whole page, overlaps another.
func (l *linter) spans(page int) map[string][]span {
	byRule := map[string][]span{}
	for _, ig := range l.pages[page].ignores {
		s, had := ig.span(page), byRule[ig.rule]
		if ig.reason != "" && (len(had) == 0 || had[len(had)-1] != s) {
			byRule[ig.rule] = append(had, s)
		}
	}
	return byRule
}

func (i *ignore) span(page int) span { return span{page, i.rule, i.from, i.to} }

func isIgnore(b markdown.Block) bool {
	return b.Kind == markdown.Comment && strings.Contains(b.Text, ignoreMark)
}

// readIgnores collects the comments that accept findings.
func (p *page) readIgnores() {
	if !slices.ContainsFunc(p.Doc.Blocks, isIgnore) {
		return
	}
	section, open := 0, 0
	for i := range p.Doc.Blocks {
		b := &p.Doc.Blocks[i]
		switch b.Kind {
		case markdown.Heading:
			if b.Level == 1 {
				continue
			}
			section = p.Doc.Pos(b.Offset).Line
			for ; open < len(p.ignores); open++ {
				if p.ignores[open].from > 0 {
					p.ignores[open].to = section
				}
			}
		case markdown.Comment:
			if _, text, ok := strings.Cut(b.Text, ignoreMark); ok {
				ig := ignore{pos: p.Doc.Pos(b.Offset), from: section}
				if words := strings.Fields(text); len(words) > 0 {
					ig.rule, ig.reason = words[0], strings.Join(words[1:], " ")
				}
				p.ignores = append(p.ignores, ig)
			}
		}
	}
}
