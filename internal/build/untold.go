package build

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// untold takes from what a page gave what only comments and the table of
// permissions tell of it: no name, no type and no other page's facts depend on it.
func untold(p *parser.Parsed) {
	if page := p.Page; page != nil {
		page.Description, page.Deprecated = "", ""
		page.Permissions, page.PermissionOrder = nil, ""
		for i := range page.Requests {
			page.Requests[i].Permissions = nil
		}
		for i := range page.RequestHeaders {
			page.RequestHeaders[i].Description = ""
		}
		for _, list := range [][]model.Parameter{page.QueryParameters, page.PathParameters, page.FunctionParameters} {
			for i := range list {
				list[i].Description = ""
			}
		}
		untoldProperties(page.RequestBody.Properties)
	}
	for _, r := range p.Resources {
		r.Description, r.Deprecated = "", ""
		untoldProperties(r.Properties)
		untoldProperties(r.Relationships)
		for i := range r.Members {
			r.Members[i].Description = ""
		}
	}
}

func untoldProperties(list []model.Property) {
	for i := range list {
		list[i].Description = ""
	}
}

// entangled returns the types whose texts stand in other types too, or are those
// of several pages: what others derive from, and what is defined twice. They are
// in lower case and sorted.
func entangled(resources []*model.Resource) []string {
	var list []string
	defined := make(map[string]bool, len(resources))
	for _, r := range resources {
		if r.BaseType != "" {
			list = append(list, strings.ToLower(r.BaseType))
		}
		name := strings.ToLower(r.Name)
		if defined[name] {
			list = append(list, name)
		}
		defined[name] = true
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// isEntangled reports whether any type of a page is, or has a Go name that depends
// on others.
func (m *made) isEntangled(page string, resources []*model.Resource) bool {
	collides := func(d source.Diagnostic) bool {
		return strings.HasSuffix(d.Code, "-name-collision") && (d.Pos.File == page ||
			slices.ContainsFunc(resources, func(r *model.Resource) bool { return strings.Contains(d.Message, strconv.Quote(r.Name)) }))
	}
	return slices.ContainsFunc(m.Found, collides) || slices.ContainsFunc(resources, func(r *model.Resource) bool {
		_, found := slices.BinarySearch(m.Entangled, strings.ToLower(r.Name))
		return found
	})
}
