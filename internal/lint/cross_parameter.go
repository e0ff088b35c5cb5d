package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// checkParameterTypes compares the properties that a page lists of what it
// sends with the page of their type.
func (c *crossing) checkParameterTypes(types *declarations, p *model.Page) {
	t := types.get(p.Version, p.RequestBody.Type)
	if t == nil || len(t.properties) == 0 || p.RequestBody.Implied {
		return
	}
	if !c.sends(types, p, t) {
		return
	}
	for i := range p.RequestBody.Properties {
		q := &p.RequestBody.Properties[i]
		r := types.property(p.Version, t, q.Name)
		switch {
		case r == nil:
			c.checkParameterName(types, p, t, q)
		case q.Type == "" || r.Type == "" || c.sameKind(types, p.Version, q, r):
		default:
			c.out = append(c.out, c.finding("parameter-type-differs", q.Pos, "table says that %q is %s, the page of %q says %s", clip(q.Name), spellType(q), t.name, spellType(r)))
		}
	}
}

// sends reports whether most of what a page lists of a body is of a type: the
// body of an action has parameters of its own.
func (c *crossing) sends(types *declarations, p *model.Page, t *declared) bool {
	n := 0
	for i := range p.RequestBody.Properties {
		if types.property(p.Version, t, p.RequestBody.Properties[i].Name) != nil {
			n++
		}
	}
	return 2*n > len(p.RequestBody.Properties)
}

// sameKind reports whether two tables say the same of a property, or what may
// be meant to be the same.
func (c *crossing) sameKind(types *declarations, version string, q, r *model.Property) bool {
	a, b := types.get(version, q.Type), types.get(version, r.Type)
	if q.Type == "Edm.Untyped" || r.Type == "Edm.Untyped" {
		return true
	}
	if q.Collection != r.Collection {
		return strings.EqualFold(q.Type, anyJSON) || strings.EqualFold(r.Type, anyJSON)
	}
	switch {
	case strings.EqualFold(q.Type, r.Type), strings.EqualFold(q.Type, anyJSON), strings.EqualFold(r.Type, anyJSON):
		return true
	case a == nil && !strings.HasPrefix(q.Type, "Edm."), b == nil && !strings.HasPrefix(r.Type, "Edm."):
		return true // a type that no page describes
	case a != nil && b != nil:
		return types.derives(version, a, b) || types.derives(version, b, a)
	}
	return a != nil && a.enum && r.Type == "Edm.String" || b != nil && b.enum && q.Type == "Edm.String"
}

// checkParameterName finds a property that the type spells otherwise.
func (c *crossing) checkParameterName(types *declarations, p *model.Page, t *declared, q *model.Property) {
	if spelled := types.spelling(p.Version, t, q.Name); spelled != "" {
		c.out = append(c.out, c.finding("parameter-name", q.Pos, "table spells %q what the page of %q spells %q", clip(q.Name), t.name, clip(spelled)))
		return
	}
	for range maxBases {
		if t == nil {
			return
		}
		for _, name := range sortedKeys(t.properties) {
			if len(name) > 5 && within(q.Name, name, 1) {
				c.out = append(c.out, c.finding("parameter-name", q.Pos, "table spells %q what the page of %q spells %q", clip(q.Name), t.name, clip(name)))
				return
			}
		}
		t = types.get(p.Version, t.base)
	}
}
