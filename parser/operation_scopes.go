package parser

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// scopeCell is what one cell of a permission table says.
type scopeCell struct {
	text        string
	scopes      []string
	unsupported bool // the cell says that the account type is not supported
	none        bool // it says so by "none", which may also mean that no scope is needed
	unreadable  bool // the cell has text, and it is neither scopes nor that
	partial     bool // beside the scopes, the cell has what may have been some
	// together is what model.Permission.AllOf will be, vague that the cell does
	// not tell it.
	together [][]string
	vague    bool
}

// scopes reads the scopes of a cell in the order of the page.
func (p *permissionReader) scopes(cell markdown.Cell) scopeCell {
	c := scopeCell{text: cell.Text}
	text := locale.Blanks(cell.Text)
	if text == "" {
		return c
	}
	if strings.Contains(text, "~~") {
		text = dropStruck(text)
	}
	if isMarkedUp(text) {
		text = markdown.Plain(strings.ReplaceAll(text, "<", " <"))
	}
	if strings.IndexByte(text, '.') >= 0 {
		var words bool
		c.scopes, words = p.scopeTokens(text, cell.Offset)
		if words && len(p.tokens) > 1 {
			c.together, c.vague = p.together(text)
		}
	}
	if len(c.scopes) > 0 {
		c.partial = p.doc.Translated && hasLostWords(text)
		return c
	}
	c.scopes = p.bareScopes(text, cell.Offset)
	if len(c.scopes) > 0 {
		return c
	}
	plain := markdown.Plain(text)
	switch {
	case plain == "":
	case p.loc.None(locale.Key(plain)):
		c.unsupported, c.none = true, true
	case p.loc.NotSupported(locale.Key(plain)), strings.Trim(plain, "-–— ") == "", p.loc.Words.NotFor.In(plain), p.isRefusal(plain):
		c.unsupported = true
	default:
		c.unreadable = true
	}
	return c
}

// isMarkedUp reports whether a cell holds links, entities or signs that split
// its words.
func isMarkedUp(text string) bool {
	return strings.IndexByte(text, '[') >= 0 || strings.IndexByte(text, '&') >= 0 || strings.IndexByte(text, '\\') >= 0 ||
		strings.Contains(text, "\u200b")
}

// hasLostWords reports whether a text beside its scopes holds words in letters
// of another script, other than the few that join a list.
func hasLostWords(text string) bool {
	n := 0
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c < 0x80 || !unicode.IsLetter(c) }) {
		switch word {
		case "および", "と", "または", "および以下", "かつ", "和", "或", "与", "以及", "及":
		default:
			n += utf8.RuneCountInString(word)
		}
	}
	return n > 2
}

// dropStruck removes "~~struck~~" text.
func dropStruck(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "~~")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, after, closed := strings.Cut(rest, "~~")
		if !closed {
			return b.String() + rest
		}
		b.WriteByte(' ')
		s = after
	}
}

// scopeTokens finds the dotted names of a text, and keeps their places in
// p.tokens. It tells whether the text has other words, or signs that may stand
// for one.
func (p *permissionReader) scopeTokens(text string, offset int) (out []string, words bool) {
	p.tokens = p.tokens[:0]
	for i := 0; i < len(text); {
		if !isScopeByte(text[i]) {
			words = words || text[i] >= utf8.RuneSelf || text[i] == '&' || text[i] == '+'
			i++
			continue
		}
		start := i
		for i < len(text) && (isScopeByte(text[i]) || text[i] == '.' && i+1 < len(text) && isScopeByte(text[i+1])) {
			i++
		}
		end := i
		if i < len(text) && text[i] == '.' {
			if e := p.spacedScope(text, start); e > end {
				end = e
			}
		} else if e := p.blankScope(text, start, end); e > end {
			end = e
		}
		if name := p.scope(text, start, end, offset); name != "" {
			out = appendNew(out, name)
			p.tokens = append(p.tokens, token{name, start, end})
		} else {
			words = true
		}
		i = end
	}
	return out, words
}

func appendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func isScopeByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// spacedScope returns the end of the longest known scope that starts at start
// and has blanks behind its dots, as in "User. Read. All".
func (p *permissionReader) spacedScope(text string, start int) int {
	var name strings.Builder
	best := 0
	for i, parts := start, 0; i < len(text) && parts < 5; parts++ {
		from := i
		for i < len(text) && (isScopeByte(text[i]) || text[i] == '.' && i+1 < len(text) && isScopeByte(text[i+1])) {
			i++
		}
		if i == from {
			break
		}
		name.WriteString(text[from:i])
		if _, ok := p.loc.Scope(name.String()); ok {
			best = i
		}
		if i+1 >= len(text) || text[i] != '.' || text[i+1] != ' ' {
			break
		}
		name.WriteByte('.')
		for i++; i < len(text) && text[i] == ' '; i++ {
		}
	}
	if best == 0 {
		return p.spacedUnknown(text, start)
	}
	return best
}

// blankScope returns the end of the longest known scope that starts at start and
// has blanks in place of some dots, as in "User.ReadBasic All"; zero where the word
// up to end is a known one itself. Words without a dot are none within a sentence,
// as in "Mail Send needs more".
func (p *permissionReader) blankScope(text string, start, end int) int {
	if _, known := p.loc.Scope(text[start:end]); known || text[start] < 'A' || text[start] > 'Z' {
		return 0
	}
	best := 0
	for parts := 0; parts < 4 && end+1 < len(text) && text[end] == ' ' && text[end+1] >= 'A' && text[end+1] <= 'Z'; parts++ {
		for end++; end < len(text) && (isScopeByte(text[end]) || text[end] == '.' && end+1 < len(text) && isScopeByte(text[end+1])); {
			end++
		}
		if _, ok := p.loc.Scope(strings.ReplaceAll(text[start:end], " ", ".")); ok {
			best = end
		}
	}
	if best > 0 && strings.IndexByte(text[start:best], '.') < 0 && isAmongWords(text, start, best) {
		return 0
	}
	return best
}

// isAmongWords reports whether an English word stands beside text[start:end].
func isAmongWords(text string, start, end int) bool {
	before, after := strings.TrimRight(text[:start], " "), strings.TrimLeft(text[end:], " ")
	return before != "" && isScopeByte(before[len(before)-1]) || after != "" && isScopeByte(after[0])
}

// spacedUnknown does the same for a scope that is not known: a verb that many
// scopes share, and what follows it in many scopes. A translation may also
// have dropped parts, so that a thing with known scopes needs more than a verb.
func (p *permissionReader) spacedUnknown(text string, start int) int {
	thing, rest, _ := strings.Cut(text[start:], ".")
	if _, ok := p.loc.ScopePart(thing); ok || strings.HasSuffix(strings.TrimRight(text[:start], " "), ".") {
		return 0 // itself a part of what stands before it
	}
	parts, end := 0, start+len(thing)
	for {
		part := strings.TrimLeft(rest, " ")
		n := 0
		for n < len(part) && isScopeByte(part[n]) {
			n++
		}
		if _, ok := p.loc.ScopePart(part[:n]); !ok || parts == 0 && !isVerb(part[:n]) {
			break
		}
		parts++
		end = len(text) - len(part) + n
		if n == len(part) || part[n] != '.' {
			break
		}
		rest = part[n+1:]
	}
	if parts == 0 || parts == 1 && p.loc.ScopeThing(thing) {
		return 0
	}
	return end
}

// isVerb reports whether a part of a scope says what is allowed, and not only
// where.
func isVerb(part string) bool {
	lower := strings.ToLower(part)
	return strings.HasPrefix(lower, "read") || lower == "create" || lower == "manage" || lower == "send"
}

// scope returns the scope that text[start:end] spells, or "" where it is
// another word.
func (p *permissionReader) scope(text string, start, end, offset int) string {
	word := strings.Trim(text[start:end], "-_")
	if strings.IndexByte(word, '.') < 0 && strings.IndexByte(word, ' ') < 0 {
		return ""
	}
	name := word
	if strings.IndexByte(name, ' ') >= 0 {
		name = dotted(name)
	}
	known, ok := p.loc.Scope(name)
	switch {
	case ok && known == word:
		return known
	case ok:
		p.mended(offset, word, known)
		return known
	case name[0] < 'A' || name[0] > 'Z' || strings.HasSuffix(name, ".md"):
		return ""
	}
	if joined, ok := p.joinWord(text[:start], name); ok {
		p.mended(offset, text[strings.LastIndexByte(text[:max(start-1, 0)], ' ')+1:end], joined)
		return joined
	}
	if fixed := p.verbCase(name); fixed != name {
		p.mended(offset, name, fixed)
		return fixed
	}
	return name
}

// dotted returns the scope that text with blanks behind or in place of its dots
// spells.
func dotted(s string) string {
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '.' || c == ' ' })
	return strings.Join(parts, ".")
}

func (p *permissionReader) mended(offset int, from, to string) {
	p.list.Add(p.doc.Pos(offset), source.Info, "scope-mended", "scope %q is read as %q", clipText(from), to)
}

// verbCase gives the parts of an unknown scope that all scopes share their
// usual letters, as in "Thing.readwrite.all".
func (p *permissionReader) verbCase(name string) string {
	first, rest, _ := strings.Cut(name, ".")
	parts := strings.Split(rest, ".")
	for i, part := range parts {
		if verb, ok := p.loc.ScopePart(part); ok {
			parts[i] = verb
		}
	}
	return first + "." + strings.Join(parts, ".")
}

// joinWord mends "Directory AccessAsUser.All", which lost a dot.
func (p *permissionReader) joinWord(before, name string) (string, bool) {
	if !strings.HasSuffix(before, " ") {
		return "", false
	}
	before = strings.TrimRight(before, " ")
	i := len(before)
	for i > 0 && isScopeByte(before[i-1]) {
		i--
	}
	if i == len(before) {
		return "", false
	}
	return p.loc.Scope(before[i:] + "." + name)
}

// bareScopes reads scopes that lost all their dots, such as
// "GroupReadWriteAll", where only one known scope has these letters.
func (p *permissionReader) bareScopes(text string, offset int) []string {
	if out, _ := p.scopeTokens(text, offset); len(out) > 0 {
		return out // those with blanks in place of dots
	}
	var out []string
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c >= 0x80 || !isScopeByte(byte(c)) }) {
		if len(word) < 8 || word[0] < 'A' || word[0] > 'Z' {
			continue
		}
		if known, ok := p.loc.BareScope(word); ok {
			p.list.Add(p.doc.Pos(offset), source.Info, "scope-mended", "scope %q is read as %q", word, known)
			out = appendNew(out, known)
		}
	}
	return out
}
