package merge

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// propertyList is what some pages list, to which other pages add. Up to a
// hundred pages describe the body of one operation, so that the names are
// looked up, not looked for.
type propertyList struct {
	list  []model.Property
	names map[string]bool // of list, in lower case; made when it is needed
}

// add adds the properties whose names, in any case, are not there.
func (p *propertyList) add(more []model.Property) {
	p.put(p.missing(more))
}

// put adds properties that are known to be missing.
func (p *propertyList) put(missing []model.Property) {
	p.list = append(p.list, missing...)
	for i := range missing {
		p.names[strings.ToLower(missing[i].Name)] = true
	}
}

// missing returns those of more whose names, in any case, are not there.
func (p *propertyList) missing(more []model.Property) []model.Property {
	var out []model.Property
	for i := range more {
		if !p.has(more[i].Name, i) {
			out = append(out, more[i])
		}
	}
	return out
}

// has reports whether a name is there. It looks at index likely first: pages
// list properties in the same order.
func (p *propertyList) has(name string, likely int) bool {
	if likely < len(p.list) && p.list[likely].Name == name {
		return true
	}
	if p.names == nil {
		p.names = make(map[string]bool, len(p.list))
		for i := range p.list {
			p.names[strings.ToLower(p.list[i].Name)] = true
		}
	}
	return p.names[strings.ToLower(name)]
}
