package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkHeadings checks the headings of the page among themselves.
func (p *page) checkHeadings() {
	titles, level := 0, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Heading {
			continue
		}
		if strings.TrimSpace(b.Text) == "" {
			p.report("heading-empty", b.Offset, "heading has no text")
		}
		if b.Level == 1 {
			if titles++; titles == 2 {
				p.report("title-duplicate", b.Offset, "page has a second title, %q", clip(b.Text))
			}
		}
		if level > 0 && b.Level > level+1 {
			p.report("heading-level", b.Offset, "heading %q is of level %d below one of level %d", clip(b.Text), b.Level, level)
		}
		level = b.Level
		if p.isEmptySection(i) {
			p.report("section-empty", b.Offset, "nothing stands below heading %q", clip(markdown.Plain(b.Text)))
		}
	}
	if titles == 0 {
		p.report("title-missing", 0, "page has no title")
	}
	p.checkDescription()
}

// isEmptySection reports whether the heading at i is followed by another one
// of its level or a higher one, or by the end of the page.
func (p *page) isEmptySection(i int) bool {
	level := p.blocks[i].Level
	for _, b := range p.blocks[i+1:] {
		switch b.Kind {
		case markdown.Heading:
			return b.Level <= level
		case markdown.Comment, markdown.Break:
		case markdown.Annotation:
			if b.Note.Get("type").Text() != "#page.annotation" {
				return false
			}
		default:
			return false
		}
	}
	// A page whose blocks end in a hidden tab is not empty.
	last := p.Doc.Blocks[len(p.Doc.Blocks)-1]
	return last.Kind != markdown.Fence && last.Kind != markdown.Include
}

// checkDescription looks for the sentence below the title.
func (p *page) checkDescription() {
	titled := false
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.Kind == markdown.Heading && b.Level == 1:
			titled = true
		case b.Kind == markdown.Heading:
			if titled {
				p.report("description-missing", 0, "no sentence stands between the title and the first section")
			}
			return
		case b.Kind == markdown.Paragraph && !b.Quote && !isNamespaceLine(b.Text):
			return
		case b.Kind == markdown.Table:
			return
		}
	}
}

func isNamespaceLine(s string) bool {
	return strings.HasPrefix(s, "Namespace") && !strings.Contains(s, "\n") && len(s) < 80
}

// part is one of the sections that every operation page has.
type part struct {
	zone  zone
	name  string
	order int // zero where the place does not matter
}

// parts lists the sections of an operation page in the order of the template.
func parts() []part {
	return []part{
		{zonePermissions, "Permissions", 1}, {zoneHTTP, "HTTP request", 2}, {zoneHeaders, "Request headers", 3},
		{zoneBody, "Request body", 4}, {zoneResponse, "Response", 5}, {zoneExample, "Examples", 6},
	}
}

// checkSections checks that the sections of an operation page are all there,
// once, and in the usual order.
func (p *page) checkSections() {
	first := map[zone]*markdown.Block{}
	count := map[string]int{}
	last := part{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Heading || b.Level < 2 {
			continue
		}
		z := zoneOfSlug(b.Slug)
		if first[z] == nil && (z == p.zones[i] || z == zoneExample || b.Level == 2) {
			first[z] = b // and no heading inside an example, but one beside it
		}
		if b.Level != 2 {
			continue
		}
		if count[b.Text]++; count[b.Text] == 2 && z != zoneOther {
			p.report("section-duplicate", b.Offset, "section %q stands on the page twice", clip(markdown.Plain(b.Text)))
		}
		if z == zoneOther {
			p.checkHeadingTypo(b)
		}
		for _, s := range parts() {
			if s.zone != z || count[b.Text] > 1 {
				continue
			}
			if s.order < last.order {
				p.report("section-order", b.Offset, "section %q stands behind %q", s.name, last.name)
			}
			last = s
		}
	}
	for _, s := range parts() {
		if s.zone != zonePermissions && s.zone != zoneHTTP && first[s.zone] == nil {
			p.report("section-missing", 0, "page has no section %q", s.name)
		}
	}
}

// knownSlugs are the headings that a typing error is looked for in.
func knownSlugs() []string {
	return []string{"permissions", "prerequisites", "http-request", "request-headers", "request-body", "response", "examples",
		"optional-query-parameters", "query-parameters", "function-parameters", "path-parameters", "see-also", "properties",
		"relationships", "methods", "json-representation", "example", "request"}
}

func (p *page) checkHeadingTypo(b *markdown.Block) {
	if !p.english || len(b.Slug) < 6 {
		return
	}
	for _, known := range knownSlugs() {
		if b.Slug == known {
			return
		}
	}
	for _, known := range knownSlugs() {
		if len(known) >= 6 && within(b.Slug, known, 2) {
			p.report("heading-typo", b.Offset, "heading %q looks like %q with a typing error", clip(b.Text), strings.ReplaceAll(known, "-", " "))
			return
		}
	}
}

// within reports whether at most n letters differ between a and b.
func within(a, b string, n int) bool {
	if len(a)-len(b) > n || len(b)-len(a) > n {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)] <= n
}
