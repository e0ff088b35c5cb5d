package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
)

// readParameters reads query, path and function parameters.
func (r *pageReader) readParameters() {
	sections := r.all(kindQuery)
	for i := range sections {
		r.querySection(sections[i].blocks)
	}
	for _, s := range r.all(kindPath) {
		r.page.PathParameters = r.parameterTables(r.page.PathParameters, s.blocks)
	}
	for _, s := range r.all(kindFunction) {
		r.page.FunctionParameters = r.parameterTables(r.page.FunctionParameters, s.blocks)
	}
}

// parameterTables adds the rows of every table among blocks.
func (r *pageReader) parameterTables(into []model.Parameter, blocks []markdown.Block) []model.Parameter {
	for i := range blocks {
		if t := blocks[i].Table; t != nil {
			t, required := r.dropRequired(t)
			for k, row := range t.Rows {
				if p, ok := r.parameter(row, len(t.Header.Cells)); ok {
					p.Required = p.Required || required[k]
					into = append(into, p)
				}
			}
		}
	}
	return into
}

// parameter reads a row "name | type | description" or "name | description".
func (r *pageReader) parameter(row markdown.Row, columns int) (model.Parameter, bool) {
	name, required := r.markedName(row.Cell(0))
	name = strings.Trim(name, "{}")
	if option := r.linkedOption(row.Cell(0)); option != "" {
		name = option
	}
	if name == "" || !isParameterName(name) {
		return model.Parameter{}, false
	}
	if r.isTranslated() {
		name = r.spelled(name)
	}
	p := model.Parameter{Name: name, Pos: r.doc.Pos(row.At(0))}
	if len(row.Cells) > 2 {
		p.Type, p.Collection = r.typeRef(row.Cell(1))
	}
	p.Description = markdown.Plain(lastCell(row, columns))
	p.Required = required || r.isRequired(p.Description)
	return p, true
}

// spelled returns a name as the requests of the page spell it: translations give
// the words at the start of a cell a capital letter.
func (r *pageReader) spelled(name string) string {
	if own := r.inRequest(name); own != "" {
		return own
	}
	for i := range r.page.QueryParameters {
		if own := r.page.QueryParameters[i].Name; strings.EqualFold(own, name) {
			return own
		}
	}
	return name
}

// linkedOption returns the OData option that the first link of a text leads
// to, as in "/graph/query-parameters#filter-parameter": its text may be translated.
func (r *pageReader) linkedOption(text string) string {
	if strings.IndexByte(text, '#') < 0 || !r.isTranslated() {
		return ""
	}
	l, _ := markdown.FirstLink(text, r.doc.Refs)
	_, part, ok := strings.Cut(l.Target, "#")
	if !ok || !isAboutQueries(l.Target) {
		return ""
	}
	return queryOptions[strings.TrimSuffix(strings.ToLower(part), "-parameter")]
}

// isAboutQueries reports whether a text holds a link to the page about OData
// query options.
func isAboutQueries(text string) bool {
	return strings.Contains(text, "query-parameters") || strings.Contains(text, "query_parameters")
}

// lastCell returns the last cell of a row below a header of so many columns. A
// row has more cells where a text holds a pipe that was not escaped; they are
// joined again.
func lastCell(row markdown.Row, columns int) string {
	if len(row.Cells) < 2 {
		return ""
	}
	at := min(max(columns, 2), len(row.Cells)) - 1
	text := row.Cells[at].Text
	for _, c := range row.Cells[at+1:] {
		if c.Text != "" {
			text += " | " + c.Text
		}
	}
	return text
}

func isParameterName(s string) bool {
	for _, c := range s {
		if !isNameRune(c) && c != '$' && c != '-' && c != '.' && c != '@' {
			return false
		}
	}
	return len(s) < maxName
}

// maxName bounds the names of parameters and properties.
const maxName = 80

// queryOptions are the OData options that prose may name, lower case.
var queryOptions = map[string]string{
	"select": "$select", "expand": "$expand", "filter": "$filter", "top": "$top", "skip": "$skip", "count": "$count",
	"search": "$search", "orderby": "$orderby", "format": "$format", "apply": "$apply", "compute": "$compute",
	"skiptoken": "$skiptoken", "deltatoken": "$deltatoken",
}

// queryOption returns the OData option that s is or starts with, as in
// "$select" and "$filter=x eq 1".
func queryOption(s string) string {
	dollar := strings.HasPrefix(s, "$")
	name := strings.TrimPrefix(s, "$")
	end := 0
	for end < len(name) && (name[end] >= 'a' && name[end] <= 'z' || name[end] >= 'A' && name[end] <= 'Z') {
		end++
	}
	if !dollar && end != len(name) {
		return ""
	}
	return queryOptions[strings.ToLower(name[:end])]
}

// querySection reads the tables of a query section, and the options that its
// prose names where it does not say that they are not supported.
func (r *pageReader) querySection(blocks []markdown.Block) {
	side := false   // below a heading that tells of something else
	denied := false // in the list below "the following aren't supported:"
	listed := false // the options follow as a list
	for i := range blocks {
		b := &blocks[i]
		switch b.Kind {
		case markdown.Heading:
			side = !strings.Contains(b.Slug, "query-parameters")
		case markdown.Table:
			if !side {
				r.queryTable(b.Table)
			}
		case markdown.Paragraph:
			if !b.List {
				denied = opensList(b.Text) && r.loc.Words.NotSupportedQuery.In(b.Text)
			}
			if denied {
				continue
			}
			before := len(r.page.QueryParameters)
			r.queryProse(b)
			if before == 0 && len(r.page.QueryParameters) == 0 && !side && r.promisesOData(b.Text) {
				r.page.ODataQuery, listed = true, opensList(b.Text) && r.loc.Words.Following.In(b.Text)
			}
		}
	}
	if (hasTable(blocks) || listed) && len(r.page.QueryParameters) > 0 {
		r.page.ODataQuery = false // the table or the list names them
	}
}

// opensList reports whether a text ends with a colon.
func opensList(text string) bool {
	text = strings.TrimRight(text, " \n")
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// promisesOData reports whether a text says that the OData query options are
// supported, whichever they are.
func (r *pageReader) promisesOData(text string) bool {
	lower := strings.ReplaceAll(strings.ToLower(text), "**", "")
	return (isAboutQueries(lower) || strings.Contains(lower, "odata query")) && !r.loc.Words.NotSupportedQuery.In(lower)
}

func hasTable(blocks []markdown.Block) bool {
	return slices.ContainsFunc(blocks, func(b markdown.Block) bool { return b.Kind == markdown.Table })
}

func (r *pageReader) queryTable(t *markdown.TableData) {
	named := namesParameters(t.Header.Cell(0)) || slices.ContainsFunc(t.Rows, namesOptionRow)
	aboutProperties := strings.HasPrefix(locale.Key(markdown.Plain(t.Header.Cell(0))), "propert")
	t, required := r.dropRequired(t)
	for i, row := range t.Rows {
		p, ok := r.parameter(row, len(t.Header.Cells))
		if !ok {
			continue
		}
		p.Required = p.Required || required[i]
		if known := queryOption(p.Name); strings.HasPrefix(p.Name, "$") && known != "" {
			p.Name = known
		}
		if r.isFunctionParameter(p.Name) {
			r.page.FunctionParameters = append(r.page.FunctionParameters, p)
			continue
		}
		if aboutProperties && !strings.HasPrefix(p.Name, "$") && !r.isTypeWord(row.Cell(1)) {
			continue
		}
		if named || r.isQueryName(p.Name) || r.isTypeWord(row.Cell(1)) {
			r.addQuery(p)
		}
	}
}

// isFunctionParameter reports whether a request takes the value called name in
// the parentheses of its path.
func (r *pageReader) isFunctionParameter(name string) bool { return r.inRequest(name) == name }

// inRequest returns the spelling that the paths have of a function's parameter, or
// "".
func (r *pageReader) inRequest(name string) string {
	if r.taken == nil {
		r.taken = map[string]string{}
		for i := range r.page.Requests {
			_, list, _ := strings.Cut(r.page.Requests[i].Path, "(")
			for part := range strings.FieldsFuncSeq(list, func(c rune) bool { return c == ',' || c == '(' }) {
				key, _, ok := strings.Cut(part, "=")
				key = strings.TrimSpace(key)
				if lower := strings.ToLower(key); ok && r.taken[lower] == "" {
					r.taken[lower] = key
				}
			}
		}
	}
	return r.taken[strings.ToLower(name)]
}

// namesParameters reports whether a column holds parameters, going by its
// header.
func namesParameters(header string) bool {
	switch locale.Key(markdown.Plain(header)) {
	case "parameter", "parameters", "queryparameter", "queryparameters":
		return true
	}
	return false
}

// namesOptionRow reports whether a row is about an OData option: the other rows
// of its table are about parameters too.
func namesOptionRow(row markdown.Row) bool {
	name := markdown.Plain(row.Cell(0))
	return strings.HasPrefix(name, "$") && queryOption(name) != ""
}

// isQueryName reports whether a name of a table in a query section is that of
// a parameter: an OData option, or one that the page's URLs use. Other tables
// there tell which properties a filter may use, and what values an option has.
func (r *pageReader) isQueryName(name string) bool {
	if queryOption(name) != "" {
		return true
	}
	if r.asked == nil {
		r.asked = map[string]bool{}
		for i := range r.examples {
			_, query := cutQuery(r.examples[i].Request.URL)
			for part := range strings.SplitSeq(query, "&") {
				key, _, _ := strings.Cut(part, "=")
				r.asked[strings.ToLower(strings.TrimSpace(key))] = true
			}
		}
	}
	return r.asked[strings.ToLower(name)]
}

func (r *pageReader) queryProse(b *markdown.Block) {
	for at := 0; at < len(b.Text); {
		end := sentenceEnd(b.Text, at)
		sentence := b.Text[at:end]
		if strings.IndexByte(sentence, '$') >= 0 || strings.IndexByte(sentence, '`') >= 0 || strings.IndexByte(sentence, '[') >= 0 {
			r.querySentence(sentence, b.Offset+at)
		}
		at = end
	}
}

// sentenceEnd returns the end of the sentence that starts at from.
func sentenceEnd(s string, from int) int {
	for i := from; i < len(s); i++ {
		switch s[i] {
		case '\n':
			if strings.HasSuffix(strings.TrimRight(s[from:i], " "), ":") {
				continue // a list of what the sentence is about
			}
			return i + 1
		case '.', ';':
			if i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\n') && !strings.HasSuffix(s[from:i], "e.g") && !strings.HasSuffix(s[from:i], "i.e") {
				return i + 1
			}
		case 0xe3: // the ideographic full stop
			if strings.HasPrefix(s[i:], "。") {
				return i + len("。")
			}
		}
	}
	return len(s)
}

func (r *pageReader) querySentence(s string, offset int) {
	plain := s
	if strings.Contains(plain, "**") {
		plain = strings.ReplaceAll(plain, "**", "")
	}
	if r.loc.Words.NotSupportedQuery.In(plain) {
		i := r.loc.Words.But.Index(s)
		if i < 0 || r.loc.Words.NotSupportedQuery.In(s[:i]) {
			return
		}
		s = s[:i]
	}
	if i := r.loc.Words.Except.Index(s); i >= 0 {
		s = s[:i]
	}
	add := func(name string) {
		if name != "" {
			r.addQuery(model.Parameter{Name: name, Pos: r.doc.Pos(offset)})
		}
	}
	parts := strings.Split(s, "`")
	for i, part := range parts {
		if i%2 == 1 && i+1 < len(parts) {
			add(queryOption(strings.TrimSpace(part)))
			continue
		}
		for _, word := range dollarWords(part) {
			add(queryOption(word))
		}
	}
	if isAboutQueries(s) {
		for _, l := range markdown.Links(s, nil) {
			if !strings.Contains(l.Text, "`") {
				add(queryOption(l.Text))
			}
		}
	}
}

// dollarWords returns the words of s that start with a dollar sign.
func dollarWords(s string) []string {
	var words []string
	for {
		i := strings.IndexByte(s, '$')
		if i < 0 {
			return words
		}
		end := i + 1
		for end < len(s) && (s[end] >= 'a' && s[end] <= 'z' || s[end] >= 'A' && s[end] <= 'Z') {
			end++
		}
		if end > i+1 {
			words = append(words, s[i:end])
		}
		s = s[end:]
	}
}
