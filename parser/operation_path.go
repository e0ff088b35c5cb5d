package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// cleaned is a documented path without what does not belong to it.
type cleaned struct{ path, query string }

// cleanPath turns the path of a request line into the form of
// model.Request.Path, and reports what it had to mend.
func (r *pageReader) cleanPath(raw string, at int) cleaned {
	s := unescapePath(raw)
	if i := strings.Index(s, " HTTP/"); i >= 0 {
		s = s[:i]
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	s = r.cutHost(strings.TrimSpace(s), at)
	s, query := cutQuery(s)
	if strings.Contains(s, "NotFound") || strings.Contains(s, "**") || s == "" || s == "/" {
		r.add(at, source.Error, "path-not-found", "a placeholder stands where the path should be: %q", clipText(raw))
		return cleaned{}
	}
	if s[0] != '/' {
		r.add(at, source.Warning, "path-no-slash", "path %q has no leading slash", clipText(s))
		s = "/" + s
	}
	s = r.tightenPath(s, at)
	for len(s) > 1 && s[len(s)-1] == '/' {
		s = s[:len(s)-1]
	}
	return cleaned{s, query}
}

// unescapePath undoes backslashes and entities of code that was written as
// text.
func unescapePath(s string) string {
	if strings.IndexByte(s, '\\') >= 0 {
		s = strings.ReplaceAll(s, `\`, "")
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "&lt;", "<"), "&gt;", ">")
	}
	return strings.TrimSpace(s)
}

// cutHost drops scheme, host and version from a path.
func (r *pageReader) cutHost(s string, at int) string {
	if i := strings.Index(s, "://"); i >= 0 && i < 8 {
		s = s[i+3:]
		j := strings.IndexByte(s, '/')
		if j < 0 {
			return ""
		}
		s = s[j:]
	} else if strings.HasPrefix(s, "graph.microsoft.com/") {
		s = s[len("graph.microsoft.com"):]
	}
	s = strings.TrimPrefix(s, "~")
	for _, version := range [...]string{"v1.0", "beta"} {
		rest, ok := strings.CutPrefix(strings.TrimPrefix(s, "/"), version)
		if !ok || rest != "" && rest[0] != '/' {
			continue
		}
		if version != r.page.Version {
			r.add(at, source.Warning, "path-version", "path has the prefix of %s on a page of %s", version, r.page.Version)
		}
		return rest
	}
	return s
}

// cutQuery cuts the path at the first "?" outside of braces and quotes.
func cutQuery(s string) (path, query string) {
	if strings.IndexByte(s, '?') < 0 {
		return s, ""
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '?':
			if depth <= 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// tightenPath removes blanks outside of placeholders, pulls an alternative
// that stands behind its placeholder into it, and closes an open parenthesis.
func (r *pageReader) tightenPath(s string, at int) string {
	if strings.Contains(s, "} |") || strings.Contains(s, "}|") {
		s = r.joinAlternatives(s, at)
	}
	if strings.ContainsAny(s, " \t\u00a0") {
		s = dropBlanks(s)
	}
	if strings.Count(s, "(") > strings.Count(s, ")") {
		r.add(at, source.Warning, "path-parenthesis", "parenthesis is not closed in %q", s)
		s = closeParenthesis(s)
	}
	return s
}

// joinAlternatives turns "{x} | y" and "{x} | {y}" into "{x | y}".
func (r *pageReader) joinAlternatives(s string, at int) string {
	i := strings.Index(s, "}")
	rest := strings.TrimLeft(s[i+1:], " ")
	if !strings.HasPrefix(rest, "|") {
		return s
	}
	rest = strings.TrimLeft(rest[1:], " {")
	end := strings.IndexAny(rest, "/}")
	if end < 0 {
		end = len(rest)
	}
	name, tail := strings.TrimSpace(rest[:end]), strings.TrimPrefix(rest[end:], "}")
	r.add(at, source.Warning, "path-alternative", "alternative %q stands outside of its placeholder", name)
	return s[:i] + " | " + name + "}" + tail
}

func dropBlanks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	depth := 0
	for _, c := range s {
		switch c {
		case '{', '<':
			depth++
		case '}', '>':
			depth--
		case ' ', '\t', '\u00a0':
			if depth <= 0 {
				continue
			}
			c = ' '
		}
		b.WriteRune(c)
	}
	return b.String()
}

// closeParenthesis closes the last open parenthesis at the end of its
// segment.
func closeParenthesis(s string) string {
	open := strings.LastIndexByte(s, '(')
	if i := strings.IndexByte(s[open:], '/'); i >= 0 {
		return s[:open+i] + ")" + s[open+i:]
	}
	return s + ")"
}
