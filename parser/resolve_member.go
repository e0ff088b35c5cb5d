package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// restoreMembers names the members of enums that translated pages translate.
// Descriptions of properties list the same values as code, which no page
// translates.
func (r *resolver) restoreMembers() {
	var damaged []*model.Resource
	for _, res := range r.api.Resources {
		if res.Kind == model.KindEnum && slices.ContainsFunc(res.Members, func(m model.Member) bool { return isDamaged(res, m) }) {
			damaged = append(damaged, res)
		}
	}
	if len(damaged) == 0 {
		return
	}
	lists := map[typeKey][][]string{} // of values, by type
	r.eachProperty(func(res *model.Resource, p *model.Property) {
		if len(p.Values) > 0 && isNamed(p.Type) {
			key := typeKey{res.Version, strings.ToLower(p.Type)}
			lists[key] = append(lists[key], p.Values)
		}
	})
	for _, res := range damaged {
		if values := longest(lists[typeKey{res.Version, strings.ToLower(res.Name)}]); len(values) > 0 {
			r.restore(res, values)
		}
		r.dropMembers(res)
	}
}

// isDamaged reports whether a member is left for other pages to name.
// Translations put spaces into names.
func isDamaged(e *model.Resource, m model.Member) bool {
	return !isValue(m.Name) || strings.Contains(m.Name, " ") && !strings.HasPrefix(e.Source.Locale, "en")
}

// longest returns the first of the longest lists.
func longest(lists [][]string) []string {
	var found []string
	for _, l := range lists {
		if len(l) > len(found) {
			found = l
		}
	}
	return found
}

// restore names the members of e after the values: those that differ in
// capitals and spaces alone, and the damaged ones by their place where both
// lists are as long.
func (r *resolver) restore(e *model.Resource, values []string) {
	free := slices.Clone(values)
	take := func(v string) { free = slices.DeleteFunc(free, func(f string) bool { return f == v }) }
	for i := range e.Members {
		m := &e.Members[i]
		for _, v := range values {
			if strings.EqualFold(v, strings.ReplaceAll(m.Name, " ", "")) {
				if isDamaged(e, *m) {
					m.Name = v
				}
				take(v)
			}
		}
	}
	for i := range e.Members {
		m := &e.Members[i]
		if len(values) == len(e.Members) && isDamaged(e, *m) && slices.Contains(free, values[i]) {
			r.list.Add(m.Pos, source.Warning, "member-name-translated", "enum member %q is read as %q", m.Name, values[i])
			m.Name = values[i]
			take(values[i])
		}
	}
	for _, v := range free {
		e.Members = append(e.Members, model.Member{Name: v, Pos: e.Pos})
	}
}

// dropMembers drops the members whose name is still no value.
func (r *resolver) dropMembers(e *model.Resource) {
	e.Members = slices.DeleteFunc(e.Members, func(m model.Member) bool {
		if !isDamaged(e, m) {
			return false
		}
		r.list.Add(m.Pos, source.Warning, "member-unreadable", "enum member %q is no value that a service can send", m.Name)
		return true
	})
}
