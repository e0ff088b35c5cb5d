package apidiff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/goapi"
)

// judge gives the changes their levels, by what they do to the Go API, and
// reports what breaks there and no change accounts for.
func (d *differ) judge(changes []*goChange, derived map[owner][]owner) {
	j := &judge{differ: d, derived: derived, of: map[owner][]*goChange{}}
	for _, g := range changes {
		for _, o := range g.owners() {
			j.of[o] = append(j.of[o], g)
		}
	}
	j.options(changes)
	slices.SortStableFunc(d.changes, func(a, b Change) int { return a.Kind.rank() - b.Kind.rank() })
	for _, accounts := range []func(*Change, *goChange) bool{accountsFor, takesRest} {
		for i := range d.changes {
			j.weigh(&d.changes[i], accounts)
		}
	}
	for i := range d.changes {
		if c := &d.changes[i]; c.Level == None {
			c.Level = max(c.weight, Patch)
		}
	}
	j.unexplained(changes)
	for i := range d.changes {
		d.changes[i].Breaking = d.changes[i].Level == Major
	}
}

type judge struct {
	*differ
	of      map[owner][]*goChange
	derived map[owner][]owner // types, by their base type
}

// weigh gives c the weight of the gravest change of the Go API that it
// accounts for.
func (j *judge) weigh(c *Change, accounts func(*Change, *goChange) bool) {
	if c.Kind.info().Level != None {
		return
	}
	seen := map[owner]bool{}
	queue := slices.Clone(c.owners)
	for len(queue) > 0 {
		o := queue[0]
		queue = queue[1:]
		if seen[o] {
			continue
		}
		seen[o] = true
		for _, g := range j.of[o] {
			if accounts(c, g) {
				c.weight, g.explained = max(c.weight, g.level()), true
			}
		}
		queue = append(queue, j.derived[o]...) // inherited fields come and go with the base
	}
}

// accountsFor reports whether g is what c is about.
func accountsFor(c *Change, g *goChange) bool {
	d, item := g.is(), c.Item
	switch c.Kind {
	case HeaderAdded, QueryAdded, BodyPropertyAdded, PropertyAdded, MemberAdded:
		if g.old != nil {
			return false
		}
	case HeaderRemoved, QueryRemoved, BodyPropertyRemoved, PropertyRemoved, MemberRemoved:
		if g.new != nil {
			return false
		}
	case BodyKind, BodyType:
		return d.Part && d.Item == "body"
	case ResponseType:
		return isAnswer(d)
	case ParameterAdded, ParameterRemoved, ParameterRetyped:
		if d.Part {
			return d.Item == "arguments"
		}
	case PropertyRespelled, MemberRespelled:
		item = c.Old
	case StatusAdded, StatusRemoved:
		return false
	}
	return !d.Part && !g.part && item != "" && strings.EqualFold(d.Item, item)
}

// takesRest reports whether c may account for what no other change does.
func takesRest(c *Change, g *goChange) bool {
	switch c.Kind {
	case OperationRemoved, OperationMoved, OperationAdded, TypeRemoved, TypeAdded, TypeKind, TypeBase, TypeRespelled:
		return !g.explained
	case StatusRemoved, StatusAdded:
		return !g.explained && isAnswer(g.is())
	}
	return false
}

// isAnswer reports whether d depends on what the operation answers: the name of
// the method does.
func isAnswer(d *goapi.Declaration) bool { return d.Part && (d.Item == "result" || d.Item == "method") }

// options reports the methods that gain or lose their options.
func (j *judge) options(changes []*goChange) {
	for _, g := range changes {
		if d := g.is(); !d.Part || d.Item != "options" || !g.kept() {
			continue
		}
		g.explained = true
		c := Change{Kind: OptionsGained}
		if g.new.Type == "" {
			c.Kind = OptionsLost
		}
		j.addTo(g, c)
	}
}

// unexplained reports what else happens to the Go API, but for the parts of
// what comes and goes as a whole. What one struct gains or loses is one change.
// Types come with what reaches them, which is a change of its own as a rule.
func (j *judge) unexplained(changes []*goChange) {
	j.renamed(changes)
	parts := map[partKey]int{} // one more than the places of changes
	for _, g := range changes {
		d := g.is()
		switch {
		case g.explained || g.part:
		case g.kept():
			j.addTo(g, Change{Kind: GoRetyped, Item: d.Name, Old: g.old.Type, New: g.new.Type})
		case g.old == nil && d.In == "" && j.grown():
		default:
			j.comesOrGoes(g, parts)
		}
	}
}

// renamed reports the methods that have another name now, for no reason that is
// a change of their operation.
func (j *judge) renamed(changes []*goChange) {
	for _, g := range changes {
		if g.explained || g.new != nil || g.old.Item != "method" {
			continue
		}
		if n := j.successor(g); n != nil {
			g.explained, n.explained = true, true
			j.addTo(g, Change{Kind: GoRenamed, Old: g.old.Name, New: n.new.Name})
		}
	}
}

// successor finds the method that the operation has instead of one that is gone.
func (j *judge) successor(gone *goChange) *goChange {
	for _, o := range gone.owners() {
		for _, g := range j.of[o] {
			if !g.explained && g.client == gone.client && g.old == nil && g.new.Item == "method" {
				return g
			}
		}
	}
	return nil
}

// partKey is the kind of a change, and what it is a part of.
type partKey struct {
	client int
	kind   Kind
	in     string
}

func (j *judge) comesOrGoes(g *goChange, parts map[partKey]int) {
	d, kind := g.is(), GoLost
	if g.old == nil {
		kind = GoGained
	}
	key := partKey{g.client, kind, d.In}
	if at := parts[key]; at > 0 {
		j.changes[at-1].New += ", " + d.Leaf()
		return
	}
	if j.addTo(g, Change{Kind: kind, Item: d.In, New: d.Leaf()}) && d.In != "" {
		parts[key] = len(j.changes)
	}
}

// grown reports whether some change is an addition, or graver.
func (j *judge) grown() bool {
	return slices.ContainsFunc(j.changes, func(c Change) bool { return c.Level >= Minor })
}

// addTo adds a change to the operation or type that g comes from, and reports
// whether it did: pages may name a type that none documents.
func (j *judge) addTo(g *goChange, c Change) bool {
	for _, o := range g.owners() {
		if s, ok := j.subjects[o]; ok {
			had := len(j.changes)
			j.subject = s
			j.add(c)
			return len(j.changes) > had
		}
	}
	return false
}
