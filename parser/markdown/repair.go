package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// checkBytes reports bytes that no text file should hold. They stay where
// they are: the fields that hold them are cleaned when they are used.
func (d *Doc) checkBytes() {
	if i := strings.IndexByte(d.text.data, 0); i >= 0 {
		d.add(i, source.Warning, "nul-byte", "page holds a NUL byte")
	}
	if !utf8.ValidString(d.text.data) {
		d.add(invalidByte(d.text.data), source.Warning, "invalid-utf8", "page is not valid UTF-8")
	}
}

func invalidByte(data string) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRuneInString(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

// repairer walks the lines of a page and collects the edits that keep one
// broken fence, comment or heading from swallowing what follows.
type repairer struct {
	doc   *Doc
	edits []edit

	fence     string // the open fence's ticks, or ""
	fenceInfo string
	fenceAt   int
	comment   bool // inside an HTML comment
	commentAt int
	closed    bool // the comment ends before the next one begins

	list   bool // inside a list, where blocks are indented
	indent int  // blanks that the lines of the open fence lose
}

// maxLine is the length of the longest line that goes without remark: twice
// that of any real page.
const maxLine = maxText

// repair mends the faults behind offset body, each with a diagnostic.
func (d *Doc) repair(body int) {
	r := &repairer{doc: d}
	data := d.text.data
	for at := body; at < len(data); {
		end := strings.IndexByte(data[at:], '\n')
		next := at + end + 1
		if end < 0 {
			next = len(data)
		}
		if next-at > maxLine {
			d.add(at, source.Warning, "line-long", "line of %d bytes, its texts are read up to %d", next-at, maxText)
		}
		r.line(data[at:next], at)
		at = next
	}
	r.finish(len(data))
	d.text.apply(r.edits)
}

func (r *repairer) line(raw string, at int) {
	trimmed := trimBlanks(raw)
	indent := len(raw) - len(trimmed)
	switch {
	case r.comment:
		r.commentLine(trimmed, raw, at)
		return
	case r.fence != "":
		if indent < 4 || r.indent > 0 || strings.HasPrefix(trimmed, "```") {
			r.fenceLine(trimmed, at)
		}
		r.dedent(at, min(indent, r.indent))
		return
	case strings.TrimSpace(raw) == "":
		return
	case indent < 2:
		r.list = isListItem(trimmed)
	}
	if indent < 4 || r.list || !opensBlock(trimmed) {
		r.indent = 0
	} else {
		r.indent = indent
		r.dedent(at, indent)
	}
	r.block(raw, trimmed, at, at+indent)
}

// block handles a line outside of fences and comments, whose text starts at
// offset text.
func (r *repairer) block(raw, trimmed string, at, text int) {
	switch {
	case trimmed[0] == '`':
		r.ticks(trimmed, text)
	case trimmed[0] == '\\' && escapedTicks(trimmed) > 0:
		r.unescape(trimmed, text)
	case trimmed[0] == '#' && text-at-r.indent < 4:
		r.heading(trimmed, text)
	case strings.HasPrefix(trimmed, "<!--"):
		r.openComment(trimmed, text)
	case strings.HasPrefix(trimmed, wideHash+wideHash):
		n := (len(trimmed) - len(strings.TrimLeft(trimmed, wideHash))) / len(wideHash)
		r.edits = append(r.edits, edit{text, text + n*len(wideHash), strings.Repeat("#", n)})
	case trimmed[0] != '|' && !strings.HasPrefix(trimmed, widePipe):
		r.glued(raw, at)
	case strings.Count(trimmed, widePipe) > 1:
		r.pipes(raw, at)
	}
}

// widePipe and wideHash are the signs that translations into Chinese and Japanese
// may put in the place of a table's pipes and of the number signs of a heading.
const (
	widePipe = "｜"
	wideHash = "＃"
)

func (r *repairer) pipes(raw string, at int) {
	for i := strings.Index(raw, widePipe); i >= 0; {
		r.edits = append(r.edits, edit{at + i, at + i + len(widePipe), "|"})
		next := strings.Index(raw[i+len(widePipe):], widePipe)
		if next < 0 {
			return
		}
		i += len(widePipe) + next
	}
}

// dedent drops blanks at the start of a line.
func (r *repairer) dedent(at, blanks int) {
	if blanks > 0 {
		r.edits = append(r.edits, edit{at, at + blanks, ""})
	}
}

// opensBlock reports whether a line, were it not indented, would open a code
// fence, a comment or a heading.
func opensBlock(s string) bool {
	return strings.HasPrefix(s, "```") || strings.HasPrefix(s, "<!--") || isHeadingLine(s)
}

// isListItem reports whether a line opens an item of a list.
func isListItem(s string) bool {
	s = strings.TrimLeft(s, "0123456789")
	return len(s) > 1 && strings.IndexByte("-*+.)", s[0]) >= 0 && (s[1] == ' ' || s[1] == '\t')
}

// glued puts an annotation that stands behind a text on a line of its own.
func (r *repairer) glued(raw string, at int) {
	i := strings.Index(raw, annotationOpen)
	if i < 0 {
		return
	}
	r.edits = append(r.edits, edit{at + i, at + i, "\n"})
	r.openComment(raw[i:], at+i)
}

const annotationOpen = "<!-- {"

// ticks handles a line outside a fence that starts with a backtick.
func (r *repairer) ticks(s string, at int) {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	info := strings.TrimSpace(s[n:])
	switch {
	case n == 2 && strings.EqualFold(info, "http"):
		r.edits = append(r.edits, edit{at, at, "`"})
		r.doc.add(at, source.Warning, "fence-two-ticks", "code fence opens with two backticks")
		r.open("```", info, at)
	case n >= 3 && !strings.Contains(info, "`"):
		if lang, rest, ok := strings.Cut(info, " "); ok && strings.EqualFold(lang, "http") && startsWithMethod(rest) {
			i := strings.IndexByte(s[n:], info[0]) + n + len(lang)
			r.edits = append(r.edits, edit{at + i, at + i + 1, "\n"})
			r.doc.add(at, source.Warning, "fence-text-in-info", "request line %q stands on the line that opens the code fence", rest)
		}
		r.open(s[:n], info, at)
	}
}

// escapedTicks returns the length of the three or more backticks, some of them
// behind a backslash, that s starts with, or zero.
func escapedTicks(s string) int {
	i, ticks := 0, 0
	for i < len(s) && (s[i] == '`' || s[i] == '\\' && i+1 < len(s) && s[i+1] == '`') {
		if s[i] == '`' {
			ticks++
		}
		i++
	}
	if ticks < 3 {
		return 0
	}
	return i
}

// unescape opens the fence whose ticks a translation put behind backslashes.
func (r *repairer) unescape(s string, at int) {
	n := escapedTicks(s)
	info := strings.TrimSpace(s[n:])
	if strings.ContainsAny(info, "`\\") {
		return
	}
	r.doc.add(at, source.Warning, "fence-escaped", "backticks of a code fence stand behind backslashes")
	with := "```"
	if lang, rest, ok := strings.Cut(info, " "); ok && startsWithMethod(rest) {
		with += lang + "\n"
		n = strings.Index(s, rest)
		info = lang
	}
	r.edits = append(r.edits, edit{at, at + n, with})
	r.open("```", info, at)
}

func (r *repairer) open(ticks, info string, at int) {
	r.fence, r.fenceInfo, r.fenceAt = ticks, info, at
}

// fenceLine handles a line inside a fence: its end, or something that shows
// that the end is missing.
func (r *repairer) fenceLine(s string, at int) {
	if s == "" {
		return
	}
	switch {
	case s[0] == '`':
		r.ticksInFence(s, at)
	case s[0] == '#' && isHeadingLine(s) && httpInfo(r.fenceInfo):
		r.close(at)
		r.heading(s, at)
	case s[0] == '<' && strings.HasPrefix(s, "<!--") && httpInfo(r.fenceInfo):
		r.close(at)
		r.openComment(s, at)
	}
}

// ticksInFence handles a line inside a fence that starts with a backtick.
func (r *repairer) ticksInFence(s string, at int) {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	rest := strings.TrimSpace(s[n:])
	switch {
	case n >= len(r.fence) && rest == "":
		r.fence = ""
	case n >= 3 && isWord(rest):
		r.close(at)
		r.open(s[:n], rest, at)
	}
}

func (r *repairer) close(at int) {
	r.doc.add(r.fenceAt, source.Warning, "fence-unclosed", "code fence is never closed")
	r.edits = append(r.edits, edit{at, at, r.fence + "\n"})
	r.fence = ""
}

// heading puts the space behind the number signs that CommonMark wants.
func (r *repairer) heading(s string, at int) {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n <= 6 && (strings.HasPrefix(s[n:], "<a name=") || n > 1 && startsWithLetter(s[n:])) {
		r.edits = append(r.edits, edit{at + n, at + n, " "})
		r.doc.add(at, source.Info, "heading-no-space", "no space after the number signs of the heading")
	}
}

// startsWithLetter reports whether s starts with a letter.
func startsWithLetter(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

func (r *repairer) openComment(s string, at int) {
	r.comment, r.commentAt, r.closed = true, at, r.isClosed(at)
	r.commentLine(s, s, at)
}

// isClosed reports whether the comment at offset at ends before the next one
// begins. Such a comment may hide whole sections.
func (r *repairer) isClosed(at int) bool {
	rest := r.doc.text.data[at+len("<!--"):]
	if next := strings.Index(rest, "<!--"); next >= 0 {
		rest = rest[:next]
	}
	return strings.Contains(rest, "-->")
}

// commentLine looks for the end of the comment, and for headings and fences,
// which show that the end is missing.
func (r *repairer) commentLine(s, raw string, at int) {
	if i := strings.Index(raw, "-->"); i >= 0 {
		r.comment = false
		if rest := strings.TrimSpace(raw[i+3:]); len(rest) > 0 && !strings.HasPrefix(rest, "<!--") {
			r.edits = append(r.edits, edit{at + i + 3, at + i + 3, "\n"})
			r.line(raw[i+3:], at+i+3)
		}
		return
	}
	if at != r.commentAt && !r.closed && (isHeadingLine(s) || strings.HasPrefix(s, "```") || strings.HasPrefix(s, "<!--")) {
		r.endComment(at)
		r.line(raw, at)
	}
}

func (r *repairer) endComment(at int) {
	r.comment = false
	r.doc.add(r.commentAt, source.Warning, "comment-unclosed", "comment is never closed")
	r.edits = append(r.edits, edit{at, at, "-->\n"})
}

func (r *repairer) finish(end int) {
	if r.comment {
		r.edits = append(r.edits, edit{end, end, "\n"})
		r.endComment(end)
	}
	if r.fence != "" {
		r.doc.add(r.fenceAt, source.Warning, "fence-unclosed", "code fence is never closed")
	}
}

func isHeadingLine(s string) bool {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	return n >= 2 && n <= 6 && len(s) > n && (s[n] == ' ' || strings.HasPrefix(s[n:], "<a name=") || startsWithLetter(s[n:]))
}

func isWord(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

func httpInfo(info string) bool {
	switch strings.ToLower(strings.Fields(info + " -")[0]) {
	case "-", "http", "json", "msgraph-interactive":
		return true
	}
	return false
}

func startsWithMethod(s string) bool {
	method, rest, ok := strings.Cut(strings.TrimSpace(s), " ")
	if !ok || strings.TrimSpace(rest) == "" {
		return false
	}
	switch method {
	case "GET", "POST", "PUT", "PATCH", "DELETE":
		return true
	}
	return false
}
