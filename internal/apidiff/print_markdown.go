package apidiff

import (
	"fmt"
	"io"
	"strings"
)

// MarkdownOptions say how a report is written as Markdown.
type MarkdownOptions struct {
	// Title is the text of the heading; "API changes" where it is empty.
	Title string
	// Limit is the most bytes to write; what does not fit is counted. Zero
	// means no limit. A comment on GitHub holds 65,536 characters.
	Limit int
	// Changelog leaves out the places and folds nothing.
	Changelog bool
}

// foldAbove is the number of lines from which a section is folded.
const foldAbove = 25

var sections = [...]struct {
	level Level
	title string
}{{Major, "Breaking"}, {Minor, "Added"}, {Patch, "Other"}}

// WriteMarkdown writes the report for a pull request comment or a CHANGELOG.
func (r *Report) WriteMarkdown(w io.Writer, opts MarkdownOptions) error {
	m := &markdownWriter{opts: opts}
	title := opts.Title
	if title == "" {
		title = "API changes"
	}
	m.printf("## %s\n\n%s.\n", printable(title), capital(r.Summary()))
	for _, note := range r.Notes {
		m.printf("\nNote: %s.\n", escape(note))
	}
	for _, s := range sections {
		m.section(r, s.level, s.title)
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdownWriter struct {
	b    strings.Builder
	opts MarkdownOptions
}

func (m *markdownWriter) printf(format string, args ...any) { fmt.Fprintf(&m.b, format, args...) }

func (m *markdownWriter) section(r *Report, level Level, title string) {
	n := r.Count(level)
	if n == 0 {
		return
	}
	m.printf("\n### %s (%d)\n\n", title, n)
	fold := n > foldAbove && !m.opts.Changelog
	if fold {
		m.printf("<details><summary>%d changes</summary>\n\n", n)
	}
	m.lines(r, level)
	if fold {
		m.printf("\n</details>\n")
	}
}

// reserve is kept free for the line that counts what did not fit, and for the
// headings that follow.
const reserve = 400

func (m *markdownWriter) lines(r *Report, level Level) {
	left := r.Count(level)
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.Level != level {
			continue
		}
		line := m.line(c)
		if m.opts.Limit > 0 && m.b.Len()+len(line) > m.opts.Limit-reserve {
			m.printf("- … and %d more\n", left)
			return
		}
		m.b.WriteString(line)
		left--
	}
}

func (m *markdownWriter) line(c *Change) string {
	what := c.say(code, " → ")
	place := ""
	if !m.opts.Changelog {
		place = " <sub>" + code(c.Pos().String()) + "</sub>"
	}
	return fmt.Sprintf("- %s %s%s: %s%s\n", c.Version, code(c.Subject), alsoMarkdown(c), what, place)
}

func alsoMarkdown(c *Change) string {
	if len(c.Also) == 1 {
		return " and " + code(c.Also[0])
	}
	return also(c)
}

// code writes s as a code span that no page text can leave.
func code(s string) string {
	s = printable(s)
	ticks := "`"
	for strings.Contains(s, ticks) {
		ticks += "`"
	}
	if len(ticks) > 1 {
		return ticks + " " + s + " " + ticks
	}
	return ticks + s + ticks
}

// escape writes s as plain text.
func escape(s string) string {
	var b strings.Builder
	for _, c := range printable(s) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&@", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
