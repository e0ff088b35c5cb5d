package apidiff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// content is a set of documented types: of bodies or of answers.
type content struct {
	types []string // sorted, without repeats
	pos   source.Pos
}

func (c *content) add(name string, pos source.Pos) {
	if name == "" {
		return
	}
	if c.pos.File == "" {
		c.pos = pos
	}
	if !slices.ContainsFunc(c.types, func(t string) bool { return strings.EqualFold(t, name) }) {
		c.types = append(c.types, name)
		slices.Sort(c.types)
	}
}

func (c content) String() string { return strings.Join(c.types, " or ") }

// body compares kind, type and table of the request body.
func (d *differ) body(old, new []*model.Page) {
	was, is := bodyKinds(old), bodyKinds(new)
	if len(was.types) > 0 && len(is.types) > 0 && was.String() != is.String() {
		d.add(Change{Kind: BodyKind, Old: was.String(), New: is.String(), OldPos: was.pos, NewPos: is.pos})
	}
	before, after := bodyTypes(old), bodyTypes(new)
	if len(before.types) > 0 && len(after.types) > 0 && !strings.EqualFold(before.String(), after.String()) {
		d.add(Change{Kind: BodyType, Old: before.String(), New: after.String(), OldPos: before.pos, NewPos: after.pos})
	}
	d.compare(bodyTable(old), bodyTable(new),
		kindSet{BodyPropertyRemoved, BodyPropertyAdded, BodyPropertyRetyped, BodyPropertyMust})
}

// bodyKinds lists the kinds of body that the pages tell. Those that say
// nothing clear count for none.
func bodyKinds(pages []*model.Page) content {
	var c content
	for _, p := range pages {
		if p.RequestBody.Kind != model.BodyUnspecified {
			c.add(p.RequestBody.Kind, p.RequestBody.Pos)
		}
	}
	return c
}

func bodyTypes(pages []*model.Page) content {
	var c content
	for _, p := range pages {
		c.add(typeName(p.RequestBody.Type, p.RequestBody.Collection), p.RequestBody.Pos)
	}
	return c
}

func bodyTable(pages []*model.Page) fields {
	var fs fields
	for _, p := range pages {
		for _, q := range p.RequestBody.Properties {
			fs.add(fieldOf(q))
		}
	}
	return fs
}

func fieldOf(p model.Property) field {
	return field{name: p.Name, typ: p.Type, collection: p.Collection, required: p.Required, pos: p.Pos}
}

// responses compares the status codes and the type of the answer.
func (d *differ) responses(old, new []*model.Page) {
	d.statuses(statusCodes(old), statusCodes(new))
	was, is := answerTypes(old), answerTypes(new)
	if !answered(old) || !answered(new) || strings.EqualFold(was.String(), is.String()) {
		return
	}
	d.add(Change{Kind: ResponseType, Old: orNothing(was), New: orNothing(is), OldPos: was.pos, NewPos: is.pos})
}

func orNothing(c content) string {
	if len(c.types) == 0 {
		return "nothing"
	}
	return c.String()
}

// answered reports whether some page documents a success.
func answered(pages []*model.Page) bool {
	for _, p := range pages {
		for _, r := range p.Responses {
			if success(r.Status) {
				return true
			}
		}
	}
	return false
}

func success(status int) bool { return status >= 200 && status < 400 }

func answerTypes(pages []*model.Page) content {
	var c content
	for _, p := range pages {
		for _, r := range p.Responses {
			if success(r.Status) {
				c.add(typeName(r.Type, r.Collection), r.Pos)
			}
		}
	}
	return c
}
