package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
)

// tableIntro is what stands between a permission table and the one above it:
// a line such as "For applications:" and the requests that the table is about.
type tableIntro struct {
	text     string
	requests []string // as requestKey writes them
	from, to int      // the table's entries among the page's permissions
}

// paragraph takes a text that ends with a colon, or is bold, as the name of the next table.
func (t *tableIntro) paragraph(b *markdown.Block) {
	text := strings.TrimSpace(markdown.Plain(b.Text))
	head, named := strings.CutSuffix(text, ":")
	if !named {
		head, named = strings.CutSuffix(text, "：")
	}
	if !named && isBold(b.Text) {
		head, named = text, true
	}
	t.text = ""
	if named && len(head) <= maxIntro && !b.Quote && !strings.Contains(b.Text, "\n") {
		t.text = head
		for _, start := range [...]string{"Permissions ", "For ", "for ", "to "} {
			t.text = strings.TrimPrefix(t.text, start)
		}
	}
}

// isBold reports whether all of a text is bold, as a heading would be.
func isBold(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) > 4 && strings.HasPrefix(s, "**") && strings.Index(s[2:], "**") == len(s)-4
}

// maxIntro is the length of the longest line that can name a table.
const maxIntro = 120

// fence takes the request lines of a code block.
func (t *tableIntro) fence(b *markdown.Block) {
	if !isHTTPInfo(b.Info) {
		return
	}
	t.lines(b.Text)
}

// urls takes the request lines of an annotation: a text or a list of texts.
func (t *tableIntro) urls(v *loosejson.Value) {
	t.lines(v.Text())
	if v != nil {
		for _, item := range v.Items {
			t.lines(item.Text())
		}
	}
}

// lines takes the request lines of a text.
func (t *tableIntro) lines(text string) {
	for line := range strings.Lines(text) {
		if method, path := cutMethod(strings.TrimSpace(line)); method != "" {
			t.requests = append(t.requests, requestKey(method, path))
		}
	}
}

// requestKey is a method and path without query, and with all placeholders
// alike.
func requestKey(method, path string) string {
	path, _ = cutQuery(path)
	var b strings.Builder
	b.WriteString(method + " ")
	for {
		before, rest, ok := strings.Cut(path, "{")
		b.WriteString(strings.ToLower(before))
		_, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return strings.TrimSuffix(b.String(), "/")
		}
		b.WriteByte('{')
		path = after
	}
}

// applyIntros tells the tables of a page apart: those without a heading get
// their introduction as context, and a request that a table names gets that
// table's entries as its own.
func (r *pageReader) applyIntros(intros []tableIntro) {
	requests := r.requestsByKey(intros)
	for _, t := range intros {
		for i := t.from; i < t.to; i++ {
			if e := &r.page.Permissions[i]; e.Context == "" {
				e.Context = t.text
			}
		}
		for _, key := range t.requests {
			for _, q := range requests[key] {
				q.Permissions = r.page.Permissions[t.from:t.to:t.to]
			}
		}
	}
}

// requestsByKey returns the requests of the page, where some table names any.
func (r *pageReader) requestsByKey(intros []tableIntro) map[string][]*model.Request {
	if !slices.ContainsFunc(intros, func(t tableIntro) bool { return len(t.requests) > 0 }) {
		return nil
	}
	byKey := map[string][]*model.Request{}
	for i := range r.page.Requests {
		q := &r.page.Requests[i]
		key := requestKey(q.Method, q.Path)
		byKey[key] = append(byKey[key], q)
	}
	return byKey
}
