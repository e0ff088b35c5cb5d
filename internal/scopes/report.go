package scopes

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Mode is what a program needs in one mode of access.
type Mode struct {
	Mode string `json:"mode"`
	// Scopes are the fewest that cover every operation that can be called in
	// this mode, sorted.
	Scopes []string `json:"scopes"`
	// Exact is false where there may be a smaller set.
	Exact bool `json:"exact"`
	// Grants say which of Scopes each operation uses.
	Grants []Grant `json:"grants"`
	// Impossible are the operations that can't be called in this mode.
	Impossible []string `json:"impossible,omitempty"`
	// Unknown are the operations whose pages do not say which scopes.
	Unknown []string `json:"unknown,omitempty"`
}

// Grant is one operation and what it needs.
type Grant struct {
	Operation string `json:"operation"`
	Context   string `json:"context,omitempty"`
	// Scope is the first of the alternatives that is in Mode.Scopes.
	Scope string `json:"scope"`
	// Alternatives are what the page lists, least privileged first.
	Alternatives []string `json:"alternatives"`
	Calls        []string `json:"calls"`
}

// ByMode works out what the program needs in each of the modes.
func (p *Program) ByMode(modes []string) []Mode {
	out := []Mode{}
	for _, name := range modes {
		out = append(out, p.mode(name))
	}
	return out
}

func (p *Program) mode(name string) Mode {
	m := Mode{Mode: name, Scopes: []string{}, Grants: []Grant{}}
	var demands []demand
	for _, use := range p.Uses {
		open, supported := false, false
		for _, need := range use.Needs {
			if need.Mode != name {
				continue
			}
			supported = supported || need.Supported
			open = open || need.Supported && len(need.Scopes) == 0 && need.Unreadable
			if len(need.Scopes) > 0 {
				demands = append(demands, demand{need.Scopes})
				m.Grants = append(m.Grants, Grant{Operation: use.Operation, Context: need.Context, Alternatives: need.Scopes, Calls: use.Calls})
			}
		}
		switch {
		case !slices.ContainsFunc(use.Needs, func(r Requirement) bool { return r.Mode == name }), open:
			m.Unknown = append(m.Unknown, use.Operation)
		case !supported:
			m.Impossible = append(m.Impossible, use.Operation)
		}
	}
	chosen, exact := cover(demands)
	m.Scopes, m.Exact = append(m.Scopes, chosen...), exact
	for i := range m.Grants {
		g := &m.Grants[i]
		j := slices.IndexFunc(g.Alternatives, func(s string) bool { return slices.Contains(m.Scopes, s) })
		g.Scope = g.Alternatives[j]
	}
	return m
}

// WriteText writes the modes for people.
func (p *Program) WriteText(w io.Writer, modes []Mode) error {
	var b strings.Builder
	for i, m := range modes {
		if i > 0 {
			b.WriteString("\n")
		}
		m.text(&b)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "\nlimit: %s: %s\n", n.Pos, n.Message)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (m Mode) text(b *strings.Builder) {
	fmt.Fprintf(b, "%s: %s\n", m.Mode, orNone(m.Scopes))
	if !m.Exact {
		b.WriteString("  (there may be a smaller set)\n")
	}
	for _, g := range m.Grants {
		context := ""
		if g.Context != "" {
			context = " (" + g.Context + ")"
		}
		fmt.Fprintf(b, "  %s%s: %s, at %s\n", g.Operation, context, g.Scope, strings.Join(g.Calls, ", "))
	}
	for _, op := range m.Impossible {
		fmt.Fprintf(b, "  %s: can't be called in this mode\n", op)
	}
	for _, op := range m.Unknown {
		fmt.Fprintf(b, "  %s: the documentation lists no permission\n", op)
	}
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
	_, err := io.WriteString(w, b.String())
	return err
}
