package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// baseName returns the file name of a link target without folder, fragment
// and ending: "../resources/user.md#x" gives "user".
func baseName(target string) string {
	if i := strings.IndexByte(target, '#'); i >= 0 {
		target = target[:i]
	}
	if i := strings.IndexByte(target, '?'); i >= 0 {
		target = target[:i]
	}
	if i := strings.LastIndexAny(target, `/\`); i >= 0 {
		target = target[i+1:]
	}
	return strings.TrimSuffix(strings.TrimSuffix(target, ".md"), ".yml")
}

// isResourceLink reports whether a link leads to the page of a type. One to a
// page beside it leads to an operation.
func isResourceLink(target string) bool {
	return strings.Contains(target, "resources/") || strings.Contains(target, "Resources/")
}

// typeOfLink returns the full name of the type that a link leads to. The
// target names it in every language; the link's text gives its upper-case
// letters, where the text is the name.
func (r *pageReader) typeOfLink(l markdown.Link) string {
	base := strings.ToLower(baseName(l.Target))
	prefix, name := "", base
	if i := strings.LastIndexByte(base, '-'); i >= 0 {
		prefix, name = base[:i], base[i+1:]
	}
	if _, anchor, ok := strings.Cut(l.Target, "#"); ok {
		if values, ok := strings.CutSuffix(anchor, "-values"); ok {
			name = values
		}
	}
	name = r.shownCase(pickCase(name, l.Text))
	if name != "" && name[0] >= 'A' && name[0] <= 'Z' { // as at the start of a sentence, or of a German noun
		name = strings.ToLower(name[:1]) + name[1:]
	}
	full := r.fullName(name, prefix)
	if text := strings.Trim(l.Text, " `"); prefix != "" && isTypeName(text) && strings.EqualFold(text, defaultNamespace+"."+prefix+"."+name) && strings.EqualFold(full, defaultNamespace+"."+name) {
		full = text[:len(text)-len(name)] + name // the page of a type in a namespace that is not known
	}
	if link := (Link{full, l.Target}); r.links != nil && r.linkIndex.Find(link, len(*r.links), func(i int) Link { return (*r.links)[i] }) < 0 {
		*r.links = append(*r.links, link)
	}
	return full
}

// doubtful returns the links to pages that may define a type of another name:
// their files have a prefix, and no other link of the page gives the name.
func doubtful(links []Link) []Link {
	var out []Link
	for _, l := range links {
		base := baseName(l.Target)
		if l.Target == "" || strings.Contains(base, "-") && !slices.ContainsFunc(links, func(o Link) bool {
			return o.Name == l.Name && !strings.EqualFold(baseName(o.Target), base)
		}) {
			out = append(out, l)
		}
	}
	return out
}

// pickCase returns the word of text that spells name, else name.
func pickCase(name, text string) string {
	text = markdown.Plain(text)
	if strings.EqualFold(text, name) {
		return text
	}
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c >= 0x80 || !isNameRune(c) }) {
		if strings.EqualFold(word, name) {
			return word
		}
	}
	return name
}

// isArticle reports whether a link leads to a page about something else than a
// type: its target ends with none of the words of its text, which are several,
// or it leads to one part of the page. Where the target's prefix is that of a
// group of types, the words do not count: translations change them.
func (r *pageReader) isArticle(l markdown.Link) bool {
	base := baseName(l.Target)
	at := strings.LastIndexByte(base, '-')
	if at >= 0 && !strings.Contains(l.Target, "#") {
		if _, known := r.loc.Namespace(base[:at]); known || strings.HasPrefix(base, "intune-") {
			return false
		}
	}
	words := strings.Fields(l.Text)
	return at >= 0 && (len(words) > 2 || strings.Contains(l.Target, "#")) && !slices.ContainsFunc(words, func(w string) bool {
		return strings.EqualFold(strings.Trim(w, "*_`."), base[at+1:])
	})
}

// fullName puts the namespace before a type name; prefix is what stands before
// the name in its file's name, which names the namespace where it is no plain
// microsoft.graph.
func (r *pageReader) fullName(name, prefix string) string {
	if !isTypeName(name) {
		return ""
	}
	if sub, ok := r.loc.Namespace(prefix); ok {
		return defaultNamespace + "." + sub + "." + name
	}
	if i := strings.LastIndexByte(r.page.Namespace, '.'); prefix != "" && strings.EqualFold(r.page.Namespace[i+1:], prefix) {
		return r.page.Namespace + "." + name
	}
	return defaultNamespace + "." + name
}

// typeRef reads the type cell of a table: full name, and whether it is a
// collection of it.
func (r *pageReader) typeRef(cell string) (name string, collection bool) {
	s := r.joinType(strings.TrimSpace(cell))
	if s == "" {
		return "", false
	}
	if t, ok := r.loc.Type(s); ok {
		return t, false
	}
	if i := collectionOf(s); i >= 0 {
		inner := strings.TrimSuffix(strings.TrimSpace(s[i+len("collection("):]), ")")
		if strings.Count(inner, "(") > strings.Count(inner, ")") {
			inner += ")"
		}
		name, _ = r.typeRef(inner)
		return name, true
	}
	if inner, ok := r.collectionInWords(s); ok {
		name, _ = r.typeRef(inner)
		return name, true
	}
	collection = r.loc.Words.Collection.In(s)
	l, ok := markdown.FirstLink(s, r.doc.Refs)
	if !ok {
		return r.bareType(s), collection
	}
	// the name of the type may hold the word
	rest := withoutLinks(s, r.doc.Refs)
	collection = collection && r.loc.Words.Collection.In(rest) || r.isTranslated() && r.isUnknownWord(rest) && len(markdown.Links(s, r.doc.Refs)) == 1
	if l.Ref && l.Target == "" {
		return r.bareType(l.Text), collection
	}
	if t, ok := r.loc.Type(l.Text); ok {
		return t, collection
	}
	return r.typeOfLink(l), collection
}

// collectionOf returns where "Collection(" stands in s in lower case, or -1.
func collectionOf(s string) int {
	if strings.IndexByte(s, '(') < 0 {
		return -1
	}
	return strings.Index(strings.ToLower(s), "collection(")
}

// bareType reads a type that is not a link: "String (url)", "`user`",
// "microsoft.graph.user", "Edm.String", "user collection", "String コレクション".
func (r *pageReader) bareType(s string) string {
	s = markdown.Plain(s)
	if t, ok := r.loc.Type(s); ok {
		return t
	}
	if t, ok := r.loc.Type(r.cutCollection(s)); ok {
		return t
	}
	for _, word := range [...]string{" collection", " Collection", "Collection of "} {
		s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(s, word), word))
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	if t, ok := r.loc.Type(s); ok {
		return t
	}
	first, _, several := strings.Cut(s, " or ")
	if several {
		return r.bareType(first)
	}
	if len(s) > len("Edm.") && strings.EqualFold(s[:len("Edm.")], "Edm.") {
		if t, ok := r.loc.Type(s[len("Edm."):]); ok {
			return t
		}
	}
	switch {
	case isTypeName(s) && (strings.HasPrefix(s, "microsoft.graph.") || strings.HasPrefix(s, "Edm.")):
		return s
	case s == "":
		return ""
	case strings.ContainsFunc(s, func(c rune) bool { return !isNameRune(c) }):
		return r.translatedType(s)
	}
	if t := r.translatedType(s); !isNamed(t) {
		return t
	}
	return r.fullName(s, "")
}

// cutCollection drops a translated word for "collection" at either end.
func (r *pageReader) cutCollection(s string) string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s
	}
	for _, word := range r.loc.Words.Collection.All() {
		head, tail, ok := strings.Cut(lower, word)
		switch {
		case !ok:
		case tail == "":
			return strings.TrimRight(s[:len(head)], " -")
		case head == "":
			rest := strings.TrimLeft(s[len(s)-len(tail):], " -")
			return strings.TrimPrefix(strings.TrimPrefix(rest, "de "), "von ")
		}
	}
	return s
}

// isTypeName reports whether s can be the full name of a type.
func isTypeName(s string) bool {
	if s == "" || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool { return !isNameRune(c) && c != '.' })
}
