package lint

import (
	"bytes"
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
	repeats := map[string]int{}
	for i := range p.Doc.Blocks {
		if b := &p.Doc.Blocks[i]; b.Kind == markdown.Heading {
			p.addSlug(b.Slug, repeats)
			if p.Doc.Translated {
				p.addSlug(markdown.Slug(b.Text), repeats)
			}
		}
	}
}

// marksOf returns the anchors that tags of a page set. Few links lead to such a
// place, so that no page is searched before one does.
func marksOf(data []byte) map[string]bool {
	marks := map[string]bool{}
	for _, mark := range []string{"<a name=", "<a id=", ` id="`} {
		for rest := data; ; {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			rest = bytes.TrimLeft(rest[i+len(mark):], `"'`)
			value := rest[:min(len(rest), 200)]
			if end := bytes.IndexAny(value, "\"'>\n"); end > 0 {
				marks[foldAnchor(string(value[:end]))] = true
			}
		}
	}
	return marks
}

// addSlug adds the anchor of a heading; a repeated one gets a number, the last
// of which repeats keeps.
func (p *page) addSlug(slug string, repeats map[string]int) {
	slug = foldAnchor(slug)
	name := slug
	for p.anchors[name] {
		repeats[slug]++
		name = slug + "-" + strconv.Itoa(repeats[slug])
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
