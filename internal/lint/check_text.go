package lint

import (
	"bytes"
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// checkText looks through the running text of the page.
func (p *page) checkText() {
	if i := bytes.Index(p.Doc.File.Data, []byte("\ufffd")); i >= 0 {
		p.findings = append(p.findings, p.finding("replacement-character", p.Doc.File.Pos(i), "page holds a replacement character, a letter was lost here"))
	}
	disclaimer := false
	for i := range p.blocks {
		b := &p.blocks[i]
		switch b.Kind {
		case markdown.Paragraph:
			p.checkTodo(b.Text, b.Offset)
			p.checkMarks(b.Text, b.Offset)
		case markdown.Table:
			for _, row := range b.Table.Rows {
				whole := len(row.Cells) == len(b.Table.Header.Cells)
				for _, c := range row.Cells {
					p.checkTodo(c.Text, c.Offset)
					if whole {
						p.checkMarks(c.Text, c.Offset)
					}
				}
			}
		case markdown.Include:
			disclaimer = p.checkDisclaimer(b) || disclaimer
		}
	}
	if p.File.Version == "beta" && !disclaimer && p.english && !bytes.Contains(p.Doc.File.Data, []byte("beta-disclaimer")) &&
		!bytes.Contains(p.Doc.File.Data, []byte("/beta version")) {
		p.report("beta-disclaimer", 0, "page of beta does not say that the API may change")
	}
}

// checkNamespace looks for the line below the title that names the namespace.
func (p *page) checkNamespace() {
	described := p.isAPI() && len(p.Page.Requests) > 0 || !p.isAPI() && len(p.types) > 0
	if name, _ := p.namespaceLine(); name == "" && described && p.english {
		p.report("namespace-missing", 0, "page does not say its namespace")
	}
}

func (p *page) checkTodo(s string, at int) {
	if i := strings.Index(s, "TODO"); i >= 0 && !isLetterAt(s, i-1) && !isLetterAt(s, i+4) {
		p.report("todo-text", at+i, "unfinished text: %q", clip(s[i:]))
	}
}

// checkMarks finds code that is opened and never closed, and the marks that a
// version control system leaves behind.
func (p *page) checkMarks(s string, at int) {
	if strings.Count(s, "`")%2 == 1 && !strings.Contains(s, "\\`") {
		if i := unclosedCode(s); i >= 0 {
			p.report("code-unclosed", at+i, "code is opened by a backtick and never closed")
		}
	}
	if strings.HasPrefix(s, "<<<<<<< ") || strings.Contains(s, "\n<<<<<<< ") {
		p.report("merge-marker", at, "mark of a merge was left on the page")
	}
}

// unclosedCode returns where the first backticks stand that no row of as many
// backticks closes, or -1.
func unclosedCode(s string) int {
	for i := 0; i < len(s); i++ {
		n := backticksAt(s, i)
		if n == 0 {
			continue
		}
		end := i + n
		for end < len(s) && backticksAt(s, end) != n {
			end += max(1, backticksAt(s, end))
		}
		if end == len(s) {
			return i
		}
		i = end + n - 1
	}
	return -1
}

// backticksAt counts the backticks that s has in a row at i.
func backticksAt(s string, i int) int { return len(s[i:]) - len(strings.TrimLeft(s[i:], "`")) }

func isLetterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] == '_')
}

func (p *page) checkDisclaimer(b *markdown.Block) bool {
	if !strings.Contains(b.Target, "beta-disclaimer") {
		return false
	}
	if p.File.Version == "v1.0" {
		p.report("beta-disclaimer", b.Offset, "page of v1.0 includes the disclaimer of beta")
	}
	return true
}
