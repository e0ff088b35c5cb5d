package parser

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
)

// isTranslated reports whether the page has no English text but for what
// translations keep.
func (r *pageReader) isTranslated() bool {
	if r.doc.Bilingual {
		return false
	}
	l := r.page.Source.Locale
	return r.doc.Translated || len(l) >= 2 && !strings.EqualFold(l[:2], "en")
}

// accountsByPlace returns the account types of the rows of a translated
// table: every such table has the same three rows, and translators find new
// words for them. It returns nil where a row is known to be another one, and
// where the rows don't look like permissions.
func (p *permissionReader) accountsByPlace(t *markdown.TableData) []string {
	places := []string{model.DelegatedWork, model.DelegatedPersonal, model.Application}
	if !p.isTranslated() || len(t.Rows) != len(places) || len(t.Header.Cells) > 3 || p.account(t.Header.Cell(0)) != "" {
		return nil
	}
	known := 0
	for i, row := range t.Rows {
		switch account := p.account(row.Cell(0)); {
		case account == places[i]:
			known++
		case account != "" || isSubRow(row.Cell(0)):
			return nil
		}
	}
	if known == 0 && !slices.ContainsFunc(t.Rows, p.hasScope) {
		return nil
	}
	return places
}

// accountColumns completes the account types that head the columns of a
// translated table of resources, which stand in the same order on every page.
func (p *permissionReader) accountColumns(header markdown.Row, l *tableLayout) {
	places := []string{"", model.DelegatedWork, model.DelegatedPersonal, model.Application}
	if len(header.Cells) != len(places) || l.least >= 0 || l.higher >= 0 || !p.isTranslated() {
		return
	}
	first, _ := p.loc.Column(locale.Key(plainLabel(header.Cell(0))))
	if l.types == 0 && first.Role != "resource" {
		return
	}
	for i, account := range l.accounts {
		if account != "" && account != places[i] {
			return
		}
	}
	l.accounts, l.types = places, len(places)-1
}

// isRefusal reports whether a cell of a translated page denies something in a
// few words and names no scope: translators say "not supported" in many ways.
func (p *permissionReader) isRefusal(plain string) bool {
	if !p.isTranslated() || utf8.RuneCountInString(plain) > 32 || strings.Contains(strings.TrimRight(plain, "."), ".") {
		return false
	}
	// a space in front lets fragments ask for the start of a word
	return p.loc.Words.Refusal.In(" " + plain)
}

// translatedType reads a type that stands beside translated words for a
// collection: "String コレクション", "Colección de cadenas".
func (r *pageReader) translatedType(s string) string {
	if !r.isTranslated() {
		return ""
	}
	lower := strings.ToLower(s)
	if t, ok := r.loc.Type(strings.NewReplacer(" ", "", "-", "").Replace(lower)); ok {
		return t // "DateTime-Offset"
	}
	for _, f := range r.loc.Words.Collection.All() {
		lower = strings.ReplaceAll(lower, f, " ")
	}
	words := strings.FieldsFunc(lower, func(c rune) bool { return c == ' ' || c == '-' || c == 'の' || c == '的' })
	isJoint := func(i int) bool {
		_, isType := r.loc.Type(words[i])
		return !isType && len(words[i]) <= 3 // an ending, or "de"
	}
	for len(words) > 0 && isJoint(0) {
		words = words[1:]
	}
	for len(words) > 0 && isJoint(len(words)-1) {
		words = words[:len(words)-1]
	}
	if t, ok := r.loc.Type(strings.Join(words, " ")); ok {
		return t
	}
	if len(words) != 1 || !isTypeName(words[0]) || len(words[0]) == len(s) {
		return ""
	}
	return r.typeOfNote(pickCase(words[0], s))
}

// isMarked reports whether one of the words marks an item, as a sentence or
// within parentheses, rather than being part of what a text tells.
func isMarked(text string, words *locale.Fragments) bool {
	isEnd := func(c rune) bool { return strings.ContainsRune(".,;:!()。、，；：（）\n", c) }
	for part := range strings.FieldsFuncSeq(strings.ToLower(text), isEnd) {
		part = strings.TrimSpace(part)
		if !words.In(part) {
			continue
		}
		if strings.Count(part, " ") < 2 && (!hasIdeographs(part) || utf8.RuneCountInString(part) <= maxMark) {
			return true
		}
	}
	return false
}

// maxMark is the length of the longest mark in signs that stand for words or
// syllables.
const maxMark = 5

func hasIdeographs(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return c >= 0x3040 && c < 0xa000 })
}

// headerOfValue returns the header whose value a translated row holds, where
// its name was translated too.
func (r *pageReader) headerOfValue(row markdown.Row) string {
	if !r.isTranslated() || len(row.Cells) < 2 {
		return ""
	}
	text := row.Cell(1) + " " + row.Cell(2)
	switch {
	case isBearer(text):
		return "Authorization"
	case strings.Contains(text, "odata.maxpagesize"), strings.Contains(text, "outlook."), strings.Contains(text, "return=representation"):
		return "Prefer"
	case strings.Contains(text, "eventual") && locale.IsASCII(row.Cell(1)):
		return "ConsistencyLevel"
	case r.mediaType(text) != "" && !r.mayHaveBody():
		return "Accept"
	case r.mediaType(text) != "":
		return "Content-Type"
	}
	return ""
}

// usualStatuses are those that pages document.
var usualStatuses = [...]int{200, 201, 202, 204, 206, 207, 302, 303, 304}

// translatedStatus reports whether a bare number in a translated text is a
// status code that a translated reason follows.
func (r *pageReader) translatedStatus(status int, after string) bool {
	if !r.isTranslated() || strings.HasPrefix(after, "-") || !slices.Contains(usualStatuses[:], status) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " ,"))
	return unicode.IsLetter(c)
}

// shownCase returns the name of a type with the letters that title and code of a
// translated page have, where its link has none but small ones.
func (r *pageReader) shownCase(name string) string {
	if !r.isTranslated() || len(name) < 2 {
		return name
	}
	if name == strings.ToUpper(name) {
		name = strings.ToLower(name)
	}
	if name[1:] != strings.ToLower(name[1:]) {
		return name // of the first letter the link says nothing
	}
	if own := pickCase(name, r.page.Title+" "+r.page.Description); own != name {
		return own
	}
	if own := r.fencedNames()[strings.ToLower(name)]; own != "" {
		return own
	}
	return name
}

// fencedNames returns the names behind "microsoft.graph." in the fences of the
// page, by their lower case.
func (r *pageReader) fencedNames() map[string]string {
	if r.fenced != nil {
		return r.fenced
	}
	r.fenced = map[string]string{}
	const prefix = "microsoft.graph."
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		for rest := b.Text; b.Kind == markdown.Fence; {
			_, after, ok := strings.Cut(rest, prefix)
			if !ok {
				break
			}
			end := strings.IndexFunc(after, func(c rune) bool { return !isNameRune(c) })
			if lower := strings.ToLower(after[:max(end, 0)]); end > 0 && r.fenced[lower] == "" {
				r.fenced[lower] = after[:end]
			}
			rest = after
		}
	}
	return r.fenced
}

// joinType drops the blanks that a translation put behind the dots of a type, as in
// "microsoft. graph. user".
func (r *pageReader) joinType(s string) string {
	if !r.isTranslated() || !strings.Contains(s, ". ") || !strings.Contains(strings.ToLower(s), "microsoft.") && !strings.Contains(s, "Edm.") {
		return s
	}
	return strings.ReplaceAll(s, ". ", ".")
}

// joinName joins the words that a translation made of a name, as in "created Date
// Time": the first in lower case, the others with capitals.
func (r *pageReader) joinName(s string) string {
	words := strings.Split(s, " ")
	if len(words) < 2 || len(words) > 6 || !r.isTranslated() || words[0] != strings.ToLower(words[0]) {
		return s
	}
	for i, word := range words {
		if !isIdentifier(word) || i > 0 && (word[0] < 'A' || word[0] > 'Z') {
			return s
		}
	}
	return strings.Join(words, "")
}

// collectionInWords returns what a translated cell says is in a collection, as
// in "Sammlung(Zeichenfolge)" and "集合（字符串）".
func (r *pageReader) collectionInWords(s string) (inner string, ok bool) {
	if !r.isTranslated() {
		return "", false
	}
	word, inner, ok := strings.Cut(narrowParentheses(s), "(")
	inner, closed := strings.CutSuffix(strings.TrimRight(inner, " "), ")")
	if !ok || !closed || strings.ContainsAny(word, "[]") || !r.loc.Words.Collection.In(word) {
		return "", false
	}
	return inner, true
}

// narrowParentheses returns s with ASCII parentheses in place of full-width ones.
func narrowParentheses(s string) string {
	if !strings.Contains(s, "（") {
		return s
	}
	return strings.NewReplacer("（", "(", "）", ")").Replace(s)
}

// isUnknownWord reports whether the text beside the only link of a type cell is
// a word that nobody knows. In a translated table it is most likely the one for a
// collection: the others that stand in such cells are known.
func (r *pageReader) isUnknownWord(beside string) bool {
	w := &r.loc.Words
	words := strings.Fields(beside)
	return len(words) > 0 && len(words) <= 3 && !strings.ContainsAny(beside, "[(（") && strings.ContainsFunc(beside, unicode.IsLetter) &&
		!w.Object.In(beside) && !w.Kind.In(beside) && !w.Deprecated.In(beside) && !w.Optional.In(beside) && !w.Required.In(beside)
}

// saysRequired reports whether a translated text has a sentence or a word in
// parentheses behind the token: it says that the header is required, whatever
// the word.
func saysRequired(plain string) bool {
	at := strings.LastIndexAny(plain, "}>")
	if at < 0 {
		return false
	}
	mark := strings.IndexAny(plain[at:], ".。(（,，、;")
	return mark >= 0 && strings.ContainsFunc(plain[at+mark:], unicode.IsLetter)
}

// isUnknownType reports whether the second cell of a translated row is a word
// for the type of the header: the value stands in the third.
func (r *pageReader) isUnknownType(name string, row markdown.Row) bool {
	if !r.isTranslated() || strings.ContainsAny(row.Cell(1), "{<&/=") {
		return false
	}
	return isBearer(row.Cell(2)) || r.headerValue(name, markdown.Plain(row.Cell(2))) != ""
}
