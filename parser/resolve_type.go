package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// settleType settles the type of a property: what the page that it links to
// is about, else the documented type of its name.
func (r *resolver) settleType(res *model.Resource, p *model.Property) {
	if p.Type == "" || !isNamed(p.Type) {
		return
	}
	o := r.open[p]
	if o == nil {
		p.Type = r.spelling(res.Version, p.Type)
		return
	}
	if linked := r.linked(res.Version, o, p.Type); linked != nil {
		p.Type = linked.Name
	} else {
		p.Type = r.spelling(res.Version, p.Type)
	}
	if o.bare && r.known(res.Version, p.Type) == nil {
		r.settleBare(res, p)
	}
	if o.shown != "" {
		r.settleShown(res, p, o)
	}
}

// linked returns the type that a link to a page means: the one of the right
// name, else the only one of the page, else the one that the text names.
func (r *resolver) linked(version string, o *openType, name string) *model.Resource {
	if o.target == "" {
		return nil
	}
	list := find(r.byPage, version, baseName(o.target))
	for _, res := range list {
		if strings.EqualFold(lastName(res.Name), lastName(name)) {
			return res
		}
	}
	if len(list) == 0 || strings.Contains(o.target, "#") || list[0].Kind == model.KindEnum && len(list) > 1 {
		if isIdentifier(o.text) && r.known(version, name) == nil {
			return r.only(version, o.text)
		}
		return nil
	}
	return list[0]
}

// settleBare settles a name that was put into the namespace of its page: the
// types of the default namespace have it too, unless the page lists values.
func (r *resolver) settleBare(res *model.Resource, p *model.Property) {
	other := r.known(res.Version, defaultNamespace+"."+lastName(p.Type))
	if other != nil && (other.Kind != model.KindEnum || len(p.Values) == 0) {
		p.Type = other.Name
	}
}

// settleShown compares the type of the table with that of the JSON
// representation. Where one derives from the other the property may hold
// either, so that the base is its type.
func (r *resolver) settleShown(res *model.Resource, p *model.Property, o *openType) {
	shown := r.spelling(res.Version, o.shown)
	if strings.EqualFold(lastName(shown), lastName(p.Type)) || r.derives(res.Version, shown, p.Type) {
		return
	}
	table := spell(p)
	other := r.known(res.Version, shown)
	switch {
	case r.derives(res.Version, p.Type, shown):
		p.Type = shown
	case other != nil && (r.known(res.Version, p.Type) == nil || strings.EqualFold(o.text, lastName(shown))):
		p.Type = shown
	}
	r.list.Add(p.Pos, source.Warning, "property-type-differs", "table says %q is %s, JSON representation %s; read as %s",
		p.Name, table, spell(&model.Property{Type: shown, Collection: p.Collection}), spell(p))
}

// derives reports whether a type has the base somewhere below it.
func (r *resolver) derives(version, name, base string) bool {
	for res := r.known(version, name); res != nil; res = r.base(res) {
		if strings.EqualFold(res.BaseType, base) {
			return true
		}
	}
	return false
}

// inherit completes a property that only the JSON representation of a type
// has by what the page of its base says of it.
func (r *resolver) inherit(res *model.Resource, p *model.Property) {
	o := r.open[p]
	if o == nil || !o.sample && !o.unlisted {
		return
	}
	if from := r.inherited(res, p.Name); from != nil {
		pos := p.Pos
		*p = *from
		p.Pos = pos
		return
	}
	if o.unlisted {
		r.list.Add(p.Pos, source.Warning, "property-not-in-table", "JSON representation has %q, the tables do not", p.Name)
	}
}

// inherited returns what the nearest base that documents a property says of
// it; a sample value documents none.
func (r *resolver) inherited(res *model.Resource, name string) *model.Property {
	var found *model.Property
	for base := r.base(res); base != nil; base = r.base(base) {
		from := propertyNamed(base, name)
		if from == nil || from.Type == "" {
			continue
		}
		if o := r.open[from]; o == nil || !o.sample {
			return from
		}
		found = from
	}
	return found
}

func propertyNamed(res *model.Resource, name string) *model.Property {
	for _, list := range [...][]model.Property{res.Properties, res.Relationships} {
		for i := range list {
			if list[i].Name == name {
				return &list[i]
			}
		}
	}
	return nil
}
