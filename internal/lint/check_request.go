package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkRequests checks the lines of the HTTP request section.
func (p *page) checkRequests() {
	seen := map[string]bool{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Fence || p.zones[i] != zoneHTTP || !isHTTP(b.Info) {
			continue
		}
		at := b.Offset
		for text := b.Text; text != ""; {
			line, rest, _ := strings.Cut(text, "\n")
			p.requestLine(line, at, seen)
			at += len(line) + 1
			text = rest
		}
	}
}

func (p *page) requestLine(line string, at int, seen map[string]bool) {
	trimmed := strings.TrimSpace(line)
	method := httpMethod(trimmed)
	if method == "" {
		return
	}
	at += strings.Index(line, trimmed)
	target := strings.TrimSpace(trimmed[len(method):])
	if seen[method+" "+target] {
		p.report("path-duplicate", at, "request %q stands on the page twice", clip(trimmed))
		return
	}
	seen[method+" "+target] = true
	p.requestTarget(target, at)
}

func (p *page) requestTarget(target string, at int) {
	path, query, _ := strings.Cut(target, "?")
	if query != "" {
		p.queried = append(p.queried, p.Doc.Pos(at).Line)
	}
	path = strings.TrimSpace(path)
	if _, after, ok := strings.Cut(path, "://"); ok {
		p.report("path-absolute", at, "request is written as the URL %q, not as a path", clip(target))
		_, path, _ = strings.Cut(after, "/")
	}
	if len(path) > 1 && strings.HasSuffix(path, "/") {
		p.report("path-trailing-slash", at, "path %q ends with a slash", clip(path))
	}
	if open, closed := strings.Count(path, "{"), strings.Count(path, "}"); open != closed {
		p.report("path-braces", at, "path %q opens %d braces and closes %d", clip(path), open, closed)
	}
	if strings.Contains(path, "<") && !strings.Contains(path, "{") {
		p.report("path-placeholder", at, "path %q marks its placeholder with angle brackets, not braces", clip(path))
	}
	if rest := outside(path); strings.ContainsAny(rest, " \t") && !strings.ContainsAny(rest, "|*") {
		p.report("path-blank", at, "path %q has a blank", clip(path))
	} else if strings.Contains(rest, "&") {
		p.report("path-query", at, "query of %q lacks its question mark", clip(path))
	}
	if strings.Contains(path, "//") {
		p.report("path-double-slash", at, "path %q has two slashes in a row", clip(path))
	}
}

// outside returns what of a path stands outside of braces, parentheses and
// quotes.
func outside(path string) string {
	if strings.IndexByte(path, ' ') < 0 && strings.IndexByte(path, '&') < 0 && strings.IndexByte(path, '\t') < 0 {
		return ""
	}
	depth, quoted := 0, false
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\'':
			quoted = !quoted
		case c == '{' || c == '(' || c == '<':
			depth++
		case c == '}' || c == ')' || c == '>':
			depth--
		case depth <= 0 && !quoted:
			return c
		}
		return -1
	}, path)
}
