package parser

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readResponses reads the Response sections, then lets the annotated
// responses of the examples complete and correct them.
func (r *pageReader) readResponses() {
	sections := r.all(kindResponse)
	for _, bare := range [...]bool{false, true} {
		for i := range sections {
			for k := range sections[i].blocks {
				b := &sections[i].blocks[k]
				switch {
				case b.Kind == markdown.Paragraph:
					r.responseText(b, bare)
				case b.Kind == markdown.Table && !bare:
					r.responseTable(b.Table)
				}
			}
		}
		if len(r.page.Responses) > 0 {
			break
		}
	}
	for i := range sections {
		r.typeWithoutStatus(sections[i].blocks)
	}
	documented := len(r.page.Responses) > 0
	r.told = slices.Clone(r.page.Responses)
	for i := range r.examples {
		if x := &r.examples[i]; x.Response.Status > 0 && (x.noted || r.isOwnExample(x)) {
			r.exampleResponse(x, documented)
		}
	}
	for i := 0; i < len(r.examples) && len(r.page.Responses) == 0; i++ {
		if x := &r.examples[i]; x.Response.Status > 0 {
			r.exampleResponse(x, documented)
		}
	}
	r.settleCollections()
	if len(r.page.Responses) == 0 && len(r.page.Requests) > 0 {
		r.add(0, source.Warning, "response-missing", "page names no status code")
	}
}

// settleCollections takes back that a response is a collection where every
// example of it shows an object without a value.
func (r *pageReader) settleCollections() {
	for i := range r.page.Responses {
		have := &r.page.Responses[i]
		if !have.Collection || !isNamed(have.Type) {
			continue
		}
		shown := 0
		for k := range r.examples {
			p := &r.examples[k].Response
			if p.Status != have.Status || p.Body == "" {
				continue
			}
			if p.Collection && r.examples[k].collKnown || p.Body[0] != '{' || strings.Contains(p.Body, `"value"`) {
				shown = 0
				break
			}
			shown++
		}
		if shown > 0 {
			have.Collection = false
			r.list.Add(have.Pos, source.Warning, "response-type-differs", "the Response section says a collection of %s, its examples show one", have.Type)
		}
	}
}

// typeWithoutStatus gives the type that a paragraph names to the codes that
// the next ones name, where these tell no type.
func (r *pageReader) typeWithoutStatus(blocks []markdown.Block) {
	if slices.ContainsFunc(r.page.Responses, func(p model.Response) bool { return p.Type != "" }) {
		return
	}
	told, collection := "", false
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind != markdown.Paragraph || b.List || b.Quote:
		case len(tickedStatuses(b.Text)) == 0:
			if name, many := r.responseType(b.Text); told == "" && isNamed(name) {
				told, collection = name, many
			}
		case told != "":
			r.typeOfSuccess(told, collection)
			return
		default:
			return
		}
	}
}

// typeOfSuccess gives a type to every success of the page.
func (r *pageReader) typeOfSuccess(name string, collection bool) {
	for k := range r.page.Responses {
		if p := &r.page.Responses[k]; isSuccess(p.Status) {
			p.Type, p.Collection = name, collection
		}
	}
}

// mark is a status code in a text.
type mark struct{ status, start, end int }

// responseText reads the status codes of a paragraph, and the type that each
// is said to return.
func (r *pageReader) responseText(b *markdown.Block, bare bool) {
	text := b.Text
	marks := tickedStatuses(text)
	if bare {
		marks = r.bareStatuses(text)
	}
	for i, m := range marks {
		start, end := m.end, len(text)
		if i+1 < len(marks) {
			end = marks[i+1].start
		}
		if len(marks) == 1 {
			start = 0
		}
		x := model.Response{Status: m.status, Pos: r.doc.Pos(b.Offset + m.start)}
		if m.status >= 200 && m.status < 300 && m.status != 204 {
			x.Type, x.Collection = r.responseType(text[start:end])
		}
		if x.Type != "" && i > 0 && isSuccess(marks[i-1].status) && isSuccess(m.status) {
			r.shareType(&x, text[marks[i-1].end:m.start], marks[i-1].status)
		}
		r.addResponse(x)
	}
}

// responseTable reads a table whose first column holds status codes.
func (r *pageReader) responseTable(t *markdown.TableData) {
	for _, row := range t.Rows {
		code := markdown.Plain(row.Cell(0))
		status := leadingStatus(code)
		if status < 200 || !statusText(code[3:]) {
			continue
		}
		x := model.Response{Status: status, Pos: r.doc.Pos(row.At(0))}
		if status < 300 && status != 204 {
			x.Type, x.Collection = r.responseType(lastCell(row, len(t.Header.Cells)))
		}
		r.addResponse(x)
	}
}

// isSuccess reports whether a status comes with what was created or changed.
func isSuccess(status int) bool { return status == 200 || status == 201 }

// shareType gives the type of x to the status before it, where one sentence
// names both and only then the type: "`201 Created` or `200 OK` and a …".
func (r *pageReader) shareType(x *model.Response, between string, before int) {
	if strings.Contains(between, ". ") || strings.Contains(between, ".\n") || strings.Contains(between, "。") {
		return
	}
	r.addResponse(model.Response{Status: before, Type: x.Type, Collection: x.Collection, Pos: x.Pos})
}

// addResponse adds a documented status, or the type that a further mention of
// it tells.
func (r *pageReader) addResponse(x model.Response) {
	for i := range r.page.Responses {
		have := &r.page.Responses[i]
		if have.Status == x.Status {
			if have.Type == "" || have.Type == "Edm.Stream" && x.Type != "" {
				have.Type, have.Collection = x.Type, x.Collection
			}
			return
		}
	}
	r.page.Responses = append(r.page.Responses, x)
}

// tickedStatuses finds the status codes in code spans: "`204 No Content`",
// "`201, Created`", "`HTTP/1.1 204 OK`".
func tickedStatuses(text string) []mark {
	var marks []mark
	for at := 0; ; {
		open := strings.IndexByte(text[at:], '`')
		if open < 0 {
			return marks
		}
		open += at
		start := open
		for start < len(text) && text[start] == '`' {
			start++
		}
		length := strings.IndexByte(text[start:], '`')
		if length < 0 {
			return marks
		}
		code := strings.TrimSpace(text[start : start+length])
		at = start + length
		for at < len(text) && text[at] == '`' {
			at++
		}
		if strings.HasPrefix(code, "HTTP") {
			_, code, _ = strings.Cut(code, " ")
		}
		if status := leadingStatus(code); status > 0 && statusText(code[3:]) {
			marks = append(marks, mark{status, open, at})
		}
	}
}

// statusText reports whether what follows three digits in a code span may be
// a reason phrase.
func statusText(s string) bool {
	s = strings.TrimLeft(s, " ,-:")
	return len(s) < 60 && !strings.ContainsAny(s, "{}=/")
}

// reasons are the reason phrases that tell a status code without ticks from
// any other number.
var reasons = [...]string{"ok", "no content", "created", "accepted", "found", "nocontent", "partial content", "multi-status",
	"bad request", "unauthorized", "forbidden", "not found", "conflict", "precondition", "not modified", "too many", "gone", "locked"}

// bareStatuses finds status codes that stand in running text.
func (r *pageReader) bareStatuses(text string) []mark {
	var marks []mark
	for i := 0; i+3 <= len(text); i++ {
		if text[i] < '2' || text[i] > '5' || i > 0 && (isScopeByte(text[i-1]) || text[i-1] == '.') {
			continue
		}
		status := leadingStatus(text[i:])
		if status == 0 {
			continue
		}
		rest := strings.ToLower(strings.TrimLeft(text[i+3:min(len(text), i+40)], " ,-*_`"))
		if hasReason(rest) || strings.HasSuffix(text[:i], "HTTP ") || strings.HasSuffix(text[:i], "HTTP/1.1 ") || r.translatedStatus(status, text[i+3:]) {
			marks = append(marks, mark{status, i, i + 3})
		}
	}
	return marks
}

func hasReason(lower string) bool {
	for _, r := range reasons {
		if strings.HasPrefix(lower, r) {
			return true
		}
	}
	return strings.HasPrefix(lower, "response") || strings.HasPrefix(lower, "status") || strings.HasPrefix(lower, "http")
}

// responseType returns the type that a sentence says is in the body.
func (r *pageReader) responseType(text string) (string, bool) {
	lower := strings.ToLower(text)
	collection := r.loc.Words.Collection.In(withoutLinks(text, r.doc.Refs)) || strings.Contains(lower, "list of") || strings.Contains(lower, "array of")
	for _, l := range markdown.Links(text, r.doc.Refs) {
		if isResourceLink(l.Target) && !strings.HasSuffix(l.Target, "-values") && !isLocation(text, l.Start) && !r.isArticle(l) {
			return r.typeOfLink(l), collection
		}
	}
	if name := r.boldType(text); name != "" {
		return name, collection
	}
	if name := r.primitive(text, lower); name != "" {
		return "Edm." + name, collection
	}
	if r.loc.Words.Binary.In(lower) {
		return "Edm.Stream", false
	}
	return "", false
}

// withoutLinks blanks the links of a text that are names of types: such a name
// may hold a word that says something else in a sentence.
func withoutLinks(text string, refs map[string]string) string {
	for _, l := range slices.Backward(markdown.Links(text, refs)) {
		if !strings.Contains(l.Text, " ") {
			text = text[:l.Start] + " " + text[l.End:]
		}
	}
	return text
}

// primitive returns the name of the primitive type that a text names.
func (r *pageReader) primitive(text, lower string) string {
	words := text
	if r.isTranslated() {
		words = strings.ReplaceAll(text, "-", " ") // German joins nouns with them
	}
	for _, word := range primitiveWords {
		if hasWord(words, word) {
			return word
		}
	}
	if strings.Contains(lower, " of strings") || strings.Contains(lower, " string collection") {
		return "String"
	}
	if !r.isTranslated() {
		return ""
	}
	for _, word := range primitiveWords {
		if r.loc.Words.Primitives[word].In(lower) {
			return word
		}
	}
	return ""
}

// isLocation reports whether the link at start tells where a Location header
// leads, not what the body holds: its sentence names the header, and either
// no status code, or nothing between the header and the link.
func isLocation(text string, start int) bool {
	if rest := text[start:]; strings.HasPrefix(rest, "[") {
		_, after, _ := strings.Cut(rest, ")")
		if i := strings.Index(strings.ToLower(after), "location"); i >= 0 && utf8.RuneCountInString(after[:i]) < nearLink && !strings.ContainsAny(after[:i], ".。,，、;") {
			return true
		}
	}
	from := max(strings.LastIndex(text[:start], ". "), strings.LastIndex(text[:start], ".\n"), strings.LastIndex(text[:start], "。"), 0)
	before := text[from:start]
	i := strings.LastIndex(strings.ToLower(before), "location")
	if i < 0 {
		return false
	}
	if _, after, ok := strings.Cut(text[start:], ")"); ok && strings.HasPrefix(strings.TrimLeft(after, " 的の"), "URL") {
		return true // "with the URL of", which stands before the link in English
	}
	return len(tickedStatuses(before)) == 0 || !strings.ContainsAny(before[i:], ",，、")
}

// nearLink is how far behind a link the header may stand that holds it.
const nearLink = 30

var primitiveWords = [...]string{"String", "Boolean", "Stream", "Int32", "Int64", "Double", "Binary", "Guid", "DateTimeOffset"}

// hasWord reports whether text holds word between blanks or punctuation.
func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(word)
		if (start == 0 || !isScopeByte(text[start-1])) && (end == len(text) || !isScopeByte(text[end])) {
			return true
		}
		at = end
	}
}

// boldType returns the type of "a **customer** object", with the word for the
// object on either side.
func (r *pageReader) boldType(text string) string {
	before, rest, ok := strings.Cut(text, "**")
	if !ok {
		return ""
	}
	name, after, ok := strings.Cut(rest, "**")
	name = strings.TrimSpace(name)
	if !ok || name == "" || len(name) > 60 {
		return ""
	}
	for _, c := range name {
		if !isNameRune(c) && c != '.' {
			return ""
		}
	}
	before, after = strings.ToLower(before), strings.ToLower(after)
	after = strings.TrimLeft(after, " -")
	if startsWithAny(after, r.loc.Words.Object.All()) || startsWithAny(after, r.loc.Words.InBody.All()) || r.loc.Words.Object.In(lastWord(before)) {
		if r.isTranslated() && strings.IndexByte(name, '.') < 0 {
			name = strings.ToLower(name[:1]) + name[1:] // as at the start of a sentence
		}
		return r.typeOfNote(name)
	}
	return ""
}

// lastWord returns what stands behind the last blank of s, the blanks at its
// end left out.
func lastWord(s string) string {
	s = strings.TrimRight(s, " ")
	return s[strings.LastIndexByte(s, ' ')+1:]
}

// lastName returns the part of a type name behind its last dot.
func lastName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
