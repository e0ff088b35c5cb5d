package plan

import (
	"slices"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// enum plans the string type of an enum.
func (t *typeSet) enum(r *model.Resource) *ir.Enum {
	k := t.key(r.Name)
	e := &ir.Enum{Name: t.names[k], OData: r.Name}
	e.Doc = typeDoc(e.Name, r)
	if r.Flags {
		e.Doc = append(e.Doc, "", "Values combine, separated by commas: see JoinFlags and HasFlag.")
	}
	for _, m := range t.members[k] {
		e.Members = append(e.Members, ir.EnumMember{Name: m.goName, Value: m.Name, Doc: comment(told(m.Description, 1), fieldWidth)})
	}
	return e
}

// namedMember is a member of an enum with the name of its constant.
type namedMember struct {
	*model.Member
	goName string
}

// nameMembers gives the members of all enums their Go names, in the order of
// the enums' names, so that they do not depend on which enums are reached.
func (t *typeSet) nameMembers() {
	var keys []string
	for k, r := range t.byName {
		if r.Kind == model.KindEnum {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		members := t.byName[k].Members
		named := make([]namedMember, 0, len(members))
		for i := range members {
			m := &members[i]
			if isPropertyName(m.Name) && !slices.ContainsFunc(named, func(had namedMember) bool { return had.Name == m.Name }) {
				named = append(named, namedMember{m, t.memberName(k, m)})
			}
		}
		t.members[k] = named
	}
}

// memberName is the name of a constant: the enum's name and the member's.
func (t *typeSet) memberName(enum string, m *model.Member) string {
	name := t.names[enum] + t.rules.Exported(m.Name)
	first := name
	for t.taken[name] != "" {
		name += "Value"
	}
	t.taken[name] = m.Name
	if name != first {
		t.diagnostics.Add(m.Pos, source.Info, "member-name-collision",
			"enum member %q is named %s, because %q has the name %s", m.Name, name, t.taken[first], first)
	}
	return name
}
