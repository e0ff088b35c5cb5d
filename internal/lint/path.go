package lint

import "strings"

// splitPath cuts a path into segments that can be compared; nil where it
// holds something that can't.
func splitPath(path string) []string {
	path = strings.Trim(strings.TrimSpace(path), "/")
	if path == "" || strings.Contains(path, "...") || strings.Contains(path, "…") {
		return nil
	}
	if i := strings.IndexByte(path, ':'); i >= 0 {
		path = foldColon(path, i)
	}
	segments := cutSegments(path)
	out := make([]string, 0, len(segments)+1)
	for _, s := range segments {
		out = append(out, spreadKey(s)...)
	}
	// the path of the signed-in user is an alias of every other user's
	if strings.EqualFold(out[0], "me") {
		out = append([]string{"users", "{}"}, out[1:]...)
	}
	return out
}

// foldColon replaces the file path between two colons, as in
// "root:/a/b:/children", with one placeholder.
func foldColon(path string, i int) string {
	head, rest := path[:i], path[i+1:]
	if !strings.HasPrefix(rest, "/") {
		return path
	}
	if j := strings.IndexByte(rest, ':'); j >= 0 {
		return head + "/{}" + rest[j+1:]
	}
	return head + "/{}"
}

// cutSegments cuts at the slashes that stand in no quotes, parentheses or
// braces.
func cutSegments(path string) []string {
	var out []string
	start, depth, quoted := 0, 0, false
	for i := range len(path) {
		switch c := path[i]; {
		case c == '\'':
			quoted = !quoted && strings.IndexByte(path[i+1:], '\'') >= 0
		case quoted:
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			depth--
		case c == '/' && depth <= 0:
			out = append(out, path[start:i])
			start = i + 1
		}
	}
	return append(out, path[start:])
}

// spreadKey turns "users('id')" into "users/{}" and drops what stands before
// the name of a function, and its arguments.
func spreadKey(s string) []string {
	name, args, ok := strings.Cut(s, "(")
	if !ok {
		return []string{s}
	}
	if name != "" && (args[:min(1, len(args))] == "'" || !strings.Contains(args, "=")) && strings.ContainsAny(args, "'0123456789{<") && !strings.HasPrefix(name, "microsoft.graph.") {
		return []string{name, "{}"}
	}
	return []string{name}
}

// matchPath reports whether an example's path is one that the documented path
// stands for, and how many segments agree where it is not.
func matchPath(doc, got []string) (int, bool) {
	got = withoutOptions(doc, got)
	n := 0
	for i := range min(len(doc), len(got)) {
		if sameSegment(doc[i], got[i]) {
			n++
		}
	}
	return n, len(doc) == len(got) && n == len(doc)
}

// isBelow reports whether an example calls what lies below a documented path,
// as its property, and no documented path.
func (b *bodyCheck) isBelow() bool {
	got, below := splitPath(pathOfURL(b.url)), false
	for i := range b.page.Requests {
		doc := splitPath(b.page.Requests[i].Path)
		if doc == nil || got == nil {
			return false
		}
		if _, ok := matchPath(doc, got); ok {
			return false
		}
		if len(got) > len(doc) {
			_, ok := matchPath(doc, got[:len(doc)])
			below = below || ok
		}
	}
	return below
}

// pathOfURL returns what stands behind the host and the version of a URL.
func pathOfURL(url string) string {
	url, _, _ = strings.Cut(url, "?")
	if _, after, ok := strings.Cut(url, "://"); ok {
		_, url, _ = strings.Cut(after, "/")
	}
	url = strings.TrimLeft(strings.TrimSuffix(strings.TrimSpace(url), " HTTP/1.1"), "/")
	if version, rest, _ := strings.Cut(url, "/"); version == "v1.0" || version == "beta" {
		return rest
	}
	return url
}

// withoutOptions drops what any path may end with: a cast to a derived type
// and $count.
func withoutOptions(doc, got []string) []string {
	for len(got) > len(doc) {
		last := got[len(got)-1]
		if last != "$count" && !strings.HasPrefix(strings.ToLower(last), "microsoft.graph.") {
			break
		}
		got = got[:len(got)-1]
	}
	return got
}

func sameSegment(doc, got string) bool {
	if isGUID(doc) && got != "" {
		return true // an identifier where a placeholder belongs, which package parser reports
	}
	if doc == "" || got == "" || doc[0] == '{' || doc[0] == '<' || got[0] == '{' || got[0] == '<' {
		return doc != "" && got != "" && (doc[0] == '{' || doc[0] == '<' || !strings.HasPrefix(got, "{}"))
	}
	return strings.EqualFold(strings.TrimPrefix(doc, "microsoft.graph."), strings.TrimPrefix(got, "microsoft.graph."))
}

// isGUID reports whether s is 32 hexadecimal digits in groups.
func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (s[i] == '-') || !dash && !isHex(s[i]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
