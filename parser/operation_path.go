package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// cleaned is a documented path without what does not belong to it.
type cleaned struct{ path, query string }

// maxPath bounds a path. The longest real one has some three hundred bytes, and
// servers refuse what has thousands.
const maxPath = 2000

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
	if len(s) > maxPath {
		r.add(at, source.Error, "path-length", "path %q has %d bytes, more than %d", clipText(s), len(s), maxPath)
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
	if !r.checkSegments(s, at) {
		return cleaned{}
	}
	return cleaned{s, query}
}

// checkSegments reports segments that no caller could use as they stand, and
// whether the path may be called at all: one that leads upwards may not.
func (r *pageReader) checkSegments(path string, at int) bool {
	if i := strings.IndexFunc(path, isForeignSign); i >= 0 {
		r.add(at, source.Warning, "path-sign", "path %q holds %q, which belongs into no path", clipText(path), firstRune(path[i:]))
	}
	depth := 0
	for segment := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if depth == 0 {
			switch {
			case isDots(segment):
				r.add(at, source.Error, "path-dots", "path %q leads out of itself", clipText(path))
				return false
			case segment == "..." || segment == "…":
				r.add(at, source.Info, "path-ellipsis", "path %q leaves segments out", clipText(path))
			case isLiteralID(segment):
				r.add(at, source.Info, "path-literal-id", "path %q has the identifier %q where a placeholder belongs", clipText(path), segment)
			}
		}
		depth += strings.Count(segment, "{") - strings.Count(segment, "}")
	}
	return true
}

// isForeignSign reports whether a path can't hold c, not even in a placeholder
// or in the value of a parameter.
func isForeignSign(c rune) bool {
	switch {
	case c == '"' || c == '`' || c == '\\' || c == '^' || c == ';':
		return true
	case c < utf8.RuneSelf:
		return c < ' ' || c == 0x7f
	}
	return c == unicode.ReplacementChar || !unicode.IsPrint(c)
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// isDots reports whether a segment, decoded, names a folder above or the same
// one.
func isDots(segment string) bool {
	if strings.IndexByte(segment, '.') < 0 && strings.IndexByte(segment, '%') < 0 {
		return false
	}
	plain := strings.ToLower(segment)
	if strings.IndexByte(plain, '%') >= 0 {
		plain = strings.NewReplacer("%2e", ".", "%2f", "/", "%5c", "/").Replace(plain)
	}
	for part := range strings.SplitSeq(strings.ReplaceAll(plain, `\`, "/"), "/") {
		if part == "." || part == ".." {
			return true
		}
	}
	return false
}

// isLiteralID reports whether a segment is a GUID or a number.
func isLiteralID(segment string) bool {
	if segment == "" {
		return false
	}
	if isDigit(segment[0]) && strings.Trim(segment, "0123456789") == "" {
		return true
	}
	return len(segment) == 36 && strings.Count(segment, "-") == 4 && strings.Trim(strings.ToLower(segment), "0123456789abcdef-") == ""
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
	if strings.IndexByte(s, '|') >= 0 && (strings.Contains(s, "} |") || strings.Contains(s, "}|")) {
		s = r.joinAlternatives(s, at)
	}
	if strings.IndexByte(s, ' ') >= 0 || strings.IndexByte(s, '\t') >= 0 || strings.Contains(s, "\u00a0") {
		s = dropBlanks(s)
	}
	if strings.IndexByte(s, '(') >= 0 && strings.Count(s, "(") > strings.Count(s, ")") {
		r.add(at, source.Warning, "path-parenthesis", "parenthesis is not closed in %q", s)
		s = closeParenthesis(s)
	}
	return s
}

// joinAlternatives turns "{x} | y" and "{x} | {y}" into "{x | y}".
func (r *pageReader) joinAlternatives(s string, at int) string {
	for i := 0; i < len(s); i++ {
		rest, ok := strings.CutPrefix(strings.TrimLeft(s[i+1:], " "), "|")
		if s[i] != '}' || !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " {")
		end := strings.IndexAny(rest, "/}")
		if end < 0 {
			end = len(rest)
		}
		name, tail := strings.TrimSpace(rest[:end]), strings.TrimPrefix(rest[end:], "}")
		r.add(at, source.Warning, "path-alternative", "alternative %q stands outside of its placeholder", name)
		return s[:i] + " | " + name + "}" + tail
	}
	return s
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
