package parser

import (
	"maps"
	"slices"
	"sync"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// resolve links the pages of api, those of each version by themselves.
func resolve(api *model.API, left *unsettled) source.List {
	open := make(map[*model.Property]*openType, len(left.open))
	for i := range left.open {
		open[left.open[i].property] = &left.open[i]
	}
	parts := versions(api)
	found := make([]source.List, len(parts))
	var wg sync.WaitGroup
	for i, part := range parts {
		wg.Go(func() { found[i] = resolveVersion(part, left, open) })
	}
	wg.Wait()
	api.Resources = api.Resources[:0]
	for _, part := range parts {
		api.Resources = append(api.Resources, part.Resources...)
	}
	sortByFile(api.Resources)
	return slices.Concat(found...)
}

// versions takes an API apart, in the order of the versions.
func versions(api *model.API) []*model.API {
	parts := map[string]*model.API{}
	part := func(version string) *model.API {
		if parts[version] == nil {
			parts[version] = &model.API{}
		}
		return parts[version]
	}
	for _, p := range api.Pages {
		one := part(p.Version)
		one.Pages = append(one.Pages, p)
	}
	for _, r := range api.Resources {
		one := part(r.Version)
		one.Resources = append(one.Resources, r)
	}
	var out []*model.API
	for _, version := range slices.Sorted(maps.Keys(parts)) {
		out = append(out, parts[version])
	}
	return out
}
