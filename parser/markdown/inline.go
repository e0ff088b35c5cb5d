package markdown

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutAnchor cuts the `<a name="slug"></a>` that localised headings carry.
func cutAnchor(s string) (slug, rest string) {
	i := strings.Index(s, `<a name="`)
	if i < 0 {
		return "", s
	}
	value := s[i+len(`<a name="`):]
	end := strings.IndexByte(value, '"')
	if end < 0 {
		return "", s
	}
	slug, rest = value[:end], value[end+1:]
	rest = strings.TrimPrefix(strings.TrimLeft(rest, " /"), ">")
	rest = strings.TrimPrefix(rest, "</a>")
	return strings.ToLower(slug), s[:i] + rest
}

// tabID returns the id of a tab heading "[Name](#tab/id)".
func tabID(s string) (string, bool) {
	_, id, ok := strings.Cut(s, "](#tab/")
	if !ok {
		return "", false
	}
	id, _, _ = strings.Cut(id, ")")
	return strings.ToLower(id), true
}

// Slug returns the anchor that the documentation site makes of a heading:
// lower case, words joined by "-", other signs dropped.
func Slug(heading string) string {
	var buf [64]byte
	slug := buf[:0]
	for _, r := range Plain(heading) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_':
			slug = append(slug, byte(r))
		case r >= 'A' && r <= 'Z':
			slug = append(slug, byte(r)+'a'-'A')
		case r == ' ' || r == '-':
			slug = append(slug, '-')
		case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			slug = utf8.AppendRune(slug, unicode.ToLower(r))
		}
	}
	return string(bytes.Trim(slug, "-"))
}

// Link is one Markdown link of a text.
type Link struct {
	Text, Target string
	Start, End   int  // the bytes of the whole link
	Ref          bool // a reference link
}

// Links returns the links of s in order. Reference links are resolved through
// refs, which may be nil.
func Links(s string, refs map[string]string) []Link {
	var links []Link
	s = clip(s)
	for i := 0; ; {
		l, ok := nextLink(s, i, refs)
		if !ok {
			return links
		}
		links = append(links, l)
		i = l.End
	}
}

// FirstLink returns the first of the links of s.
func FirstLink(s string, refs map[string]string) (Link, bool) { return nextLink(clip(s), 0, refs) }

// nextLink returns the first link of s behind offset i.
func nextLink(s string, i int, refs map[string]string) (Link, bool) {
	for {
		open := strings.IndexByte(s[i:], '[')
		if open < 0 {
			return Link{}, false
		}
		i += open
		if l, ok := readLink(s, i, refs); ok {
			return l, true
		}
		i++
	}
}

func readLink(s string, open int, refs map[string]string) (Link, bool) {
	closing := closingBracket(s, open)
	if closing < 0 {
		return Link{}, false
	}
	l := Link{Text: s[open+1 : closing], Start: open}
	rest := s[closing+1:]
	if l.Text == "" && !strings.HasPrefix(rest, "(") {
		return Link{}, false // a translation may have moved the text of a link elsewhere
	}
	if target, n := looseTarget(rest); n > 0 {
		l.Target, l.End = target, closing+1+n
		return l, true
	}
	switch {
	case strings.HasPrefix(rest, "("):
		end := strings.IndexByte(rest[:min(len(rest), 2000)], ')')
		if end < 0 {
			return Link{}, false
		}
		l.Target, l.End = joinTarget(strings.TrimSpace(rest[1:end])), closing+1+end+1
		return l, true
	case strings.HasPrefix(rest, "["):
		if end := strings.IndexByte(rest[:min(len(rest), 400)], ']'); end > 0 {
			label := rest[1:end]
			if label == "" {
				label = l.Text
			}
			l.Ref, l.Target, l.End = true, refs[strings.ToLower(label)], closing+1+end+1
			return l, true
		}
	}
	if target, ok := refs[strings.ToLower(l.Text)]; ok {
		l.Ref, l.Target, l.End = true, target, closing+1
		return l, true
	}
	return Link{}, false
}

// joinTarget drops the blanks that a translation put into the path of a page.
func joinTarget(s string) string {
	if strings.IndexByte(s, ' ') < 0 || strings.IndexByte(s, '/') < 0 || strings.ContainsAny(s, "\"'") || !strings.HasSuffix(s, "md") {
		return s
	}
	return strings.ReplaceAll(s, " ", "")
}

// looseTarget reads the target of a link that a translation moved away from
// the text, or put between full-width brackets: "[user] (user.md)". It returns
// its length as well, or zero.
func looseTarget(s string) (target string, n int) {
	if s == "" || s[0] != ' ' && s[0] != "（"[0] {
		return "", 0
	}
	t := strings.TrimLeft(s, " ")
	open, shut := "(", ")"
	if strings.HasPrefix(t, "（") {
		open, shut = "（", "）"
	}
	rest, ok := strings.CutPrefix(t, open)
	end := strings.Index(rest[:min(len(rest), 400)], shut)
	if !ok || end < 0 {
		return "", 0
	}
	target = strings.TrimSpace(rest[:end])
	path, _, _ := strings.Cut(target, "#")
	if !strings.HasSuffix(path, ".md") || strings.ContainsAny(target, " []") {
		return "", 0
	}
	return target, len(s) - len(rest) + end + len(shut)
}

// closingBracket returns the place of the bracket that closes the one at
// open, looking no further than a link text may reach.
func closingBracket(s string, open int) int {
	depth := 0
	for i := open; i < len(s) && i < open+400; i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// Codes returns the contents of the code spans of s in order.
func Codes(s string) []string {
	var codes []string
	s = clip(s)
	for {
		_, rest, ok := strings.Cut(s, "`")
		if !ok {
			return codes
		}
		ticks := 1 + len(rest) - len(strings.TrimLeft(rest, "`"))
		body, after, ok := strings.Cut(rest[ticks-1:], strings.Repeat("`", ticks))
		if !ok {
			s = rest
			continue
		}
		codes = append(codes, strings.TrimSpace(body))
		s = after
	}
}

// Plain returns s without Markdown and HTML: links as their text, emphasis
// and code marks dropped, entities read, white space folded.
func Plain(s string) string {
	s = clip(s)
	signs := signsOf(s)
	if signs&^signBlank == 0 && !(signs != 0 && hasSpareBlanks(s)) {
		return s
	}
	if signs&signLink != 0 {
		s = plainLinks(s)
	}
	if signs&signTag != 0 {
		s = stripTags(s)
	}
	if signs&signMark != 0 {
		s = stripMarks(s)
	}
	if signs&signEntity != 0 {
		s = html.UnescapeString(s)
	}
	return fold(s)
}

// The signs that tell Plain what it has to do.
const (
	signLink = 1 << iota
	signTag
	signMark
	signEntity
	signBlank
	signOther // what fold has to look at
)

var signTable = newSignTable()

func newSignTable() (table [256]byte) {
	for c := range table {
		if c < ' ' || c >= 0x7f {
			table[c] = signOther
		}
	}
	table['['], table['<'], table['&'], table[' '] = signLink, signTag, signEntity, signBlank
	for _, c := range []byte("*`\\~_") {
		table[c] = signMark
	}
	return table
}

// signsOf returns which of the signs s holds; most texts hold none.
func signsOf(s string) (signs byte) {
	for i := range len(s) {
		signs |= signTable[s[i]]
	}
	return signs
}

// hasSpareBlanks reports whether s has blanks at its ends, or two in a row.
func hasSpareBlanks(s string) bool {
	return s[0] == ' ' || s[len(s)-1] == ' ' || strings.Contains(s, "  ")
}

func plainLinks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	at := 0
	for i := 0; i < len(s); {
		open := strings.IndexByte(s[i:], '[')
		if open < 0 {
			break
		}
		if n := directiveLength(s[i+open:]); n > 0 {
			b.WriteString(s[at : i+open])
			i += open + n
			at = i
			continue
		}
		l, ok := readLink(s, i+open, nil)
		if !ok {
			i += open + 1
			continue
		}
		b.WriteString(strings.TrimSuffix(s[at:l.Start], "!"))
		b.WriteString(l.Text)
		i, at = l.End, l.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// directiveLength returns the length of the include or the mark of an alert that s
// starts with, as "[!INCLUDE [label](target)]" and "[!NOTE]", or zero.
func directiveLength(s string) int {
	if !strings.HasPrefix(s, "[!") {
		return 0
	}
	if d, ok := findDirective(s, 0); ok && d.start == 0 {
		return d.end + len(s[d.end:]) - len(strings.TrimLeft(s[d.end:], " ]"))
	}
	end := strings.IndexByte(s, ']')
	if end < 0 || strings.Trim(s[2:end], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.HasPrefix(s[end:], "](") {
		return 0
	}
	return end + 1
}

// stripMarks drops emphasis and code marks and the backslash of escapes; of code
// that is made of marks, it drops no more than a backslash. Underscores count only
// at the edge of a word.
func stripMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case c == '`':
			marks := codeOfMarks(s[i+1:])
			b.WriteString(marks)
			i += len(marks)
		case c == '*' && (i == 0 || s[i-1] != ' ' || i+1 < len(s) && s[i+1] != ' '):
		case c == '~' && (i+1 < len(s) && s[i+1] == '~' || i > 0 && s[i-1] == '~'):
		case c == '_':
			end := i + len(s[i:]) - len(strings.TrimLeft(s[i:], "_"))
			if wordEdge(s, i-1) == wordEdge(s, end) {
				b.WriteString(s[i:end])
			}
			i = end - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// codeOfMarks returns the code that s begins with, behind its first mark, where
// that is nothing but marks of emphasis, as in `*`.
func codeOfMarks(s string) string {
	end := len(s) - len(strings.TrimLeft(s, "*_~"))
	if end < len(s) && s[end] == '`' {
		return s[:end]
	}
	return ""
}

func isPunct(c byte) bool { return strings.IndexByte("\\`*_{}[]()#+-.!|<>~\"'$&@:;,?/=^%", c) >= 0 }

// wordEdge reports whether there is nothing, space or punctuation at i.
func wordEdge(s string, i int) bool {
	return i < 0 || i >= len(s) || s[i] == ' ' || s[i] == '.' || s[i] == ',' || s[i] == ')' || s[i] == '(' || s[i] == ';' || s[i] == ':'
}

// fold turns runs of white space, no-break spaces and zero-width signs into
// single spaces and trims the ends.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case isFoldedAway(r):
			space = true
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isFolded(s string) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return s == ""
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return isFoldedWide(s, i)
		case c < ' ' || c == 0x7f || c == ' ' && s[i+1] == ' ':
			return false
		}
	}
	return true
}

// isFoldedWide goes on where s has its first sign beyond ASCII.
func isFoldedWide(s string, from int) bool {
	for i := from; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if isFoldedAway(c) && (c != ' ' || s[i+1] == ' ') || c == utf8.RuneError && n == 1 {
			return false
		}
		i += n
	}
	return true
}

// isFoldedAway reports whether c counts as a blank.
func isFoldedAway(c rune) bool {
	return unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff' || unicode.IsControl(c)
}

// maxText bounds the text that the functions of this file look at, since some
// of them look ahead at every mark. The longest real paragraph has 9 KB.
const maxText = 64 << 10

func clip(s string) string { return s[:min(len(s), maxText)] }
