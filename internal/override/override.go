// Package override corrects facts of pages as a configuration says.
//
// It changes the model, never the pages. An override that changes nothing is a
// finding: the page was mended, or the override is wrong.
package override

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Apply makes the corrections in api, in their order, and returns what can't
// be made or changes nothing. Names are no facts of pages: see Name.
func Apply(api *model.API, overrides []config.Override) source.List {
	var found source.List
	for _, o := range overrides {
		if o.Name != "" {
			continue
		}
		changed, err := apply(api, o)
		switch {
		case err != nil:
			Invalid(&found, o, "%v", err)
		case !changed:
			Unused(&found, o, "the page says so already")
		}
	}
	return found
}

// Invalid reports an override that can't be made.
func Invalid(found *source.List, o config.Override, format string, args ...any) {
	found.Add(o.Pos, source.Error, "override-invalid", "override of %q, section %q: %s", o.Source, o.Section, fmt.Sprintf(format, args...))
}

// Unused reports an override that changes nothing.
func Unused(found *source.List, o config.Override, why string) {
	found.Add(o.Pos, source.Warning, "override-unused", "override of %q, section %q, changes nothing: %s", o.Source, o.Section, why)
}

// Name returns the operation, as "METHOD /path", that an override names, and
// its version.
func Name(api *model.API, o config.Override) (operation, version string, err error) {
	page, err := find(api, o)
	if err != nil {
		return "", "", err
	}
	i, err := request(page, o)
	if err != nil {
		return "", "", err
	}
	return page.Requests[i].Method + " " + page.Requests[i].Path, page.Version, nil
}

func find(api *model.API, o config.Override) (*model.Page, error) {
	i := slices.IndexFunc(api.Pages, func(p *model.Page) bool { return p.Source.File == o.Source })
	if i < 0 {
		return nil, fmt.Errorf("no operation page of this name")
	}
	return api.Pages[i], nil
}

// request finds the one request that an override is about.
func request(page *model.Page, o config.Override) (int, error) {
	i := slices.IndexFunc(page.Requests, matches(o))
	switch {
	case i < 0:
		return 0, fmt.Errorf("the page has no request %q", o.Operation)
	case o.Operation == "" && len(page.Requests) > 1:
		return 0, fmt.Errorf("the page has %d requests: name one in \"operation\"", len(page.Requests))
	}
	return i, nil
}

func matches(o config.Override) func(model.Request) bool {
	return func(r model.Request) bool { return o.Operation == "" || r.Method+" "+r.Path == o.Operation }
}

func apply(api *model.API, o config.Override) (changed bool, err error) {
	if o.Section == "properties" {
		return applyResource(api, o)
	}
	page, err := find(api, o)
	if err != nil {
		return false, err
	}
	switch o.Section {
	case "http-request":
		return requests(page, o)
	case "permissions":
		return permissions(page, o)
	case "request-body":
		return body(page, o)
	default:
		return response(page, o)
	}
}

// requests corrects the method or path of a request, or drops it.
func requests(page *model.Page, o config.Override) (bool, error) {
	if o.Drop {
		n := len(page.Requests)
		page.Requests = slices.DeleteFunc(page.Requests, matches(o))
		return len(page.Requests) < n, nil
	}
	i, err := request(page, o)
	switch {
	case err != nil:
		return false, err
	case o.Method != "":
		return set(&page.Requests[i].Method, strings.ToUpper(o.Method)), nil
	case strings.HasPrefix(o.Path, "/"):
		return set(&page.Requests[i].Path, strings.TrimRight(o.Path, "/")), nil
	}
	return false, fmt.Errorf("a request takes method, path starting with \"/\", name or drop")
}

// permissions replaces the scopes of account types, in every table or, where
// the override names an operation, for that alone.
func permissions(page *model.Page, o config.Override) (bool, error) {
	if len(o.Permissions) == 0 {
		return false, fmt.Errorf("expected \"permissions\"")
	}
	for _, account := range slices.Sorted(maps.Keys(o.Permissions)) {
		if !slices.Contains(model.AccountTypes[:], account) {
			return false, fmt.Errorf("account type %q: expected %s", account, strings.Join(model.AccountTypes[:], ", "))
		}
	}
	if o.Operation != "" {
		i, err := request(page, o)
		if err != nil {
			return false, err
		}
		r := &page.Requests[i]
		if len(r.Permissions) == 0 {
			r.Permissions = page.Permissions
		}
		return replaceAll(&r.Permissions, o), nil
	}
	changed := replaceAll(&page.Permissions, o)
	for i := range page.Requests {
		if r := &page.Requests[i]; len(r.Permissions) > 0 {
			changed = replaceAll(&r.Permissions, o) || changed
		}
	}
	return changed, nil
}

func replaceAll(list *[]model.Permission, o config.Override) bool {
	changed := false
	for _, account := range model.AccountTypes {
		if scopes, ok := o.Permissions[account]; ok {
			changed = replaceScopes(list, account, scopes) || changed
		}
	}
	return changed
}

func replaceScopes(list *[]model.Permission, account string, scopes []string) bool {
	kept := slices.DeleteFunc(slices.Clone(*list), func(p model.Permission) bool { return p.Type == account })
	old := slices.DeleteFunc(slices.Clone(*list), func(p model.Permission) bool { return p.Type != account })
	p := permission(account, scopes)
	if len(old) == 1 && slices.Equal(old[0].Scopes, p.Scopes) && old[0].SameNeeds(&p) {
		return false
	}
	*list = append(kept, p)
	slices.SortStableFunc(*list, func(a, b model.Permission) int {
		return slices.Index(model.AccountTypes[:], a.Type) - slices.Index(model.AccountTypes[:], b.Type)
	})
	return true
}

// permission makes a permission of alternatives; "A+B" asks for both.
func permission(account string, alternatives []string) model.Permission {
	p := model.Permission{Type: account, Scopes: []string{}, Supported: len(alternatives) > 0}
	var sets [][]string
	for _, alternative := range alternatives {
		var all [][]string
		for _, s := range strings.Split(alternative, "+") {
			all = append(all, []string{s})
			if !slices.Contains(p.Scopes, s) {
				p.Scopes = append(p.Scopes, s)
			}
		}
		sets = model.Either(sets, all)
	}
	p.SetAllOf(sets)
	return p
}

// body corrects the type of the request body or of a property of it.
func body(page *model.Page, o config.Override) (bool, error) {
	switch {
	case o.Drop && o.Property == "":
		changed := page.RequestBody.Kind != model.BodyNone
		page.RequestBody = model.RequestBody{Kind: model.BodyNone, Pos: page.RequestBody.Pos}
		return changed, nil
	case o.Property != "":
		return property(&page.RequestBody.Properties, o)
	case o.Type != "":
		changed := set(&page.RequestBody.Kind, model.BodyJSON)
		return setType(&page.RequestBody.Type, &page.RequestBody.Collection, o.Type) || changed, nil
	}
	return false, fmt.Errorf("a request body takes type or drop")
}

// response corrects the type of the first success that has one, else of the
// first success.
func response(page *model.Page, o config.Override) (bool, error) {
	if o.Type == "" {
		return false, fmt.Errorf("a response takes type")
	}
	success := func(r model.Response) bool { return r.Status/100 == 2 }
	i := slices.IndexFunc(page.Responses, func(r model.Response) bool { return success(r) && r.Type != "" })
	if i < 0 {
		i = slices.IndexFunc(page.Responses, success)
	}
	if i < 0 {
		return false, fmt.Errorf("the page documents no success")
	}
	return setType(&page.Responses[i].Type, &page.Responses[i].Collection, o.Type), nil
}

// applyResource corrects a property of a type.
func applyResource(api *model.API, o config.Override) (bool, error) {
	if o.Property == "" {
		return false, fmt.Errorf("expected \"property\"")
	}
	err := fmt.Errorf("no resource page of this name")
	for _, r := range api.Resources {
		if r.Source.File != o.Source {
			continue
		}
		var changed bool
		if changed, err = property(&r.Properties, o); err == nil {
			return changed, nil
		}
		if changed, err = property(&r.Relationships, o); err == nil {
			return changed, nil
		}
	}
	return false, err
}

func property(list *[]model.Property, o config.Override) (bool, error) {
	i := slices.IndexFunc(*list, func(p model.Property) bool { return p.Name == o.Property })
	switch {
	case i < 0 && o.Drop:
		return false, nil
	case i < 0:
		return false, fmt.Errorf("no property %q", o.Property)
	case o.Drop:
		*list = slices.Delete(slices.Clone(*list), i, i+1)
		return true, nil
	case o.Type != "":
		return setType(&(*list)[i].Type, &(*list)[i].Collection, o.Type), nil
	}
	return false, fmt.Errorf("a property takes type or drop")
}

// setType reads "Collection(microsoft.graph.user)" and plain types.
func setType(name *string, collection *bool, text string) bool {
	inner, ok := strings.CutPrefix(text, "Collection(")
	if ok {
		text = strings.TrimSuffix(inner, ")")
	}
	changed := set(name, text)
	if *collection != ok {
		*collection = ok
		return true
	}
	return changed
}

func set(at *string, value string) bool {
	changed := *at != value
	*at = value
	return changed
}
