package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// defaultNamespace is the namespace of pages that name none.
const defaultNamespace = "microsoft.graph"

// readTitle reads what stands above the first section: title, namespace,
// description and deprecation note.
func (r *pageReader) readTitle() {
	p := r.page
	p.Namespace = defaultNamespace
	for i := range r.sections[0].blocks {
		b := &r.sections[0].blocks[i]
		switch b.Kind {
		case markdown.Heading:
			r.checkText(b.Text, b.Offset)
			if b.Level == 1 && p.Title == "" {
				p.Title = markdown.Plain(b.Text)
			}
		case markdown.Paragraph:
			r.checkText(b.Text, b.Offset)
			r.preambleText(b)
		case markdown.Include:
			if strings.Contains(b.Target, "deprecat") && p.Deprecated == "" {
				r.deprecationInclude(b)
			}
		}
	}
	if p.Title == "" {
		p.Title = markdown.Plain(r.doc.FrontValue("title"))
	}
	if p.Title == "" {
		r.add(0, source.Warning, "title-missing", "page has no title")
	}
	if p.Description == "" {
		p.Description = markdown.Plain(r.doc.FrontValue("description"))
	}
	for _, f := range r.doc.Front {
		if f.Key == "title" || f.Key == "description" {
			r.checkText(f.Value, f.Offset)
		}
	}
}

// codeMarks are what text holds that wants to become code. Each has a slash, a
// number sign or a quote.
var codeMarks = [...]string{"*/", "//go:", "//line ", "#cgo", `import "C"`, "//export "}

// checkText reports text that looks as if it wanted to become code, or to
// read other than it looks. It stays text: what comes out of it is quoted or
// a comment.
func (r *pageReader) checkText(text string, offset int) {
	if strings.IndexByte(text, '/') >= 0 || strings.IndexByte(text, '#') >= 0 || strings.IndexByte(text, '"') >= 0 {
		r.checkMarks(text, offset)
	}
	if locale.IsASCII(text) {
		return
	}
	if i := strings.IndexFunc(text, isUnseen); i >= 0 {
		r.add(offset+i, source.Warning, "text-unseen", "text holds the unseen sign %q", firstRune(text[i:]))
	}
}

func (r *pageReader) checkMarks(text string, offset int) {
	for _, mark := range codeMarks {
		if i := strings.Index(text, mark); i >= 0 && !strings.HasPrefix(text[i:], "*/*") {
			r.add(offset+i, source.Warning, "text-code", "text holds %q, which stays text", mark)
		}
	}
}

// isUnseen reports whether c changes how text is shown without being seen.
func isUnseen(c rune) bool {
	return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' || c == '\u200e' || c == '\u200f'
}

// preambleText reads one paragraph above the first section.
func (r *pageReader) preambleText(b *markdown.Block) {
	text := b.Text
	if b.Quote {
		r.deprecation(text)
		return
	}
	if line, rest, ok := r.namespaceLine(text); ok {
		r.namespace(line, b.Offset)
		text = rest
	}
	if r.page.Description == "" && !b.List && strings.TrimSpace(text) != "" {
		if strings.HasPrefix(strings.TrimSpace(text), "**") && r.isNote(text) {
			r.deprecation(text)
			return
		}
		r.page.Description = markdown.Plain(text)
	}
	r.deprecation(text)
}

// isNote reports whether a paragraph is a bold warning rather than a
// description.
func (r *pageReader) isNote(text string) bool {
	_, rest, ok := strings.Cut(strings.TrimSpace(text)[2:], "**")
	label := strings.TrimSpace(text)[2:]
	if ok {
		label = label[:len(label)-len(rest)-2]
	}
	return strings.HasSuffix(label, ":") || strings.HasPrefix(rest, ":") || strings.HasSuffix(label, "：")
}

// deprecation keeps the first sentence block that says the operation is going.
func (r *pageReader) deprecation(text string) {
	if r.page.Deprecated != "" || len(text) > 4000 || !r.loc.Words.Deprecated.In(text) {
		return
	}
	r.page.Deprecated = markdown.Plain(trimAlert(text))
}

// trimAlert drops the "[!NOTE]" mark of an alert.
func trimAlert(text string) string {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "[!") {
		if _, rest, ok := strings.Cut(text, "]"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// namespaceLine cuts the "Namespace: microsoft.graph" line off a paragraph.
// The word before the colon is not looked at, since pages translate it.
func (r *pageReader) namespaceLine(text string) (name, rest string, ok bool) {
	line, rest, _ := strings.Cut(text, "\n")
	if r.isTranslated() {
		line = strings.ReplaceAll(strings.ReplaceAll(line, ". ", "."), "Microsoft.Graph", "microsoft.graph")
	}
	i := strings.Index(line, "microsoft.graph")
	if i < 0 || i > 40 {
		return "", "", false
	}
	label := strings.TrimRight(line[:i], " \u00a0*_`")
	if !strings.HasSuffix(label, ":") && !strings.HasSuffix(label, "：") {
		return "", "", false
	}
	if strings.Contains(label, ".") || strings.Contains(label, " ") && !r.isTranslated() {
		return "", "", false // a sentence, where the word is not several in this language
	}
	name, tail := line[i:], ""
	if j := strings.IndexFunc(name, func(c rune) bool { return !isNameRune(c) && c != '.' }); j >= 0 {
		name, tail = name[:j], strings.Trim(name[j:], " *_`")
	}
	return name, strings.TrimSpace(tail + "\n" + rest), true
}

func isNameRune(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// namespace keeps the documented namespace and mends its typing errors: a dot
// too many, a part written twice.
func (r *pageReader) namespace(name string, offset int) {
	parts := strings.Split(strings.Trim(name, "."), ".")
	out := parts[:0]
	for _, p := range parts {
		if p != "" && (len(out) == 0 || out[len(out)-1] != p) {
			out = append(out, p)
		}
	}
	mended := strings.Join(out, ".")
	if mended != name {
		r.add(offset, source.Warning, "namespace-typo", "namespace %q is read as %q", name, mended)
	}
	r.page.Namespace = mended
}

// settleVersion finds the version of a page whose path names none: in the URLs
// of its examples, else in its beta notice.
func (r *pageReader) settleVersion() {
	if r.page.Version != "" {
		return
	}
	for i := range r.examples {
		if v := versionOfURL(r.examples[i].Request.URL); v != "" {
			r.page.Version = v
			return
		}
	}
	r.page.Version = "v1.0"
	for i := range r.sections[0].blocks {
		b := &r.sections[0].blocks[i]
		if b.Kind == markdown.Include && strings.Contains(b.Target, "beta-disclaimer") ||
			b.Kind == markdown.Paragraph && strings.Contains(b.Text, "/beta") {
			r.page.Version = "beta"
			return
		}
	}
	r.add(0, source.Warning, "version-unknown", "neither path nor examples tell the version, v1.0 is assumed")
}

func versionOfURL(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	_, path, _ := strings.Cut(rest, "/")
	version, _, _ := strings.Cut(path, "/")
	if version == "v1.0" || version == "beta" {
		return version
	}
	return ""
}
