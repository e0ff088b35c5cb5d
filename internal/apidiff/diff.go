package apidiff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Options say what is compared, and how a change of the Go API is known.
type Options struct {
	// Version is the only version to compare; both where it is empty.
	Version string
	// Declare gives the Go API of a state.
	Declare Declarer
	// Clients, where there are any, are what the states are compared for, and
	// Version and Declare do not count: what no client has is no change, and the
	// gravest thing that a change does to one of them is its level. Without, all
	// of the API is compared, types that no operation reaches too.
	Clients []Client
}

// Diff compares two states of the API. Nil counts as an empty state. An error
// is one of Declare.
func Diff(old, new *model.API, opts Options) (*Report, error) {
	old, new = opts.only(old), opts.only(new)
	r := &Report{}
	for _, version := range withoutTypes(old, new) {
		old, new = dropTypes(old, version), dropTypes(new, version)
		r.Notes = append(r.Notes, "types of "+version+" are not compared: one state has no pages of resources")
	}
	clients := opts.Clients
	if len(clients) == 0 {
		clients = wholeClients(opts.Declare, old, new)
	}
	had, err := declared(old, clients)
	if err != nil {
		return nil, err
	}
	has, err := declared(new, clients)
	if err != nil {
		return nil, err
	}
	d := &differ{subjects: map[owner]subject{}, oldFiles: files(old), newFiles: files(new)}
	if len(opts.Clients) > 0 {
		old, new = part(old, clients, had), part(new, clients, has)
	}
	d.operations(indexOperations(old), indexOperations(new))
	d.types(indexTypes(old), indexTypes(new))
	d.judge(goChanges(clients, had, has), derivedTypes(old, new))
	r.Changes = d.changes
	r.settle()
	return r, nil
}

// only returns the part of a state that is of a version to compare.
func (o *Options) only(api *model.API) *model.API {
	if api == nil {
		return &model.API{}
	}
	of := func(version string) bool {
		if len(o.Clients) > 0 {
			return slices.ContainsFunc(o.Clients, func(c Client) bool { return c.Version == version })
		}
		return o.Version == "" || o.Version == version
	}
	out := &model.API{}
	for _, p := range api.Pages {
		if of(p.Version) {
			out.Pages = append(out.Pages, p)
		}
	}
	for _, r := range api.Resources {
		if of(r.Version) {
			out.Resources = append(out.Resources, r)
		}
	}
	return out
}

// dropTypes returns a state without the types of one version.
func dropTypes(api *model.API, version string) *model.API {
	out := &model.API{Pages: api.Pages}
	for _, r := range api.Resources {
		if r.Version != version {
			out.Resources = append(out.Resources, r)
		}
	}
	return out
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

// subject is the operation or the type that changes are of.
type subject struct {
	version, name  string
	oldPos, newPos source.Pos
	owners         []owner
	// translated says that the pair is in two languages: what descriptions
	// tell is then not compared.
	translated bool
}

// differ collects changes. Its subject is that of the pair under comparison,
// and fills what a change leaves open.
type differ struct {
	subject
	changes  []Change
	subjects map[owner]subject
	// oldFiles and newFiles are all pages of the two states.
	oldFiles, newFiles map[string]bool
}

// on makes s the subject of the changes that follow.
func (d *differ) on(s subject) {
	d.subject = s
	for _, o := range s.owners {
		d.subjects[o] = s
	}
}

// add keeps c at the level of its kind; where that has none, the Go API tells.
func (d *differ) add(c Change) {
	c.Version, c.Subject, c.owners = d.version, d.name, d.owners
	if d.translated && c.described() {
		return
	}
	if c.Level == None {
		c.Level = c.Kind.info().Level
	}
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
		d.moved(m)
		d.facts(m.old, m.new)
	}
	d.unpaired(removed, OperationRemoved)
	d.unpaired(added, OperationAdded)
}

// unpaired reports the operations that only one state has.
func (d *differ) unpaired(ops []*operation, kind Kind) {
	for _, o := range ops {
		if o.movedOrPaired {
			continue
		}
		d.lone(subject{version: o.key.version, name: o.subject(), owners: []owner{operationOwner(o.key)}}, o.pos, kind)
	}
}

// lone reports what only one state has. Its place in the other is its page,
// where it is still there.
func (d *differ) lone(s subject, here source.Pos, kind Kind) {
	s.oldPos, s.newPos = here, place(here.File, d.newFiles)
	if kind == OperationAdded || kind == TypeAdded {
		s.oldPos, s.newPos = place(here.File, d.oldFiles), here
	}
	d.on(s)
	d.add(Change{Kind: kind})
}

// place is a file, where there is one.
func place(file string, there map[string]bool) source.Pos {
	if !there[file] {
		return source.Pos{}
	}
	return source.Pos{File: file}
}

// at makes a pair of operations the subject of the changes that follow.
func (d *differ) at(o, n *operation) {
	d.on(subject{
		version: n.key.version, name: n.subject(), oldPos: o.pos, newPos: n.pos,
		owners:     []owner{operationOwner(o.key), operationOwner(n.key)},
		translated: o.pages[0].Source.Locale != n.pages[0].Source.Locale,
	})
}

// moved reports a move. Arguments that change places compile and go wrong.
func (d *differ) moved(m move) {
	c := Change{Kind: OperationMoved, Old: m.old.path, New: m.new.path}
	if swapped(parameterNames(m.old.path), parameterNames(m.new.path)) {
		c.Level = Major
	}
	d.add(c)
}

// swapped reports whether a name has another place in the other list.
func swapped(old, new []string) bool {
	for i, name := range old {
		if j := slices.Index(new, name); j >= 0 && j != i {
			return true
		}
	}
	return false
}

// parameterNames are the names of a path's "(name={value},…)".
func parameterNames(path string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(path, func(c rune) bool { return strings.ContainsRune("/(),", c) }) {
		if name, _, ok := strings.Cut(part, "="); ok {
			out = append(out, strings.ToLower(name))
		}
	}
	return out
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
	d.permissions(o, n)
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
