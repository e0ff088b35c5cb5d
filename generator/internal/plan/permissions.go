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
	for _, op := range ops {
		b.WriteString(op.Method + " " + cell(httpPath(op.Path)) + "\n")
		for _, p := range op.Permissions {
			b.WriteString("\t" + accountLetter(p.Type) + "\t" + cell(oneLine(p.Context)) + "\t" + scopeCell(p) + "\n")
		}
	}
	return b.String()
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

func scopeCell(p model.Permission) string {
	switch {
	case len(p.Scopes) > 0:
		return cell(strings.Join(p.Scopes, " "))
	case p.Unreadable:
		return "?"
	case p.Supported:
		return ""
	}
	return "-"
}

// cell keeps text on one line and out of the way of the table's own marks.
func cell(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == '`' {
			return -1
		}
		return r
	}, text)
}
