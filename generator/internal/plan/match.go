package plan

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
)

// matcher finds the arguments of a method in the URL of an example. It is for
// one goroutine.
type matcher struct {
	method  *ir.Method
	opening string         // the fixed text that the path starts with
	pattern *regexp.Regexp // made when it is needed: few URLs get beyond the opening
}

// newMatcher makes the matcher of a method's path.
func newMatcher(m *ir.Method) *matcher {
	out := &matcher{method: m}
	if len(m.Path) > 0 && m.Path[0].Arg == "" {
		out.opening = plainText(m.Path[0].Text)
	}
	return out
}

func (m *matcher) opens(path string) bool {
	return len(path) >= len(m.opening) && strings.EqualFold(path[:len(m.opening)], m.opening)
}

// patternOf is the pattern of a method's path.
func patternOf(m *ir.Method) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("(?i)^")
	for _, part := range m.Path {
		switch {
		case part.Arg == "":
			b.WriteString(regexp.QuoteMeta(plainText(part.Text)))
		case part.Func == "pathSegments":
			b.WriteString("(.+)")
		case part.Func == "stringLiteral":
			b.WriteString(`('(?:[^']|'')*'|[^/]+?)`)
		default:
			b.WriteString("([^/$][^/]*?)") // $count is no argument
		}
	}
	b.WriteString(`(?:\(\))?/?$`)
	pattern, err := regexp.Compile(b.String())
	if err != nil {
		return regexp.MustCompile("^$x") // too long a path: it matches nothing
	}
	return pattern
}

// plainText is a text without escapes.
func plainText(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// arguments returns the arguments that give path, which is not escaped, as Go
// values; nil, false where the path is not the method's.
func (m *matcher) arguments(path string) ([]any, bool) {
	if !m.opens(path) {
		return nil, false
	}
	if m.pattern == nil {
		m.pattern = patternOf(m.method)
	}
	found := m.pattern.FindStringSubmatch(path)
	if found == nil {
		return nil, false
	}
	args := []any{}
	for i, arg := range m.method.Args {
		value, ok := argument(found[i+1], arg.Type, m.funcOf(arg.Name))
		if !ok {
			return nil, false
		}
		args = append(args, value)
	}
	return args, true
}

func (m *matcher) funcOf(arg string) string {
	for _, part := range m.method.Path {
		if part.Arg == arg {
			return part.Func
		}
	}
	return ""
}

// argument reads the text of one argument.
func argument(text, goType, escaper string) (any, bool) {
	switch goType {
	case "int":
		n, err := strconv.Atoi(text)
		return n, err == nil
	case "bool":
		v, err := strconv.ParseBool(text)
		return v, err == nil
	}
	if escaper == "stringLiteral" {
		inner, ok := unquoted(text)
		return inner, ok
	}
	return text, text != ""
}

// unquoted reads an OData string; text without quotes would not come back.
func unquoted(text string) (string, bool) {
	if len(text) < 2 || text[0] != '\'' || text[len(text)-1] != '\'' {
		return "", false
	}
	return strings.ReplaceAll(text[1:len(text)-1], "''", "'"), true
}

// target cuts scheme, host and version off the URL of an example. It returns
// the path with its slash and without escapes, and the query as it stands; ok
// is false for the URL of another service, such as a caller's own.
func target(raw, version string) (path, query string, ok bool) {
	raw, _, _ = strings.Cut(strings.TrimSpace(raw), "#")
	path, query, _ = strings.Cut(raw, "?")
	if _, rest, absolute := strings.Cut(path, "://"); absolute {
		var host string
		host, path, _ = strings.Cut(rest, "/")
		if !strings.Contains(strings.ToLower(host), "graph") {
			return "", "", false
		}
	}
	path = "/" + strings.TrimLeft(path, "/")
	for _, v := range []string{version, "v1.0", "beta", "{version}"} {
		if n := len(v) + 1; len(path) >= n && strings.EqualFold(path[1:n], v) && (len(path) == n || path[n] == '/') {
			path = path[n:]
			break
		}
	}
	return plainText(path), query, true
}
