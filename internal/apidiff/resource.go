package apidiff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

type typeKey struct{ version, name string }

// types is the documented types of one state. A type that several pages
// document has the facts of all.
type types struct {
	byKey  map[typeKey][]*model.Resource
	sorted []typeKey
}

func indexTypes(api *model.API) *types {
	x := &types{byKey: map[typeKey][]*model.Resource{}}
	resources := slices.SortedStableFunc(slices.Values(api.Resources), func(a, b *model.Resource) int {
		return cmp.Or(strings.Compare(a.Source.File, b.Source.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
	})
	for _, r := range resources {
		key := typeKey{r.Version, strings.ToLower(r.Name)}
		if r.Name == "" {
			continue
		}
		if x.byKey[key] == nil {
			x.sorted = append(x.sorted, key)
		}
		x.byKey[key] = append(x.byKey[key], r)
	}
	slices.SortFunc(x.sorted, func(a, b typeKey) int {
		return cmp.Or(strings.Compare(a.version, b.version), strings.Compare(a.name, b.name))
	})
	return x
}

func (d *differ) types(old, new *types) {
	for _, key := range old.sorted {
		if n := new.byKey[key]; n != nil {
			d.resource(old.byKey[key], n)
		} else {
			d.alone(old.byKey[key][0], TypeRemoved)
		}
	}
	for _, key := range new.sorted {
		if old.byKey[key] == nil {
			d.alone(new.byKey[key][0], TypeAdded)
		}
	}
}

// alone reports a type that only one state has.
func (d *differ) alone(r *model.Resource, kind Kind) {
	d.lone(subject{version: r.Version, name: r.Name, owners: []owner{typeOwner(r.Version, r.Name)}}, r.Pos, kind)
}

func (d *differ) resource(old, new []*model.Resource) {
	o, n := old[0], new[0]
	d.on(subject{
		version: n.Version, name: n.Name, oldPos: o.Pos, newPos: n.Pos, owners: []owner{typeOwner(n.Version, n.Name)},
		translated: o.Source.Locale != n.Source.Locale,
	})
	d.respelled(TypeRespelled, o.Name, n.Name, Change{})
	d.typeHead(o, n)
	d.properties(old, new)
	d.members(old, new)
}

// typeHead compares what is said of the type as a whole.
func (d *differ) typeHead(o, n *model.Resource) {
	if o.Kind != n.Kind && o.Kind != "" && n.Kind != "" {
		d.add(Change{Kind: TypeKind, Old: o.Kind, New: n.Kind})
	}
	if !strings.EqualFold(o.BaseType, n.BaseType) {
		d.add(Change{Kind: TypeBase, Old: cmp.Or(o.BaseType, "none"), New: cmp.Or(n.BaseType, "none")})
	}
	d.trait(TypeTrait, "abstract", o.Abstract, n.Abstract, Change{})
	d.trait(TypeTrait, "open type", o.OpenType, n.OpenType, Change{})
	if o.KeyProperty != "" && n.KeyProperty != "" && o.KeyProperty != n.KeyProperty {
		d.add(Change{Kind: TypeTrait, Item: "key", Old: o.KeyProperty, New: n.KeyProperty})
	}
	switch {
	case o.Deprecated == "" && n.Deprecated != "":
		d.add(Change{Kind: TypeDeprecated})
	case o.Deprecated != "" && n.Deprecated == "":
		d.add(Change{Kind: TypeRevived})
	}
}

func (d *differ) trait(kind Kind, item string, was, is bool, c Change) {
	if was != is {
		c.Kind, c.Item, c.Old, c.New = kind, item, strconv.FormatBool(was), strconv.FormatBool(is)
		d.add(c)
	}
}

// properties compares properties and relationships together, since pages move
// rows between the two tables.
func (d *differ) properties(old, new []*model.Resource) {
	before, after := allProperties(old), allProperties(new)
	d.compare(before.fields, after.fields, kindSet{PropertyRemoved, PropertyAdded, PropertyRetyped, ""})
	for i, o := range before.list {
		j, ok := after.byName[strings.ToLower(o.name)]
		if !ok {
			continue
		}
		d.property(before.of[i], after.of[j])
	}
}

// property compares what is said of a property beside its type.
func (d *differ) property(o, n owned) {
	c := Change{OldPos: o.Pos, NewPos: n.Pos}
	d.respelled(PropertyRespelled, o.Name, n.Name, c)
	if o.relationship != n.relationship {
		c := c
		c.Kind, c.Item, c.Old, c.New = PropertyMoved, o.Name, side(o.relationship), side(n.relationship)
		d.add(c)
	}
	d.trait(PropertyTrait, o.Name+" nullable", o.Nullable, n.Nullable, c)
	d.trait(PropertyTrait, o.Name+" read-only", o.ReadOnly, n.ReadOnly, c)
	if len(o.Values) == 0 || len(n.Values) == 0 {
		return
	}
	c.Item = o.Name
	if lost := without(o.Values, n.Values); len(lost) > 0 {
		c := c
		c.Kind, c.Old = ValueRemoved, strings.Join(lost, ", ")
		d.add(c)
	}
	if gained := without(n.Values, o.Values); len(gained) > 0 {
		c := c
		c.Kind, c.New = ValueAdded, strings.Join(gained, ", ")
		d.add(c)
	}
}

// respelled reports a name that differs in capitals alone.
func (d *differ) respelled(kind Kind, was, is string, c Change) {
	if was != is {
		c.Kind, c.Old, c.New = kind, was, is
		d.add(c)
	}
}

func side(relationship bool) string {
	if relationship {
		return "relationship"
	}
	return "property"
}

// owned is a property and the table it stands in.
type owned struct {
	*model.Property
	relationship bool
}

type propertySet struct {
	fields
	of []owned // parallel to list
}

func (s *propertySet) put(list []model.Property, relationship bool) {
	for i := range list {
		n := len(s.list)
		if s.add(fieldOf(list[i])); len(s.list) > n {
			s.of = append(s.of, owned{&list[i], relationship})
		}
	}
}

func allProperties(resources []*model.Resource) *propertySet {
	s := &propertySet{}
	for _, r := range resources {
		s.put(r.Properties, false)
		s.put(r.Relationships, true)
	}
	return s
}

// derivedTypes lists what derives from every type in either state.
func derivedTypes(states ...*model.API) map[owner][]owner {
	out := map[owner][]owner{}
	for _, api := range states {
		for _, r := range api.Resources {
			if r.BaseType != "" {
				base := typeOwner(r.Version, r.BaseType)
				out[base] = append(out[base], typeOwner(r.Version, r.Name))
			}
		}
	}
	return out
}
