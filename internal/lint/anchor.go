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
	for i := range p.Doc.Blocks {
		if b := &p.Doc.Blocks[i]; b.Kind == markdown.Heading {
			p.addSlug(b.Slug)
			if p.Doc.Translated {
				p.addSlug(markdown.Slug(b.Text))
			}
		}
	}
}

// hasMark reports whether a tag of the page sets the anchor. Few links lead to
// such a place, so that no page is searched before one does.
func hasMark(data []byte, anchor string) bool {
	for _, mark := range []string{"<a name=", "<a id=", ` id="`} {
		for rest := data; ; {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			rest = bytes.TrimLeft(rest[i+len(mark):], `"'`)
			value := rest[:min(len(rest), 200)]
			if end := bytes.IndexAny(value, "\"'>\n"); end > 0 && foldAnchor(string(value[:end])) == anchor {
				return true
			}
		}
	}
	return false
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
