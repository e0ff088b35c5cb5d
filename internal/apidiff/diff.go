package apidiff

import (
	"slices"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Diff compares two states of the API. Nil counts as an empty state.
func Diff(old, new *model.API) *Report {
	d := &differ{}
	old, new = orEmpty(old), orEmpty(new)
	d.operations(indexOperations(old), indexOperations(new))
	untyped := withoutTypes(old, new)
	d.types(indexTypes(old, untyped), indexTypes(new, untyped))
	r := &Report{Changes: d.changes}
	for _, version := range untyped {
		r.Notes = append(r.Notes, "types of "+version+" are not compared: one state has no pages of resources")
	}
	r.settle()
	return r
}

// withoutTypes returns the versions whose operations both states have, and
// whose types only one: a source may hold the pages of operations alone.
func withoutTypes(old, new *model.API) []string {
	had, has := versions(old), versions(new)
	var list []string
	for version, o := range had {
		if n, ok := has[version]; ok && o != n {
			list = append(list, version)
		}
	}
	slices.Sort(list)
	return list
}

// versions returns the versions of operations, and whether they have types.
func versions(api *model.API) map[string]bool {
	typed := map[string]bool{}
	for _, p := range api.Pages {
		typed[p.Version] = false
	}
	for _, r := range api.Resources {
		if _, ok := typed[r.Version]; ok {
			typed[r.Version] = true
		}
	}
	return typed
}

func orEmpty(api *model.API) *model.API {
	if api == nil {
		return &model.API{}
	}
	return api
}

// differ collects changes. version, subject and the two places are those of
// the pair under comparison, and fill what a change leaves open.
type differ struct {
	changes        []Change
	version        string
	subject        string
	oldPos, newPos source.Pos
	// translated says that the pair is in two languages: what descriptions
	// tell is then not compared.
	translated bool
}

// add keeps c at the level of its kind, unless it brings one of its own.
func (d *differ) add(c Change) {
	if d.translated && c.described() {
		return
	}
	if c.Level == None {
		c.Level = c.Kind.info().Level
	}
	c.Breaking = c.Level == Major
	c.Version, c.Subject = d.version, d.subject
	if c.OldPos.File == "" {
		c.OldPos = d.oldPos
	}
	if c.NewPos.File == "" {
		c.NewPos = d.newPos
	}
	d.changes = append(d.changes, c)
}

func (d *differ) operations(old, new *index) {
	var removed, added []*operation
	for _, o := range old.sorted {
		if n := new.byKey[o.key]; n != nil {
			d.operation(o, n)
		} else {
			removed = append(removed, o)
		}
	}
	for _, n := range new.sorted {
		if old.byKey[n.key] == nil {
			added = append(added, n)
		}
	}
	for _, m := range pairMoves(removed, added) {
		d.at(m.old, m.new)
		d.add(Change{Kind: OperationMoved, Old: m.old.path, New: m.new.path})
		d.facts(m.old, m.new)
	}
	d.unpaired(removed, OperationRemoved, pagesByFile(new))
	d.unpaired(added, OperationAdded, pagesByFile(old))
}

// unpaired reports the operations that only one state has. Their place in the
// other state is their page, where it is still there.
func (d *differ) unpaired(ops []*operation, kind Kind, others map[string]bool) {
	for _, o := range ops {
		if o.movedOrPaired {
			continue
		}
		d.version, d.subject, d.translated = o.key.version, o.subject(), false
		here, there := o.pos, source.Pos{}
		if others[o.pos.File] {
			there.File = o.pos.File
		}
		d.oldPos, d.newPos = here, there
		if kind == OperationAdded {
			d.oldPos, d.newPos = there, here
		}
		d.add(Change{Kind: kind})
	}
}

func pagesByFile(x *index) map[string]bool {
	files := map[string]bool{}
	for _, o := range x.sorted {
		for _, p := range o.pages {
			files[p.Source.File] = true
		}
	}
	return files
}

// at makes a pair of operations the subject of the changes that follow.
func (d *differ) at(o, n *operation) {
	d.version, d.subject = n.key.version, n.subject()
	d.oldPos, d.newPos = o.pos, n.pos
	d.translated = o.pages[0].Source.Locale != n.pages[0].Source.Locale
}

func (d *differ) operation(o, n *operation) {
	d.at(o, n)
	if !sharePage(o, n) {
		d.add(Change{Kind: OperationRehoused, Old: o.pages[0].Source.File, New: n.pages[0].Source.File})
	}
	d.facts(o, n)
}

// facts compares what the pages of the two operations say.
func (d *differ) facts(o, n *operation) {
	d.deprecation(o, n)
	d.permissions(o.pages, n.pages)
	d.options(o.pages, n.pages)
	d.parameters(o.pages, n.pages)
	d.body(o.pages, n.pages)
	d.responses(o.pages, n.pages)
}

func (d *differ) deprecation(o, n *operation) {
	was, is := deprecated(o.pages), deprecated(n.pages)
	switch {
	case is && !was:
		d.add(Change{Kind: OperationDeprecated})
	case was && !is:
		d.add(Change{Kind: OperationRevived})
	}
}

// deprecated reports whether every page of an operation says it is going.
func deprecated(pages []*model.Page) bool {
	return !slices.ContainsFunc(pages, func(p *model.Page) bool { return p.Deprecated == "" })
}

func sharePage(o, n *operation) bool {
	for _, p := range o.pages {
		for _, q := range n.pages {
			if p.Source.File == q.Source.File {
				return true
			}
		}
	}
	return false
}
