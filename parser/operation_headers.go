package parser

import (
	"net/textproto"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readHeaders reads the tables of the request header sections.
func (r *pageReader) readHeaders() {
	sections := r.all(kindHeaders)
	for i := range sections {
		for k := range sections[i].blocks {
			if t := sections[i].blocks[k].Table; t != nil {
				r.headerTable(t)
			}
		}
	}
	for i := 0; i < len(sections) && len(r.page.RequestHeaders) == 0; i++ {
		for k := range sections[i].blocks {
			if b := &sections[i].blocks[k]; b.Kind == markdown.Paragraph && b.List {
				r.headerItem(b)
			}
		}
	}
}

// headerItem reads an item "Name: value. Required." of a list of headers.
func (r *pageReader) headerItem(b *markdown.Block) {
	name, text, ok := strings.Cut(b.Text, ":")
	if _, _, known := r.headerName(name); ok && known {
		cells := []markdown.Cell{{Text: strings.TrimSpace(name), Offset: b.Offset}, {Text: strings.TrimSpace(text), Offset: b.Offset}}
		r.headerRow(markdown.Row{Cells: cells, Offset: b.Offset})
	}
}

func (r *pageReader) headerTable(t *markdown.TableData) {
	if row := t.Header; len(row.Cells) > 1 {
		if _, _, ok := r.headerName(row.Cells[0].Text); ok {
			r.headerRow(row) // a table without a header row of its own
		}
	}
	t, required := r.dropRequired(t)
	for i := range t.Rows {
		if len(t.Rows[i].Cells) > 0 && t.Rows[i].Cells[0].Text != "" {
			before := len(r.page.RequestHeaders)
			r.headerRow(t.Rows[i])
			for k := before; k < len(r.page.RequestHeaders) && required[i]; k++ {
				r.page.RequestHeaders[k].Required = true
			}
		}
	}
}

func (r *pageReader) headerRow(row markdown.Row) {
	name, value, ok := r.headerName(row.Cells[0].Text)
	pos := r.doc.Pos(row.Cells[0].Offset)
	if !ok {
		name = r.headerOfValue(row)
		ok = name != ""
	}
	if !ok {
		if !isTableHeading(row) {
			r.list.Add(pos, source.Warning, "header-name", "%q is not the name of a request header", clipText(row.Cells[0].Text))
		}
		return
	}
	h := model.Header{Name: name, Value: value, Pos: pos}
	text := row.Cell(1)
	if len(row.Cells) > 2 {
		if kind := row.Cell(1); !r.isTypeWord(kind) && kind != "" && h.Value == "" && !r.isUnknownType(name, row) {
			h.Value = markdown.Plain(kind)
			if name == "Authorization" {
				h.Value = r.bearerValue(h.Value)
			}
		}
		text = row.Cell(2)
	}
	h.Description = markdown.Plain(text)
	h.Required = r.isRequired(h.Description) || name == "Authorization" && r.isTranslated() && (r.loc.Words.Required.In(h.Description) || saysRequired(h.Description))
	if h.Value == "" {
		h.Value = r.headerValue(name, h.Description)
	}
	if h.Value == "" && name == "Authorization" && text != "" {
		h.Value = bearer
	}
	r.page.RequestHeaders = append(r.page.RequestHeaders, h)
}

// bearer is the value of Authorization where a page says it in other words.
const bearer = "Bearer {token}"

// isTableHeading reports whether a row is a heading that a broken table has
// among its rows.
func isTableHeading(row markdown.Row) bool {
	return strings.EqualFold(row.Cell(0), "Name") || strings.EqualFold(row.Cell(0), "Header")
}

// headerName returns the HTTP name that the first cell of a row means, in any
// language, and the value that stands behind a colon there.
func (r *pageReader) headerName(cell string) (name, value string, ok bool) {
	if known, found := r.loc.Header(cell); found {
		return known, "", true
	}
	text := strings.ReplaceAll(markdown.Plain(cell), "：", ":")
	head, value, _ := strings.Cut(text, ":")
	head, value = strings.TrimSpace(head), strings.TrimSpace(value)
	if known, found := r.loc.Header(head); found {
		return known, value, true
	}
	if r.loc.PreferValue(head) {
		return "Prefer", head, true
	}
	if strings.IndexByte(head, '-') > 0 && isToken(head) {
		return textproto.CanonicalMIMEHeaderKey(head), value, true
	}
	return "", "", false
}

// isToken reports whether s may be the name of a header.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isScopeByte(s[i]) {
			return false
		}
	}
	return s != "" && len(s) < 60
}

// isTypeWord reports whether a cell is the type of a header, not its value.
func (r *pageReader) isTypeWord(cell string) bool {
	_, ok := r.loc.Type(markdown.Plain(cell))
	return ok
}

// isRequired reports whether a description marks its item as required at all
// times; "required when" is no such mark.
func (r *pageReader) isRequired(text string) bool {
	w := &r.loc.Words
	if !w.Required.In(text) {
		return false
	}
	if lower := strings.ToLower(text); strings.Contains(lower, "required") {
		return requiredMark(lower) || endsInMark(text)
	}
	return r.isTranslated() && !w.Optional.In(text) && isMarked(text, &w.Required) // "requis" is in "prerequisite"
}

// requiredMark reports whether a text says "Required" by itself, at its start or
// behind a value, or that "this property is required". In a list of values the
// word is one of them.
func requiredMark(lower string) bool {
	for at := 0; ; {
		i := strings.Index(lower[at:], "required")
		if i < 0 {
			return false
		}
		at += i
		before, after := strings.TrimRight(lower[:at], " *_"), strings.TrimLeft(lower[at+len("required"):], "*_")
		at += len("required")
		switch {
		case after != "" && strings.IndexByte(".);,", after[0]) < 0 && !strings.HasPrefix(after, " use "):
		case strings.HasPrefix(after, ",") && strings.HasSuffix(before, ","), strings.HasPrefix(after, ",") && strings.HasSuffix(before, ":"):
		case before == "" || strings.IndexByte(".(;:,\n>}-/", before[len(before)-1]) >= 0:
			return true
		case strings.HasPrefix(after, ".") && endsInThis(before):
			return true
		}
	}
}

// endsInMark reports whether a text ends with "Required" as with a word of its
// own, going by its capital.
func endsInMark(text string) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(text, ". *_"), "Required")
	return ok && before != "" && strings.IndexByte(" *_", before[len(before)-1]) >= 0
}

// endsInThis reports whether a sentence is "this property is required".
func endsInThis(before string) bool {
	before, is := strings.CutSuffix(before, " is")
	before = before[strings.LastIndexAny(before, ".\n")+1:]
	switch strings.TrimSpace(before) {
	case "this property", "this parameter", "this field", "this header", "this value", "it":
		return is
	}
	return false
}

// headerValue finds the value in a text such as "application/json. Required."
func (r *pageReader) headerValue(name, plain string) string {
	switch name {
	case "Authorization":
		return r.bearerValue(plain)
	case "Accept", "Content-Type":
		return r.mediaType(plain)
	}
	if name == "Prefer" {
		if value := quotedValue(plain); value != "" {
			return value
		}
	}
	first, rest, dotted := cutSentence(plain)
	if first == "" || r.isTypeWord(first) || len(first) > 60 || strings.EqualFold(first, "optional") || strings.EqualFold(first, "required") {
		return ""
	}
	if strings.IndexByte(first, ' ') < 0 && (locale.IsASCII(first) && first[0] != '<' || strings.IndexByte(first, '=') > 0) && (dotted || rest == "") {
		if strings.EqualFold(first, "etag") || strings.EqualFold(first, "locale") || strings.EqualFold(first, "language") {
			return ""
		}
		return first
	}
	return ""
}

// quotedValue returns the preference with a value in quotes that a text starts
// with, as in `outlook.timezone="Pacific Standard Time"`.
func quotedValue(plain string) string {
	name, rest, ok := strings.Cut(plain, `="`)
	end := strings.IndexByte(rest, '"')
	if !ok || end < 0 || !locale.IsASCII(rest[:end]) || strings.ContainsAny(name, " {<") {
		return ""
	}
	return plain[:len(name)+len(`="`)+end+1]
}

// cutSentence cuts a text behind its first sentence.
func cutSentence(s string) (first, rest string, dotted bool) {
	for i := range s {
		switch {
		case strings.HasPrefix(s[i:], "。"):
			return s[:i], s[i+len("。"):], true
		case s[i] == '.' && i+1 < len(s) && (s[i+1] == ' ' || s[i+1] >= utf8.RuneSelf):
			return strings.TrimRight(s[:i], " ."), s[i+1:], true
		}
	}
	return strings.TrimRight(s, " ."), "", false
}

// bearerValue returns the value of Authorization, "Bearer {token}" with the
// placeholder as documented. Translations of both words count as the words.
func (r *pageReader) bearerValue(plain string) string {
	if !strings.Contains(plain, "Bearer") && !r.isTranslated() {
		return ""
	}
	open := strings.IndexAny(plain, "{<")
	if open < 0 {
		return bearer
	}
	end := strings.IndexAny(plain[open:], "}>")
	if end <= 1 || end >= 40 {
		return bearer
	}
	word := strings.ToLower(plain[open+1 : open+end])
	if r.isTranslated() {
		word = "token"
		if r.loc.Words.Code.In(plain[open : open+end]) {
			word = "code"
		}
	}
	return "Bearer " + plain[open:open+1] + word + plain[open+end:open+end+1]
}

// mediaType returns the first media type of a text. Translations may have the
// word for a program in place of "application".
func (r *pageReader) mediaType(s string) string {
	if kind, rest, ok := strings.Cut(s, "/"); ok && r.isTranslated() && r.loc.Label(locale.Key(kind)) == model.Application {
		s = "application/" + strings.TrimLeft(rest, " ")
	}
	return firstMediaType(s)
}

func firstMediaType(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] != '/' || i == 0 {
			continue
		}
		start, end := i, i+1
		for start > 0 && isMediaByte(s[start-1]) {
			start--
		}
		for end < len(s) && isMediaByte(s[end]) {
			end++
		}
		if kind := strings.ToLower(s[start:i]); isMediaKind(kind) && end > i+1 {
			return kind + "/" + strings.TrimRight(s[i+1:end], ".")
		}
	}
	return ""
}

func isMediaByte(c byte) bool { return isScopeByte(c) || c == '+' || c == '.' || c == '*' }

func isMediaKind(s string) bool {
	switch s {
	case "application", "text", "image", "multipart", "audio", "video", "*":
		return true
	}
	return false
}
