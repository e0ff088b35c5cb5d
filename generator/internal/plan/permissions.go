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
			writeRows(&b, &op.Permissions[i])
		}
	}
	return b.String()
}

// writeRows writes the row of a permission, or one row for each set of scopes
// of which one is needed.
func writeRows(b *strings.Builder, p *model.Permission) {
	account, context := accountLetter(p.Type), cell(oneLine(p.Context))
	for _, set := range p.Sets() {
		writeAll(b, "\t", account, "\t", context, "\t")
		for i, scope := range set {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(cell(scope))
		}
		b.WriteByte('\n')
	}
	if len(p.Scopes) == 0 {
		writeAll(b, "\t", account, "\t", context, "\t", noScopes(p), "\n")
	}
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

// noScopes is the mark for why a row has no scopes; none where none is needed.
func noScopes(p *model.Permission) string {
	switch {
	case p.Unreadable:
		return "?"
	case !p.Supported:
		return "-"
	}
	return ""
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
