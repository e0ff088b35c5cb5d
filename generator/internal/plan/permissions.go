package plan

import (
	"strings"

	"github.com/graphgen/graphgen/generator/internal/merge"
	"github.com/graphgen/graphgen/parser/model"
)

// permissionTable writes the permissions of all operations in the form of
// ir.Package.Permissions.
func permissionTable(ops []*merge.Operation) string {
	var b strings.Builder
	b.Grow(256 * len(ops)) // about what they take
	for _, op := range ops {
		writeAll(&b, op.Method, " ", cell(httpPath(op.Path)), "\n")
		for i := range op.Permissions {
			p := &op.Permissions[i]
			writeAll(&b, "\t", accountLetter(p.Type), "\t", cell(oneLine(p.Context)), "\t")
			writeScopes(&b, p)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func writeAll(b *strings.Builder, texts ...string) {
	for _, text := range texts {
		b.WriteString(text)
	}
}

func accountLetter(account string) string {
	switch account {
	case model.DelegatedWork:
		return "w"
	case model.DelegatedPersonal:
		return "p"
	}
	return "a"
}

func writeScopes(b *strings.Builder, p *model.Permission) {
	switch {
	case len(p.Scopes) > 0:
		for i, scope := range p.Scopes {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(cell(scope))
		}
	case p.Unreadable:
		b.WriteByte('?')
	case !p.Supported:
		b.WriteByte('-')
	}
}

// cell keeps text on one line and out of the way of the table's own marks.
func cell(text string) string {
	if !strings.ContainsFunc(text, isMark) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, text)
}

func isMark(r rune) bool { return r < ' ' || r == '`' }
