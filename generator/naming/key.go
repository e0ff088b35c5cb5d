package naming

import "strings"

// Key identifies an operation: the method and the path with every argument
// as {}, without namespaces and in lower case. Two documented forms with one
// key are one operation.
func (r *Rules) Key(method, path string) string {
	return r.keyOf(method, r.ParsePath(path))
}

func (r *Rules) keyOf(method string, path Path) string {
	var b strings.Builder
	b.WriteString(method)
	b.WriteByte(' ')
	for _, s := range path.Segments {
		if !s.Attached {
			b.WriteByte('/')
		}
		r.writeKey(&b, s)
	}
	return b.String()
}

func (r *Rules) writeKey(b *strings.Builder, s Segment) {
	if s.Kind == Literal {
		b.WriteString(strings.ToLower(s.Name))
		if len(s.Params) > 0 {
			b.WriteString("(" + strings.ToLower(strings.Join(s.Params, ",")) + ")")
		}
		if len(s.Pieces) > 0 && strings.HasSuffix(s.Pieces[len(s.Pieces)-1].Text, ":") {
			b.WriteByte(':')
		}
		return
	}
	for _, p := range s.Pieces {
		if p.Name != "" {
			b.WriteString("{}")
			continue
		}
		b.WriteString(strings.ToLower(p.Text))
	}
}
