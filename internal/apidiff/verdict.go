package apidiff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/goapi"
)

// judge gives the changes their levels, by what they do to the Go API, and
// reports what breaks there and no change accounts for.
func (d *differ) judge(changes []*goChange, derived map[owner][]owner) {
	j := &judge{differ: d, derived: derived, of: map[owner]*effects{}}
	for _, g := range changes {
		for _, o := range g.owners() {
			if j.of[o] == nil {
				j.of[o] = &effects{items: map[string][]*goChange{}}
			}
			j.of[o].add(g)
		}
	}
	j.options(changes)
	slices.SortStableFunc(d.changes, func(a, b Change) int { return a.Kind.rank() - b.Kind.rank() })
	for _, some := range []func(*effects, *Change) []*goChange{(*effects).about, (*effects).rest} {
		for i := range d.changes {
			j.weigh(&d.changes[i], some)
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
	of      map[owner]*effects
	derived map[owner][]owner // types, by their base type
}

// effects are the changes of the Go API that come from one operation or type.
type effects struct {
	parts []*goChange            // of the method
	items map[string][]*goChange // all others, by item in lower case
	left  []*goChange            // those that nothing explains yet, and maybe others
}

func (e *effects) add(g *goChange) {
	e.left = append(e.left, g)
	if d := g.is(); d.Part {
		e.parts = append(e.parts, g)
	} else {
		item := strings.ToLower(d.Item)
		e.items[item] = append(e.items[item], g)
	}
}

// about returns what c is about.
func (e *effects) about(c *Change) []*goChange {
	var out []*goChange
	for _, list := range [...][]*goChange{e.parts, e.items[strings.ToLower(c.item())]} {
		for _, g := range list {
			if accountsFor(c, g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// rest returns what c may account for, and no other change does.
func (e *effects) rest(c *Change) []*goChange {
	var out []*goChange
	e.left = slices.DeleteFunc(e.left, func(g *goChange) bool { return g.explained })
	for _, g := range e.left {
		if takesRest(c, g) {
			out = append(out, g)
		}
	}
	return out
}

// weigh gives c the weight of the gravest change of the Go API among some.
func (j *judge) weigh(c *Change, some func(*effects, *Change) []*goChange) {
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
		if e := j.of[o]; e != nil {
			for _, g := range some(e, c) {
				c.weight, g.explained = max(c.weight, g.level()), true
			}
		}
		queue = append(queue, j.derived[o]...) // inherited fields come and go with the base
	}
}

// accountsFor reports whether g is what c is about.
func accountsFor(c *Change, g *goChange) bool {
	d, item := g.is(), c.item()
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
	case StatusAdded, StatusRemoved:
		return false
	}
	return !d.Part && !g.part && item != "" && strings.EqualFold(d.Item, item)
}

// item is what the Go API knew c by.
func (c *Change) item() string {
	if c.Kind == PropertyRespelled || c.Kind == MemberRespelled {
		return c.Old
	}
	return c.Item
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
	parts := map[partKey]*lot{}
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
	for _, l := range parts {
		j.changes[l.at].New = strings.Join(l.names, ", ")
	}
}

// lot is what one struct gains or loses: the place of the change, and what it
// names.
type lot struct {
	at    int
	names []string
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
		e := j.of[o]
		if e == nil {
			continue
		}
		for _, g := range e.parts {
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

// comesOrGoes reports g, or adds it to the lot of its kind and of what it is a
// part of.
func (j *judge) comesOrGoes(g *goChange, parts map[partKey]*lot) {
	d, kind := g.is(), GoLost
	if g.old == nil {
		kind = GoGained
	}
	key := partKey{g.client, kind, d.In}
	if l := parts[key]; l != nil {
		l.names = append(l.names, d.Leaf())
		return
	}
	if j.addTo(g, Change{Kind: kind, Item: d.In, New: d.Leaf()}) && d.In != "" {
		parts[key] = &lot{len(j.changes) - 1, []string{d.Leaf()}}
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
