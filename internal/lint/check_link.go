package lint

import (
	"path"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkLinks checks every link that stays inside the documentation.
func (p *page) checkLinks() {
	for i := range p.blocks {
		b := &p.blocks[i]
		switch b.Kind {
		case markdown.Paragraph, markdown.Heading:
			p.textLinks(b.Text, b.Offset)
		case markdown.Table:
			for _, row := range b.Table.Rows {
				for _, c := range row.Cells {
					p.textLinks(c.Text, c.Offset)
				}
			}
		}
	}
}

func (p *page) textLinks(s string, at int) {
	if strings.IndexByte(s, '[') < 0 {
		return
	}
	for _, l := range markdown.Links(s, p.Doc.Refs) {
		if inCode(s, l.Start) {
			continue
		}
		switch {
		case l.Ref && l.Target == "":
			if l.Text[0] != '!' && !isAlert(s[l.Start:]) {
				p.report("link-reference", at+l.Start, "link %q names a reference that the page does not define", clip(s[l.Start:l.End]))
			}
		case l.Target == "":
			p.report("link-empty", at+l.Start, "link %q leads nowhere", clip(l.Text))
		default:
			p.link(l, at)
		}
	}
	if i := strings.Index(s, "] ("); i > 0 && !inCode(s, i) {
		if target, _, ok := strings.Cut(s[i+3:], ")"); ok && strings.HasSuffix(target, ".md") && !strings.ContainsAny(target, " \n") {
			p.report("link-space", at+i, "a space parts the text of a link from its target %q", clip(target))
		}
	}
}

func isAlert(s string) bool { return strings.HasPrefix(s, "[!") }

// inCode reports whether offset i of s is inside a code span.
func inCode(s string, i int) bool { return strings.Count(s[:i], "`")%2 == 1 }

// link checks one link with a target.
func (p *page) link(l markdown.Link, at int) {
	target, title, _ := strings.Cut(l.Target, " ")
	_ = title
	target = strings.Trim(target, "<>")
	file, anchor, _ := strings.Cut(target, "#")
	file, _, _ = strings.Cut(file, "?")
	switch {
	case target == "" || strings.Contains(file, ":") || strings.HasPrefix(file, "/"):
		return
	case file == "":
		p.ownAnchor(l, anchor, at)
		return
	case strings.Contains(file, `\`):
		p.report("link-backslash", at+l.Start, "link to %q has a backslash in its path", clip(file))
		file = strings.ReplaceAll(file, `\`, "/")
	}
	if path.Ext(file) != ".md" {
		p.extensionless(l, file, at)
		return
	}
	name := p.resolve(file)
	if _, ok := p.index[name]; ok {
		p.follow(l, name, anchor, at)
		return
	}
	if !isPagePath(name) {
		return
	}
	if real, ok := p.lower[strings.ToLower(name)]; ok {
		p.report("link-case", at+l.Start, "link to %q: the file is called %q", clip(file), path.Base(real))
		p.follow(l, real, anchor, at)
		return
	}
	if _, err := p.docs.Read(name); err != nil {
		p.report("link-broken", at+l.Start, "link to %q: no such page", clip(file))
	}
}

// follow keeps a link to a page that exists.
func (p *page) follow(l markdown.Link, name, anchor string, at int) {
	p.targets = append(p.targets, name)
	if p.File.Version != "" && !strings.HasPrefix(name, p.File.Version+"/") {
		p.report("link-version", at+l.Start, "page of %s links to %q", p.File.Version, name)
	}
	switch {
	case anchor == "" || strings.HasPrefix(anchor, "tab/"):
	case name == p.File.Path:
		p.ownAnchor(l, anchor, at)
	default:
		p.links = append(p.links, anchorLink{name, anchor, p.Doc.Pos(at + l.Start)})
	}
}

func (p *page) ownAnchor(l markdown.Link, anchor string, at int) {
	folded := foldAnchor(anchor)
	if anchor != "" && !strings.HasPrefix(anchor, "tab/") && !p.anchors[folded] && !hasMark(p.Doc.File.Data, folded) {
		p.report("link-anchor", at+l.Start, "link to %q: the page has no such heading", clip("#"+anchor))
	}
}

// extensionless finds a link to a page that leaves out ".md".
func (p *page) extensionless(l markdown.Link, file string, at int) {
	name := p.resolve(strings.TrimSuffix(file, "/"))
	if path.Ext(file) == "" && isPagePath(name+".md") {
		if _, ok := p.index[name+".md"]; ok {
			p.report("link-extension", at+l.Start, "link to %q lacks .md", clip(file))
		}
	}
}

// isPagePath reports whether name lies where the pages of the documentation
// lie.
func isPagePath(name string) bool {
	version, rest, _ := strings.Cut(name, "/")
	if version != "v1.0" && version != "beta" {
		return false
	}
	return strings.Count(rest, "/") <= 1
}
