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

func (i ignore) covers(f *Finding) bool {
	return i.rule == f.Rule && f.Pos.Line >= i.from && (i.to == 0 || f.Pos.Line < i.to)
}

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
