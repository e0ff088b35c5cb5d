package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// settlePlural makes a collection of a relationship that has the plural of its
// type's name, or of the end of either: tables leave the word out.
func (r *resolver) settlePlural(res *model.Resource) {
	for i := range res.Relationships {
		p := &res.Relationships[i]
		if p.Collection || !isNamed(p.Type) || !isPluralOf(p.Name, p.Type) {
			continue
		}
		p.Collection = true
		r.list.Add(p.Pos, source.Warning, "relationship-plural", "relationship %q has the name of several and the type of one %s; read as a collection", p.Name, p.Type)
	}
}

// isPluralOf reports whether a name is the plural of a type's name. A namespace
// that has the name is a whole area of the API, which there is one of.
func isPluralOf(name, full string) bool {
	name, full = strings.ToLower(name), strings.ToLower(full)
	one, ok := strings.CutSuffix(name, "s")
	if !ok || one == "" || one[len(one)-1] == 's' || strings.Contains(full, "."+name+".") {
		return false
	}
	last := lastName(full)
	return strings.HasSuffix(last, one) || strings.HasSuffix(one, last)
}
