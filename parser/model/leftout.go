package model

import (
	"slices"
	"strings"
)

// mostPaths is how many requests a page may have whose functions are looked
// into. Real pages have up to eighty.
const mostPaths = 200

// LeftOut returns the documented parameters of the function that a path ends
// with, where the page leaves them out of its paths: those of "…/column" where
// a table has them, or an example shows "…/column(column=5)".
func (p *Page) LeftOut(method, path string) []Parameter {
	function := path[strings.LastIndexByte(path, '/')+1:]
	if len(p.FunctionParameters)+len(p.PathParameters) == 0 || len(p.Requests) > mostPaths {
		return nil
	}
	if method != "GET" || function == "" || strings.ContainsAny(function, "(){}<>$:") || p.hasPath(path+"(") {
		return nil
	}
	var out []Parameter
	for i := range p.FunctionParameters {
		if f := &p.FunctionParameters[i]; !p.hasPath(f.Name + "=") {
			out = append(out, *f)
		}
	}
	for i := range p.PathParameters {
		if f := &p.PathParameters[i]; !p.hasPath(f.Name+"=") && p.shows(function, f.Name) {
			out = append(out, *f)
		}
	}
	return out
}

// hasPath reports whether one of the requests has text in its path.
func (p *Page) hasPath(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(p.Requests, func(r Request) bool { return strings.Contains(strings.ToLower(r.Path), text) })
}

// shows reports whether an example calls a function with a parameter.
func (p *Page) shows(function, parameter string) bool {
	return slices.ContainsFunc(p.Examples, func(e Example) bool {
		_, arguments, ok := strings.Cut(strings.ToLower(e.Request.URL), "/"+strings.ToLower(function)+"(")
		return ok && strings.Contains(arguments, strings.ToLower(parameter)+"=")
	})
}
