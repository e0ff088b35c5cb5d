package scopes

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteText writes the modes for people.
func (p *Program) WriteText(w io.Writer, modes []Mode) error {
	var b strings.Builder
	t := texter{b: &b, several: p.severalClients()}
	for i, m := range modes {
		if i > 0 {
			b.WriteString("\n")
		}
		t.mode(m)
	}
	if p.Library {
		b.WriteString("\nno command uses a client: everything that the packages export counts as called\n")
	}
	writeNotes(&b, p.Notes)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeNotes says what was not seen, if anything.
func writeNotes(b *strings.Builder, notes []Note) {
	for i, n := range notes {
		if i == 0 {
			if b.Len() > 0 {
				b.WriteString("\n")
			}
			b.WriteString("limits of this answer:\n")
		}
		fmt.Fprintf(b, "  %s: %s\n", n.Pos, n.Message)
	}
}

// severalClients reports whether the operations alone are not enough to tell
// them apart.
func (p *Program) severalClients() bool {
	return slices.ContainsFunc(p.Uses, func(u Use) bool { return u.Package != p.Uses[0].Package })
}

type texter struct {
	b       *strings.Builder
	several bool
}

func (t texter) mode(m Mode) {
	fmt.Fprintf(t.b, "%s: %s\n", m.Mode, orNone(m.Scopes))
	if !m.Exact {
		t.b.WriteString("  (there may be a smaller set)\n")
	}
	if !slices.Equal(m.Scopes, m.LeastPrivileged) {
		fmt.Fprintf(t.b, "  (the least privileged scope of each operation: %s)\n", orNone(m.LeastPrivileged))
	}
	t.grants(m.Grants)
	for _, o := range m.Free {
		t.place(o, "", "needs no scope")
	}
	for _, o := range m.Impossible {
		t.place(o, "", "can't be called in this mode")
	}
	for _, o := range m.Unknown {
		t.place(o, "", "the documentation lists no permission")
	}
}

// grants writes a line for each operation and context: the scopes that it needs
// together stand next to each other.
func (t texter) grants(grants []Grant) {
	for i := 0; i < len(grants); {
		g := grants[i]
		scopes := []string{g.Scope}
		for i++; i < len(grants) && grants[i].sameCall(g); i++ {
			if !slices.Contains(scopes, grants[i].Scope) {
				scopes = append(scopes, grants[i].Scope)
			}
		}
		context := ""
		if g.Context != "" {
			context = " (" + g.Context + ")"
		}
		t.place(g.Place, context, strings.Join(scopes, " and "))
	}
}

func (g Grant) sameCall(other Grant) bool {
	return g.Operation == other.Operation && g.Package == other.Package && g.Context == other.Context
}

func (t texter) place(o Place, context, says string) {
	if t.several {
		context = " of " + o.Package + context
	}
	fmt.Fprintf(t.b, "  %s%s: %s, at %s\n", o.Operation, context, says, strings.Join(o.Calls, ", "))
}

func orNone(scopes []string) string {
	if len(scopes) == 0 {
		return "no scope"
	}
	return strings.Join(scopes, " ")
}

// Explain writes why a scope is needed: the operations that it covers and the
// alternatives they have.
func (p *Program) Explain(w io.Writer, modes []Mode, scope string) error {
	var b strings.Builder
	for _, m := range modes {
		for _, g := range m.Grants {
			if !slices.Contains(g.Alternatives, scope) {
				continue
			}
			use := "could use it; " + g.Scope + " is chosen"
			if g.Scope == scope {
				use = "uses it"
			}
			fmt.Fprintf(&b, "%s: %s %s\n  alternatives, least privileged first: %s\n  called at %s\n",
				m.Mode, g.Operation, use, strings.Join(g.Alternatives, ", "), strings.Join(g.Calls, ", "))
		}
	}
	if b.Len() == 0 {
		fmt.Fprintf(&b, "no operation of the program takes %s\n", scope)
	}
	writeNotes(&b, p.Notes)
	_, err := io.WriteString(w, b.String())
	return err
}
