package merge

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/model"
)

// Types merges the resources of one version that have one name, as pages for
// several areas of one type do: what the preferred page says counts, and the
// others add the properties and members that it lacks. The result is sorted
// by name and does not depend on the order of the resources, none of which it
// changes.
func Types(resources []*model.Resource) []*model.Resource {
	byName := map[string][]*model.Resource{}
	var keys []string
	for _, r := range resources {
		if r.Name == "" {
			continue
		}
		key := strings.ToLower(r.Name)
		if byName[key] == nil {
			keys = append(keys, key)
		}
		byName[key] = append(byName[key], r)
	}
	slices.Sort(keys)
	out := make([]*model.Resource, len(keys))
	for i, key := range keys {
		out[i] = mergeType(byName[key])
	}
	return out
}

// mergeType merges the resources of one name.
func mergeType(list []*model.Resource) *model.Resource {
	if len(list) == 1 {
		return list[0]
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, preferType)
	merged := *list[0]
	m := newTypeMerger(&merged)
	for _, r := range list[1:] {
		if (r.Kind == model.KindEnum) != (merged.Kind == model.KindEnum) {
			continue
		}
		m.add(r)
	}
	return &merged
}

// typeMerger adds to a type what its other pages say.
type typeMerger struct {
	into    *model.Resource
	have    propertyList // properties and relationships
	members lookup.Index[string]
}

func newTypeMerger(into *model.Resource) *typeMerger {
	into.Properties, into.Relationships = slices.Clip(into.Properties), slices.Clip(into.Relationships) // the page's stay as they are
	into.Members = slices.Clip(into.Members)
	return &typeMerger{into: into, have: propertyList{list: slices.Concat(into.Properties, into.Relationships)}}
}

// preferType sorts first what is no enum, then what says more, then by place.
func preferType(a, b *model.Resource) int {
	switch {
	case (a.Kind == model.KindEnum) != (b.Kind == model.KindEnum):
		if a.Kind == model.KindEnum {
			return 1
		}
		return -1
	case size(a) != size(b):
		return size(b) - size(a)
	case a.Pos.Before(b.Pos):
		return -1
	case b.Pos.Before(a.Pos):
		return 1
	}
	return 0
}

func size(r *model.Resource) int { return len(r.Properties) + len(r.Relationships) + len(r.Members) }

// add adds what another page of the type says beyond.
func (m *typeMerger) add(r *model.Resource) {
	into := m.into
	properties, relationships := m.have.missing(r.Properties), m.have.missing(r.Relationships)
	into.Properties = append(into.Properties, properties...)
	into.Relationships = append(into.Relationships, relationships...)
	m.have.put(properties)
	m.have.put(relationships)
	for _, x := range r.Members {
		if m.members.Find(x.Name, len(into.Members), func(i int) string { return into.Members[i].Name }) < 0 {
			into.Members = append(into.Members, x)
		}
	}
	into.OpenType = into.OpenType || r.OpenType
	into.Flags = into.Flags || r.Flags
	if into.BaseType == "" {
		into.BaseType = r.BaseType
	}
	if into.KeyProperty == "" {
		into.KeyProperty = r.KeyProperty
	}
	if r.Kind == model.KindEntity {
		into.Kind = r.Kind
	}
}
