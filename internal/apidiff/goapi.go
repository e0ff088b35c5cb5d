package apidiff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/parser/model"
)

// Declarer returns what the client of all operations of one version declares.
type Declarer func(api *model.API, version string) ([]goapi.Declaration, error)

// goChange is a difference between two clients. One of its two declarations is
// nil where only the other client has it.
type goChange struct {
	client    int // its place among the clients
	version   string
	old, new  *goapi.Declaration
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
func (g *goChange) is() *goapi.Declaration { return cmp.Or(g.new, g.old) }

// kept reports whether both clients have the declaration.
func (g *goChange) kept() bool { return g.old != nil && g.new != nil }

// goChanges returns how clients differ in their Go APIs, in their order.
func goChanges(clients []Client, old, new [][]goapi.Declaration) []*goChange {
	var all []*goChange
	for i := range clients {
		changes := compareDeclared(old[i], new[i])
		for _, g := range changes {
			g.client, g.version = i, clients[i].Version
		}
		markParts(changes)
		all = append(all, changes...)
	}
	return all
}

// compareDeclared compares two states of one client, sorted by name.
func compareDeclared(old, new []goapi.Declaration) []*goChange {
	had := make(map[string]*goapi.Declaration, len(old))
	for i := range old {
		had[old[i].Name] = &old[i]
	}
	var out []*goChange
	for i := range new {
		n := &new[i]
		if o := had[n.Name]; o == nil || o.Type != n.Type {
			out = append(out, &goChange{old: o, new: n})
		}
		delete(had, n.Name)
	}
	for _, o := range had {
		out = append(out, &goChange{old: o})
	}
	slices.SortFunc(out, func(a, b *goChange) int { return strings.Compare(a.is().Name, b.is().Name) })
	return out
}

// markParts marks, in the changes of one client, what comes or goes with the
// whole that it is a part of, or with the type of a body.
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
	for _, d := range []*goapi.Declaration{g.old, g.new} {
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
