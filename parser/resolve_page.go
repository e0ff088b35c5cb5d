package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// settlePages settles the types that operation pages name.
func (r *resolver) settlePages() {
	for _, page := range r.api.Pages {
		r.settlePage(page)
	}
}

func (r *resolver) settlePage(page *model.Page) {
	eachType(page, func(name *string) {
		r.settleName(page.Version, name)
		r.settleCollectionName(page, name)
	})
	for _, l := range r.pages.links[page] {
		r.settleLink(page, l)
	}
	for i := range page.Responses {
		x := &page.Responses[i]
		if strings.EqualFold(x.Told, x.Type) {
			x.Told = "" // two names of one page
		}
		if x.Told != "" {
			r.settleAnswer(page, x)
		}
	}
}

// settleLink settles the types of a page that have the name of a link. One that
// an example alone shows is dropped where no page defines it.
func (r *resolver) settleLink(page *model.Page, l Link) {
	linked := r.other(page.Version, l)
	if linked == nil && (l.Target != "" || r.known(page.Version, l.Name) != nil) {
		return
	}
	for i := range page.Responses {
		if x := &page.Responses[i]; linked == nil && x.Type == l.Name {
			x.Type, x.Collection = "", false
		}
	}
	if linked == nil {
		return
	}
	eachType(page, func(name *string) {
		if *name == l.Name {
			*name = linked.Name
		}
	})
}

// eachType calls do with each type that a page names.
func eachType(page *model.Page, do func(name *string)) {
	do(&page.RequestBody.Type)
	for i := range page.RequestBody.Properties {
		do(&page.RequestBody.Properties[i].Type)
	}
	for i := range page.FunctionParameters {
		do(&page.FunctionParameters[i].Type)
	}
	for i := range page.Responses {
		do(&page.Responses[i].Type)
		do(&page.Responses[i].Told)
	}
}

// other returns the one type that the page of a link defines, where that page
// is not about the type that has the name of its file.
func (r *resolver) other(version string, l Link) *model.Resource {
	list := find(r.byPage, version, baseName(l.Target))
	if len(list) == 0 || strings.Contains(l.Target, "#") {
		return nil
	}
	for _, res := range list {
		if strings.EqualFold(lastName(res.Name), lastName(l.Name)) || res.Kind == model.KindEnum {
			return nil
		}
	}
	return list[0]
}

// settleName settles a type that no page defines under its name: it comes from
// a link, and the page of that name defines one of another name.
func (r *resolver) settleName(version string, name *string) {
	if *name == "" || !isNamed(*name) || r.known(version, *name) != nil {
		return
	}
	if strings.LastIndexByte(*name, '.') != len(defaultNamespace) {
		return // an annotation or a link with a namespace of its own
	}
	if res := r.ofPage(version, strings.ToLower(lastName(*name))); res != nil {
		*name = res.Name
	}
}

// settleCollectionName settles a type that a page calls by the name of its
// collection. Names that come from links to other pages are no such names.
func (r *resolver) settleCollectionName(page *model.Page, name *string) {
	one, ok := strings.CutSuffix(*name, "s")
	if !ok || !isNamed(one) || r.known(page.Version, *name) != nil {
		return
	}
	if res := r.known(page.Version, one); res != nil && !slices.ContainsFunc(r.pages.links[page], func(l Link) bool { return l.Name == *name }) {
		*name = res.Name
	}
}

// ofPage returns the type of the page whose file has a name, with the prefix
// of its area or without; nil where several pages have it, or the page is
// about several types.
func (r *resolver) ofPage(version, name string) *model.Resource {
	list := r.byPage[typeKey{version, name}]
	if len(list) == 0 {
		list = r.bySuffix[typeKey{version, name}]
	}
	if len(list) == 0 {
		return nil
	}
	for _, other := range list[1:] {
		if other.Source.File != list[0].Source.File || list[0].Kind == model.KindEnum {
			return nil
		}
	}
	return list[0]
}
