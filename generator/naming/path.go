package naming

import (
	"regexp"
	"strings"
)

// Kind says what a path segment is.
type Kind int

// The kinds of segment. The zero value is unknown.
const (
	Literal     Kind = iota + 1 // users, range(address='{x}'), microsoft.graph.user
	Placeholder                 // {id}, <id>, a sample id
	Key                         // roleTemplateId={x}
	Address                     // the path in root:/{item-path}:
	Ellipsis                    // ...
	Dollar                      // $ref, $value, $count
)

// Escape says how an argument is written into the URL.
type Escape int

// The escapings. The zero value is unknown.
const (
	EscapeSegment Escape = iota + 1 // one path segment
	EscapePath                      // several segments, "/" stays
	EscapeString                    // an OData string literal
	EscapeLiteral                   // an OData literal that is no string
)

// Piece is a part of a path: fixed text, or an argument.
type Piece struct {
	Text   string // fixed text, where Name is empty
	Name   string // the documented name of the argument
	Escape Escape
	Sample string // the value the documentation wrote instead of a placeholder
}

// Segment is one step of a path.
type Segment struct {
	Kind Kind
	// Name is the literal's name without namespace and parameters, or the
	// alternate key's.
	Name string
	// Called is true for a literal written with parentheses.
	Called bool
	// Attached is true for a key in parentheses: no slash stands before it.
	Attached bool
	// Params are the names of a function's parameters, as documented.
	Params []string
	// Pieces are the segment's text without slashes around it.
	Pieces []Piece

	key  string
	term *term // of a literal
}

var (
	sampleID   = regexp.MustCompile(`^(?i)([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9]+|[^=]*=+|[^@]+@[^@]+)$`)
	sampleHost = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org)$`)
	namespaced = regexp.MustCompile(`^(?:microsoft\.graph|graph|microsoft\.management\.services\.api)\.(?:[A-Za-z0-9]+\.)*([A-Za-z0-9_]+)$`)
	keyed      = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9]*)=(.+)$`)
	dollars    = map[string]string{"$ref": "Ref", "$value": "Value", "$count": "Count"}
)

// splitPath cuts at slashes outside braces, parentheses and quotes. A
// parenthesis that is never closed ends at the next slash.
func splitPath(path string) []string {
	parts := make([]string, 0, strings.Count(path, "/")+1)
	start, depth, brace := 0, 0, 0
	quoted := false
	for i := 0; i <= len(path); i++ {
		if i == len(path) || path[i] == '/' && brace == 0 && !(depth > 0 && closes(path[i:], quoted)) {
			if part := strings.TrimSpace(path[start:i]); part != "" {
				parts = append(parts, part)
			}
			start, depth, quoted = i+1, 0, false
			continue
		}
		switch path[i] {
		case '{':
			brace++
		case '}':
			brace = max(0, brace-1)
		case '\'':
			quoted = depth > 0 && !quoted
		case '(':
			depth++
		case ')':
			depth = max(0, depth-1)
		}
	}
	return parts
}

// closes reports whether rest closes a parenthesis before it opens another.
func closes(rest string, quoted bool) bool {
	for i := range len(rest) {
		switch {
		case rest[i] == '\'':
			quoted = !quoted
		case quoted:
		case rest[i] == ')':
			return true
		case rest[i] == '(':
			return false
		}
	}
	return false
}

func (r *Rules) segments(text string, root bool) []Segment {
	if text == "..." || text == "…" {
		return []Segment{{Kind: Ellipsis, Pieces: []Piece{{Name: "path", Escape: EscapePath}}}}
	}
	if _, ok := dollars[text]; ok {
		return []Segment{{Kind: Dollar, Name: text, Pieces: []Piece{{Text: text}}}}
	}
	if head, ok := strings.CutSuffix(text, "$ref"); ok && strings.HasSuffix(head, "}") {
		return append(r.segments(head, root), r.segments("$ref", false)...)
	}
	if name, args, ok := cutCall(text); ok {
		return r.call(name, args, root)
	}
	if isPlaceholder(text) {
		return []Segment{{Kind: Placeholder, Pieces: pieces(text, EscapeSegment)}}
	}
	if m := submatch(keyed, '=', text); m != nil {
		return []Segment{keySegment(m[1], m[2], m[1]+"=", "")}
	}
	if strings.ContainsAny(text, "0123456789=@") && sampleID.MatchString(text) ||
		strings.IndexByte(text, '.') >= 0 && sampleHost.MatchString(text) {
		return []Segment{{Kind: Placeholder, Pieces: []Piece{{Name: "id", Escape: EscapeSegment, Sample: text}}}}
	}
	return []Segment{{Kind: Literal, Name: r.spelling(lastName(text)), Pieces: []Piece{{Text: text}}}}
}

func keySegment(key, value, before, after string) Segment {
	arg := argument(key, value)
	return Segment{Kind: Key, Name: key, Pieces: []Piece{{Text: before}, arg, {Text: after}}}
}

// cutCall cuts "name(args)"; the closing parenthesis may be missing.
func cutCall(text string) (name, args string, ok bool) {
	i := strings.IndexByte(text, '(')
	if i < 0 || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") {
		return "", "", false
	}
	return text[:i], strings.TrimSuffix(strings.TrimSpace(text[i+1:]), ")"), true
}

// call reads a literal with parentheses: a function's parameters, an
// alternate key of a root collection, or a plain key.
func (r *Rules) call(name, args string, root bool) []Segment {
	short := r.spelling(lastName(name))
	if strings.TrimSpace(args) == "" {
		if name == "" {
			return nil
		}
		return []Segment{{Kind: Literal, Name: short, Called: true, Pieces: []Piece{{Text: name + "()"}}}}
	}
	plain := Segment{Kind: Literal, Name: short, Pieces: []Piece{{Text: name}}}
	if !strings.Contains(args, "=") {
		param, isFunction := r.positional[strings.ToLower(short)]
		if !isFunction {
			key := Segment{Kind: Placeholder, Pieces: []Piece{argument(argName(args), args)}}
			key.Pieces[0].Escape = EscapeSegment
			if name == "" {
				return []Segment{key}
			}
			return []Segment{plain, key}
		}
		args = param + "='" + args + "'"
	}
	params := splitArgs(args)
	if root && len(params) == 1 {
		key, value, _ := strings.Cut(params[0], "=")
		seg := keySegment(strings.TrimSpace(key), value, "("+strings.TrimSpace(key)+"=", ")")
		seg.Attached = true
		return []Segment{plain, seg}
	}
	return []Segment{callSegment(short, name, params)}
}

func callSegment(short, name string, params []string) Segment {
	seg := Segment{Kind: Literal, Name: short, Called: true}
	text := name + "("
	for _, param := range params {
		key, value, _ := strings.Cut(param, "=")
		key = strings.TrimSpace(key)
		seg.Params = append(seg.Params, key)
		prefix, arg := enumPrefix(value), argument(key, value)
		seg.Pieces = append(seg.Pieces, Piece{Text: text + key + "=" + prefix}, arg)
		text = ","
	}
	seg.Pieces = append(seg.Pieces, Piece{Text: ")"})
	return seg
}

// enumPrefix returns the type name before a typed literal, such as
// microsoft.graph.timeZoneStandard'{format}'.
func enumPrefix(value string) string {
	if i := strings.IndexByte(value, '\''); i > 0 && namespaced.MatchString(strings.TrimSpace(value[:i])) {
		return strings.TrimSpace(value[:i])
	}
	return ""
}

func argument(name, value string) Piece {
	p := Piece{Name: name, Escape: EscapeLiteral}
	if strings.Contains(value, "'") {
		p.Escape = EscapeString
	}
	if !strings.ContainsAny(value, "{<") {
		p.Sample = strings.Trim(strings.TrimSpace(value), "'")
	}
	return p
}

// splitArgs cuts at commas that are followed by another "name=".
func splitArgs(args string) []string {
	var out []string
	for _, part := range strings.Split(args, ",") {
		if len(out) > 0 && !strings.Contains(part, "=") {
			out[len(out)-1] += "," + part
			continue
		}
		out = append(out, part)
	}
	return out
}

func isPlaceholder(text string) bool {
	text = strings.TrimLeft(text, "'\"")
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<")
}

// pieces cuts text with placeholders into fixed text and arguments.
func pieces(text string, escape Escape) []Piece {
	var out []Piece
	for text = strings.Trim(text, "'\""); text != ""; {
		open := strings.IndexAny(text, "{<")
		if open < 0 {
			break
		}
		if open > 0 {
			out = append(out, Piece{Text: text[:open]})
		}
		end := strings.IndexAny(text[open:], "}>")
		if end < 0 {
			end = len(text) - open - 1
		}
		out = append(out, Piece{Name: argName(text[open : open+end+1]), Escape: escape})
		text = text[open+end+1:]
	}
	// "{user-id} | user-principal-name" names one argument.
	if text != "" && !strings.HasPrefix(strings.TrimSpace(text), "|") {
		out = append(out, Piece{Text: text})
	}
	return out
}

// argName returns the first alternative of "{id | userPrincipalName}".
func argName(text string) string {
	text = strings.Trim(text, "{}<>'\" ")
	first, _, _ := strings.Cut(text, "|")
	if first = strings.TrimSpace(first); first == "" {
		return "id"
	}
	return first
}

// lastName returns the last component of a namespaced name, other text as
// it is.
func lastName(text string) string {
	if m := submatch(namespaced, '.', text); m != nil {
		return m[1]
	}
	return text
}

// submatch matches text, if it holds the sign that pattern asks for: most
// segments do not, and to look for it costs far less.
func submatch(pattern *regexp.Regexp, sign byte, text string) []string {
	if strings.IndexByte(text, sign) < 0 {
		return nil
	}
	return pattern.FindStringSubmatch(text)
}
