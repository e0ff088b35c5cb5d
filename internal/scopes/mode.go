package scopes

import (
	"slices"

	"github.com/graphgen/graphgen/internal/sdk"
)

// Mode is what a program needs in one mode of access.
type Mode struct {
	Mode string `json:"mode"`
	// Scopes are the fewest that cover every operation that can be called in
	// this mode, sorted.
	Scopes []string `json:"scopes"`
	// Exact is false where there may be a smaller set.
	Exact bool `json:"exact"`
	// LeastPrivileged are the first alternatives of all operations, sorted:
	// more scopes than Scopes, or as many, but none grants more than its
	// operation needs.
	LeastPrivileged []string `json:"leastPrivileged"`
	// Grants say which of Scopes each operation uses.
	Grants []Grant `json:"grants"`
	// Free are the operations that need no scope.
	Free []Place `json:"free,omitempty"`
	// Impossible are the operations that can't be called in this mode.
	Impossible []Place `json:"impossible,omitempty"`
	// Unknown are the operations whose pages do not say which scopes.
	Unknown []Place `json:"unknown,omitempty"`
}

// Place is one operation and where it is called.
type Place struct {
	Operation string   `json:"operation"`
	Package   string   `json:"package"`
	Calls     []string `json:"calls"`
}

// Grant is one operation and a scope that it needs: it has several grants where
// its page asks for several scopes together, or where it has several contexts.
type Grant struct {
	Place
	Context string `json:"context,omitempty"`
	// Scope is the first of the alternatives that is in Mode.Scopes.
	Scope string `json:"scope"`
	// Alternatives are what the page lists, least privileged first.
	Alternatives []string `json:"alternatives"`
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
	m := Mode{Mode: name, Scopes: []string{}, LeastPrivileged: []string{}, Grants: []Grant{}}
	for _, use := range p.Uses {
		m.add(use)
	}
	demands := make([]demand, len(m.Grants))
	for i, g := range m.Grants {
		demands[i] = demand{g.Alternatives}
		m.LeastPrivileged = append(m.LeastPrivileged, g.Alternatives[0])
	}
	slices.Sort(m.LeastPrivileged)
	m.LeastPrivileged = slices.Compact(m.LeastPrivileged)
	chosen, exact := cover(demands)
	m.Scopes, m.Exact = append(m.Scopes, chosen...), exact
	for i := range m.Grants {
		g := &m.Grants[i]
		j := slices.IndexFunc(g.Alternatives, func(s string) bool { return slices.Contains(m.Scopes, s) })
		g.Scope = g.Alternatives[j]
	}
	return m
}

// add sorts one operation into the lists. Where several rows of its table are
// relevant, every one counts: which of them a call falls under is not known.
func (m *Mode) add(use Use) {
	place := Place{use.Operation, use.Package, use.Calls}
	rows, supported, unreadable, granted := 0, false, false, false
	for _, need := range sdk.Relevant(use.Operation, use.Needs, m.Mode) {
		rows++
		supported = supported || need.Supported
		switch {
		case len(need.Scopes) > 0:
			granted = true
			m.Grants = append(m.Grants, Grant{Place: place, Context: need.Context, Alternatives: need.Scopes})
		case need.Unreadable:
			unreadable = true
		}
	}
	switch {
	case rows == 0 || unreadable:
		m.Unknown = append(m.Unknown, place)
	case !supported:
		m.Impossible = append(m.Impossible, place)
	case !granted:
		m.Free = append(m.Free, place)
	}
}

// Modes lists the modes of access in the order of reports.
func Modes() []string { return sdk.Modes() }
