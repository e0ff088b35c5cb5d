package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// settleValues settles what the possible values of a property mean. A named
// type that no page defines becomes an enum of these values; a string whose
// values are those of an enum of the same name becomes that enum.
func (r *resolver) settleValues(res *model.Resource, p *model.Property) *model.Resource {
	if len(p.Values) == 0 {
		return nil
	}
	if p.Type == "Edm.String" || p.Type == "" {
		if e := r.enumOf(res, p); e != nil {
			p.Type, p.Values = e.Name, nil
		}
		return nil
	}
	values := p.Values
	p.Values = nil
	if r.known(res.Version, p.Type) != nil {
		return nil
	}
	e := enumOfValues(res, p, values)
	r.add(e)
	return e
}

// enumOfValues makes the enum that the type of p names.
func enumOfValues(res *model.Resource, p *model.Property, values []string) *model.Resource {
	ns := res.Namespace
	if i := strings.LastIndexByte(p.Type, '.'); i > 0 {
		ns = p.Type[:i]
	}
	e := &model.Resource{
		Schema: model.Schema, Source: res.Source, Title: lastName(p.Type), Name: p.Type, Namespace: ns,
		Version: res.Version, Kind: model.KindEnum, Pos: p.Pos,
	}
	for _, v := range values {
		e.Members = append(e.Members, model.Member{Name: v, Pos: p.Pos})
	}
	return e
}

// enumOf returns the documented enum that a string property holds: one named
// after the property, that has all of the values. Where the page itself lists
// the values in a table, it means strings.
func (r *resolver) enumOf(res *model.Resource, p *model.Property) *model.Resource {
	if o := r.open[p]; len(p.Values) < 2 || o != nil && o.listed {
		return nil
	}
	name := strings.ToLower(p.Name)
	owner := strings.ToLower(lastName(res.Name))
	for _, last := range [...]string{owner + name, name, name + "type", owner + name + "type"} {
		e := r.only(res.Version, last)
		if e != nil && e.Kind == model.KindEnum && e.Namespace == res.Namespace && hasMembers(e, p.Values) {
			return e
		}
	}
	return nil
}

func hasMembers(e *model.Resource, values []string) bool {
	for _, v := range values {
		if memberNamed(e.Members, v) < 0 {
			return false
		}
	}
	return true
}
