package apidiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// operation is one method and path with the pages that document it.
type operation struct {
	key           operationKey
	method, path  string // as documented first
	pos           source.Pos
	pages         []*model.Page    // sorted by file, never empty
	requests      []*model.Request // of pages, the first that is this operation
	parts         int              // segments of the path
	movedOrPaired bool
}

// operationKey tells operations apart. Its path has no letter case and no
// placeholder names, so that renaming those is no change.
type operationKey struct{ version, method, path string }

func (k operationKey) compare(o operationKey) int {
	return cmp.Or(strings.Compare(k.version, o.version), strings.Compare(k.path, o.path), strings.Compare(k.method, o.method))
}

func (o *operation) subject() string { return o.method + " " + o.path }

// index holds the operations of one state.
type index struct {
	byKey  map[operationKey]*operation
	sorted []*operation
}

func indexOperations(api *model.API) *index {
	x := &index{byKey: map[operationKey]*operation{}}
	for _, p := range sortedPages(api.Pages) {
		for i := range p.Requests {
			x.add(p, &p.Requests[i])
		}
	}
	slices.SortFunc(x.sorted, func(a, b *operation) int { return a.key.compare(b.key) })
	return x
}

func (x *index) add(p *model.Page, r *model.Request) {
	key := operationKey{p.Version, r.Method, normalPath(r.Path)}
	op := x.byKey[key]
	if op == nil {
		op = &operation{key: key, method: r.Method, path: r.Path, pos: r.Pos, parts: strings.Count(r.Path, "/")}
		x.byKey[key] = op
		x.sorted = append(x.sorted, op)
	}
	if n := len(op.pages); n == 0 || op.pages[n-1] != p {
		op.pages, op.requests = append(op.pages, p), append(op.requests, r)
	}
}

func sortedPages(pages []*model.Page) []*model.Page {
	return slices.SortedFunc(slices.Values(pages), func(a, b *model.Page) int {
		return strings.Compare(a.Source.File, b.Source.File)
	})
}

// normalPath returns path in lower case with "{}" for every placeholder,
// whether it stands in braces or angle brackets, quoted or not.
func normalPath(path string) string {
	var b strings.Builder
	b.Grow(len(path))
	s := strings.ToLower(path)
	for i := 0; i < len(s); i++ {
		n := placeholder(s[i:])
		if n == 0 {
			b.WriteByte(s[i])
			continue
		}
		b.WriteString("{}")
		i += n - 1
	}
	return strings.TrimSuffix(b.String(), "()")
}

// placeholder returns the length of the placeholder that s starts with.
func placeholder(s string) int {
	if s[0] == '\'' && len(s) > 1 && (s[1] == '{' || s[1] == '<') {
		if n := placeholder(s[1:]); n > 0 && n+1 < len(s) && s[n+1] == '\'' {
			return n + 2
		}
		return 0
	}
	var end byte
	switch s[0] {
	case '{':
		end = '}'
	case '<':
		end = '>'
	default:
		return 0
	}
	return strings.IndexByte(s, end) + 1
}
