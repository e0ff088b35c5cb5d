package apidiff

import (
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/parser/model"
)

// Client is a generated package: a part of one version of the API.
type Client struct {
	Version string
	// Locale, where set, is the language of the pages that it is made of.
	Locale string
	// Chosen reports whether it has an operation; nil means all.
	Chosen func(method, path string) bool
	// Declare gives its Go API in a state of the documentation.
	Declare func(api *model.API) ([]goapi.Declaration, error)
}

// has reports whether the client is made of a page.
func (c *Client) has(p *model.Page) bool {
	return p.Version == c.Version && (c.Locale == "" || p.Source.Locale == c.Locale)
}

// wholeClients are the clients of all operations, one for each version that
// either state has.
func wholeClients(declare Declarer, states ...*model.API) []Client {
	all := map[string]bool{}
	for _, api := range states {
		maps.Copy(all, versions(api))
	}
	var list []Client
	for _, version := range slices.Sorted(maps.Keys(all)) {
		list = append(list, Client{Version: version, Declare: func(api *model.API) ([]goapi.Declaration, error) {
			return declare(api, version)
		}})
	}
	return list
}

// declared returns the Go APIs of all clients in one state.
func declared(api *model.API, clients []Client) ([][]goapi.Declaration, error) {
	out := make([][]goapi.Declaration, len(clients))
	for i := range clients {
		var err error
		if out[i], err = clients[i].Declare(api.In(clients[i].Locale)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// part returns what the clients have of a state: the operations that one of
// them chooses, and the types that one of them declares, with their base types.
func part(api *model.API, clients []Client, declared [][]goapi.Declaration) *model.API {
	out := &model.API{}
	for _, p := range api.Pages {
		if p = chosenOf(p, clients); len(p.Requests) > 0 {
			out.Pages = append(out.Pages, p)
		}
	}
	reached := reachedTypes(api, clients, declared)
	for _, r := range api.Resources {
		if reached[typeOwner(r.Version, r.Name)] {
			out.Resources = append(out.Resources, r)
		}
	}
	return out
}

// chosenOf returns a page with those of its requests that a client has.
func chosenOf(p *model.Page, clients []Client) *model.Page {
	less := *p
	less.Requests = slices.DeleteFunc(slices.Clone(p.Requests), func(r model.Request) bool {
		return !slices.ContainsFunc(clients, func(c Client) bool {
			return c.has(p) && (c.Chosen == nil || c.Chosen(r.Method, r.Path))
		})
	})
	return &less
}

func reachedTypes(api *model.API, clients []Client, declared [][]goapi.Declaration) map[owner]bool {
	bases := map[owner]owner{}
	for _, r := range api.Resources {
		if r.BaseType != "" {
			bases[typeOwner(r.Version, r.Name)] = typeOwner(r.Version, r.BaseType)
		}
	}
	reached := map[owner]bool{}
	for i := range clients {
		for _, d := range declared[i] {
			if strings.Contains(d.Of, " ") { // an operation
				continue
			}
			for o, ok := typeOwner(clients[i].Version, d.Of), true; ok && !reached[o]; o, ok = bases[o] {
				reached[o] = true
			}
		}
	}
	return reached
}

// files are the pages of a state.
func files(api *model.API) map[string]bool {
	out := map[string]bool{}
	for _, p := range api.Pages {
		out[p.Source.File] = true
	}
	for _, r := range api.Resources {
		out[r.Source.File] = true
	}
	return out
}
