package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// settlePages settles the types that operation pages name.
func (r *resolver) settlePages() {
	for _, page := range r.api.Pages {
		r.settleName(page.Version, &page.RequestBody.Type)
		for i := range page.RequestBody.Properties {
			r.settleName(page.Version, &page.RequestBody.Properties[i].Type)
		}
		for i := range page.FunctionParameters {
			r.settleName(page.Version, &page.FunctionParameters[i].Type)
		}
		for i := range page.Responses {
			r.settleName(page.Version, &page.Responses[i].Type)
		}
	}
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
