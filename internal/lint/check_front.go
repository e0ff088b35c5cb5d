package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/markdown"
)

// checkFrontMatter checks the keys at the top of the page.
func (p *page) checkFrontMatter() {
	if len(p.Doc.Front) == 0 {
		p.report("front-matter-missing", 0, "page has no front matter")
		return
	}
	for _, key := range []string{"title", "description", "author"} {
		p.requireKey(key)
	}
	seen := map[string]bool{}
	for i := range p.Doc.Front {
		f := &p.Doc.Front[i]
		if seen[f.Key] {
			p.report("front-matter-duplicate", f.Offset, "front matter has %q twice", f.Key)
		}
		seen[f.Key] = true
		p.checkFrontValue(f)
		p.checkTodo(p.rawLine(p.Doc.Origin(f.Offset)), f.Offset)
	}
	if p.english && !p.Doc.Bilingual {
		p.requireKey("doc_type")
		p.checkDocType()
	}
}

func (p *page) requireKey(key string) {
	for i := range p.Doc.Front {
		if f := &p.Doc.Front[i]; f.Key == key {
			if strings.TrimSpace(f.Value) == "" {
				p.report("front-matter-key", f.Offset, "front matter leaves %q empty", key)
			}
			return
		}
	}
	p.report("front-matter-key", 0, "front matter has no %q", key)
}

// docTypes are the kinds of page that the documentation set knows.
func docTypes() []string {
	return []string{"apiPageType", "resourcePageType", "enumPageType", "conceptualPageType"}
}

func (p *page) checkDocType() {
	value := p.Doc.FrontValue("doc_type")
	switch {
	case value == "":
	case !slices.Contains(docTypes(), value):
		p.report("doc-type", p.frontOffset("doc_type"), "doc_type %q is none of %s", clip(value), strings.Join(docTypes(), ", "))
	case (value == "apiPageType") != (p.File.Kind == parser.KindAPI) && p.File.Kind != "":
		p.report("doc-type", p.frontOffset("doc_type"), "doc_type %q on a page of folder %s", value, p.File.Kind)
	}
}

func (p *page) frontOffset(key string) int {
	for i := range p.Doc.Front {
		if p.Doc.Front[i].Key == key {
			return p.Doc.Front[i].Offset
		}
	}
	return 0
}

// checkFrontValue looks for values that are no YAML.
func (p *page) checkFrontValue(f *markdown.Field) {
	line := p.rawLine(p.Doc.Origin(f.Offset))
	_, raw, ok := strings.Cut(line, ":")
	raw = strings.TrimSpace(raw)
	switch {
	case !ok:
		p.report("front-matter-yaml", f.Offset, "key %q is not followed by a colon", clip(f.Key))
	case raw == "":
	case raw[0] == '"' || raw[0] == '\'':
		if !closedQuote(raw) {
			p.report("front-matter-yaml", f.Offset, "value of %q opens a quote that its line does not close", f.Key)
		}
	case strings.IndexByte("@`*&%", raw[0]) >= 0:
		p.report("front-matter-yaml", f.Offset, "value of %q starts with %q and has no quotes", f.Key, raw[:1])
	case strings.Contains(raw, ": "):
		p.report("front-matter-yaml", f.Offset, "value of %q holds a colon and has no quotes", f.Key)
	}
}

// closedQuote reports whether the quote that s starts with ends with s, but
// for a comment.
func closedQuote(s string) bool {
	quote := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] == quote && quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			rest := strings.TrimSpace(s[i+1:])
			return rest == "" || rest[0] == '#'
		}
	}
	return false
}

// rawLine returns the line of the file that begins at offset.
func (p *page) rawLine(offset int) string {
	data := p.Doc.File.Data
	rest := data[min(max(offset, 0), len(data)):]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimRight(string(rest), "\r")
}
