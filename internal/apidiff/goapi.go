package apidiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// Declaration is one thing that a generated client declares: a method, a part
// of its signature, an option, a type, a field, a constant.
type Declaration struct {
	// Name tells it apart; In is the name of what it is a part of.
	Name, In string
	// Type is what the compiler checks, without names of arguments, and with
	// documented types under their documented names.
	Type string
	// Of is the operation or the documented type that it comes from. Item is the
	// documented name of an option, a property or a member; or, as Part says,
	// what of an operation it is: "method", "arguments", "body", "options" or
	// "result".
	Of, Item string
	Part     bool
}

// Declarer returns what the client of one version of an API declares.
type Declarer func(api *model.API, version string) ([]Declaration, error)

// goChange is a difference between two clients. One of its two declarations is
// nil where only the other client has it.
type goChange struct {
	version   string
	old, new  *Declaration
	part      bool // it comes or goes with what it is a part of
	explained bool // some change of the documentation brings it
}

func (g *goChange) level() Level {
	if g.old == nil {
		return Minor
	}
	return Major
}

// is is the declaration as it is, or was.
func (g *goChange) is() *Declaration { return cmp.Or(g.new, g.old) }

// kept reports whether both clients have the declaration.
func (g *goChange) kept() bool { return g.old != nil && g.new != nil }

// leaf is the part of the name that follows that of what it is in.
func (d *Declaration) leaf() string { return strings.TrimPrefix(strings.TrimPrefix(d.Name, d.In), ".") }

// goChanges compares two clients, sorted by name.
func goChanges(version string, old, new []Declaration) []*goChange {
	had := make(map[string]*Declaration, len(old))
	for i := range old {
		had[old[i].Name] = &old[i]
	}
	var out []*goChange
	for i := range new {
		n := &new[i]
		if o := had[n.Name]; o == nil || o.Type != n.Type {
			out = append(out, &goChange{version: version, old: o, new: n})
		}
		delete(had, n.Name)
	}
	for _, o := range had {
		out = append(out, &goChange{version: version, old: o})
	}
	slices.SortFunc(out, func(a, b *goChange) int { return strings.Compare(a.is().Name, b.is().Name) })
	return out
}

// markParts marks what comes or goes with the whole that it is a part of, or
// with the type of a body.
func markParts(changes []*goChange) {
	whole := map[string]bool{}
	for _, g := range changes {
		if d := g.is(); !g.kept() || d.Part && d.Item == "body" {
			whole[d.Name] = true
		}
	}
	for _, g := range changes {
		g.part = !g.kept() && whole[g.is().In]
	}
}

// owner is an operation or a type of one version, in a form that both states
// share.
type owner string

func operationOwner(k operationKey) owner { return owner(k.version + " " + k.method + " " + k.path) }

func typeOwner(version, name string) owner { return owner(version + " " + strings.ToLower(name)) }

func (g *goChange) owners() []owner {
	var out []owner
	for _, d := range []*Declaration{g.old, g.new} {
		if d == nil {
			continue
		}
		o := typeOwner(g.version, d.Of)
		if method, path, ok := strings.Cut(d.Of, " "); ok {
			o = operationOwner(operationKey{g.version, method, normalPath(path)})
		}
		if !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}
