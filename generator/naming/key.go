package naming

import "strings"

// Key identifies an operation: the method and the path with every argument
// as {}, without namespaces and in lower case. Two documented forms with one
// key are one operation.
func (r *Rules) Key(method, path string) string { return r.Paths().Parse(path).Key(method) }

// Key is the key of the path's operation with an HTTP method.
func (p *Path) Key(method string) string { return method + " " + p.key }

// keyOf is the part of a key that segments give.
func keyOf(segments []*Segment) string {
	var b strings.Builder
	for _, s := range segments {
		if !s.Attached {
			b.WriteByte('/')
		}
		b.WriteString(s.key)
	}
	return b.String()
}

func segmentKey(s *Segment) string {
	var b strings.Builder
	if s.Kind != Literal {
		for _, p := range s.Pieces {
			if p.Name != "" {
				b.WriteString("{}")
			} else {
				b.WriteString(strings.ToLower(p.Text))
			}
		}
		return b.String()
	}
	b.WriteString(strings.ToLower(s.Name))
	if len(s.Params) > 0 {
		b.WriteString("(" + strings.ToLower(strings.Join(s.Params, ",")) + ")")
	}
	if len(s.Pieces) > 0 && strings.HasSuffix(s.Pieces[len(s.Pieces)-1].Text, ":") {
		b.WriteByte(':')
	}
	return b.String()
}
