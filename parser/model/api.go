package model

import "slices"

// API is everything one documentation source says, pages and resources sorted
// by version and file.
type API struct {
	Pages     []*Page
	Resources []*Resource
}

// In returns the API without the pages in other languages; all of it where
// locale is empty.
func (a *API) In(locale string) *API {
	if locale == "" {
		return a
	}
	other := func(p *Page) bool { return p.Source.Locale != locale }
	return &API{Pages: slices.DeleteFunc(slices.Clone(a.Pages), other), Resources: a.Resources}
}

// Version returns the version that a client is of where nobody says which:
// v1.0 where any page has an operation of it, else that of the pages.
func (a *API) Version() string {
	v := ""
	for _, page := range a.Pages {
		if len(page.Requests) > 0 && page.Version == "v1.0" {
			return page.Version
		}
		if page.Version != "" {
			v = page.Version
		}
	}
	if v == "" {
		v = "v1.0"
	}
	return v
}
