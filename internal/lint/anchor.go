package lint

import (
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// anchorLink is a link to a place on another page.
type anchorLink struct {
	target, anchor string
	pos            source.Pos
}

// readAnchors collects the places of the page that a link may lead to.
func (p *page) readAnchors() {
	p.anchors = make(map[string]bool, 12)
	for i := range p.Doc.Blocks {
		if b := &p.Doc.Blocks[i]; b.Kind == markdown.Heading {
			p.addSlug(b.Slug)
			if p.Doc.Translated {
				p.addSlug(markdown.Slug(b.Text))
			}
		}
	}
	s := string(p.Doc.File.Data)
	for _, mark := range []string{` name="`, ` id="`, ` name='`, ` id='`} {
		for rest := s; ; {
			_, after, ok := strings.Cut(rest, mark)
			if !ok {
				break
			}
			value, tail, ok := strings.Cut(after, mark[len(mark)-1:])
			if !ok {
				break
			}
			if len(value) < 200 {
				p.anchors[foldAnchor(value)] = true
			}
			rest = tail
		}
	}
}

// addSlug adds the anchor of a heading; a repeated one gets a number.
func (p *page) addSlug(slug string) {
	slug = foldAnchor(slug)
	name := slug
	for n := 1; p.anchors[name]; n++ {
		name = slug + "-" + strconv.Itoa(n)
	}
	p.anchors[name] = true
}

// foldAnchor makes anchors comparable: the sites that show the pages differ
// in case and in runs of hyphens.
func foldAnchor(s string) string {
	s = strings.ToLower(s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return strings.Trim(s, "-")
}
