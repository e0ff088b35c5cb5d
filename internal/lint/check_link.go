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
			if l.Text == "" && !l.Ref {
				p.report("link-empty", at+l.Start, "link to %q has no text", clip(l.Target))
			}
			p.link(l, at)
		}
	}
	p.checkBrackets(s, at)
	if i := strings.Index(s, "] ("); i > 0 && !inCode(s, i) {
		if target, _, ok := strings.Cut(s[i+3:], ")"); ok && strings.HasSuffix(target, ".md") && !strings.ContainsAny(target, " \n") {
			p.report("link-space", at+i, "a space parts the text of a link from its target %q", clip(target))
		}
	}
}

func isAlert(s string) bool { return strings.HasPrefix(s, "[!") }

// checkBrackets finds links whose brackets are of the wrong kind or missing,
// and directives that the publishing system does not know.
func (p *page) checkBrackets(s string, at int) {
	if i := strings.Index(s, ")["); i > 0 && !inCode(s, i) {
		target, _, ok := strings.Cut(s[i+2:], "]")
		if ok && !strings.ContainsAny(target, " \n") && (strings.HasSuffix(target, ".md") || strings.Contains(target, "://")) {
			p.report("link-swapped", at+i+1, "parentheses stand around the text of a link and brackets around its target %q", clip(target))
		}
	}
	if i := strings.LastIndex(s, "]("); i > 0 && !inCode(s, i) && !strings.Contains(s[i:], ")") {
		p.report("link-unclosed", at+i, "link to %q is never closed", clip(s[i+2:]))
	}
	if i := strings.Index(s, "[!"); i >= 0 && !inCode(s, i) {
		p.checkDirective(s[i+2:], at+i)
	}
}

// checkDirective checks what follows "[!".
func (p *page) checkDirective(s string, at int) {
	n := 0
	for isLetterAt(s, n) {
		n++
	}
	switch word := s[:n]; strings.ToUpper(word) {
	case "", "NOTE", "TIP", "IMPORTANT", "CAUTION", "WARNING", "INCLUDE", "VIDEO", "DIV":
	default:
		if n < len(s) && (s[n] == ']' || s[n] == ' ') {
			p.report("directive-unknown", at, "the publishing system knows no \"[!%s\"", clip(word))
		}
	}
}

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
		p.checkLocale(file, at+l.Start)
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
	if !strings.HasPrefix(name, "v1.0/") && !strings.HasPrefix(name, "beta/") {
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

// checkLocale finds a link that leads every reader to one language.
func (p *page) checkLocale(url string, at int) {
	i := strings.Index(url, ".microsoft.com/")
	if i < 0 {
		return
	}
	locale, _, ok := strings.Cut(url[i+len(".microsoft.com/"):], "/")
	if ok && len(locale) == 5 && locale[2] == '-' && isLetterAt(locale, 0) && isLetterAt(locale, 3) {
		p.report("link-locale", at, "link to %q leads all readers to the language %q", clip(url), locale)
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
	if anchor != "" && !strings.HasPrefix(anchor, "tab/") && !p.anchors[folded] && !p.hasMark(folded) {
		p.report("link-anchor", at+l.Start, "link to %q: the page has no such heading", clip("#"+anchor))
	}
}

// hasMark reports whether a tag of the page sets the anchor.
func (p *page) hasMark(anchor string) bool {
	if p.marks == nil {
		p.marks = marksOf(p.Doc.File.Data)
	}
	return p.marks[anchor]
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
