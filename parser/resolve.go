package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// resolver settles what no page can tell alone: which type a link means, how
// its name is spelt, and which strings are values of a documented enum.
type resolver struct {
	api    *model.API
	byName map[typeKey][]*model.Resource
	byLast map[typeKey][]*model.Resource // by the part of the name behind its last dot
	byPage map[typeKey][]*model.Resource // by the name of the page's file
	// bySuffix is the same by what follows the last hyphen, where there is one.
	bySuffix map[typeKey][]*model.Resource
	open     map[*model.Property]*openType
	pages    *unsettled
	list     source.List
}

// unsettled is what the readers of pages left to the other pages.
type unsettled struct {
	open []openType
	// bases are the links to the pages of base types.
	bases map[*model.Resource]string
	// derived are the bases of types by the pages of these, where the page of
	// the base lists them.
	derived map[typeKey]*model.Resource
	// links are what operation pages read as names of types.
	links map[*model.Page][]Link
}

// typeKey looks up a type; name is in lower case.
type typeKey struct{ version, name string }

// resolveVersion links the pages of one version.
func resolveVersion(api *model.API, left *unsettled, open map[*model.Property]*openType) source.List {
	r := &resolver{api: api, pages: left, open: open}
	r.index()
	for _, res := range api.Resources {
		r.settleBase(res)
	}
	r.breakCycles()
	r.settleKinds()
	r.eachProperty(r.settleType)
	r.eachProperty(r.inherit)
	for _, res := range api.Resources {
		r.settlePlural(res)
	}
	r.settleKeys()
	r.restoreMembers()
	var made []*model.Resource
	r.eachProperty(func(res *model.Resource, p *model.Property) {
		if e := r.settleValues(res, p); e != nil {
			made = append(made, e)
		}
	})
	r.insert(made)
	r.settlePages()
	r.settleServed()
	r.settleBodies()
	return r.list
}

// pageKey looks up a page by a link to it, or by its file.
func pageKey(version, file string) typeKey { return typeKey{version, strings.ToLower(baseName(file))} }

func (r *resolver) eachProperty(do func(*model.Resource, *model.Property)) {
	for _, res := range r.api.Resources {
		for i := range res.Properties {
			do(res, &res.Properties[i])
		}
		for i := range res.Relationships {
			do(res, &res.Relationships[i])
		}
	}
}

// index fills the maps, and reports the types that two pages define.
func (r *resolver) index() {
	n := len(r.api.Resources)
	r.byName = make(map[typeKey][]*model.Resource, n)
	r.byLast = make(map[typeKey][]*model.Resource, n)
	r.byPage = make(map[typeKey][]*model.Resource, n)
	r.bySuffix = map[typeKey][]*model.Resource{}
	for _, res := range r.api.Resources {
		full := typeKey{res.Version, strings.ToLower(res.Name)}
		if had := r.byName[full]; len(had) > 0 {
			r.list.Add(res.Pos, source.Warning, "resource-duplicate", "type %s is also defined at %s", res.Name, had[0].Pos)
		}
		page := pageKey(res.Version, res.Source.File)
		r.byPage[page] = append(r.byPage[page], res)
		if i := strings.LastIndexByte(page.name, '-'); i >= 0 {
			page.name = page.name[i+1:]
			r.bySuffix[page] = append(r.bySuffix[page], res)
		}
		r.add(res)
	}
}

func (r *resolver) add(res *model.Resource) {
	full := typeKey{res.Version, strings.ToLower(res.Name)}
	last := typeKey{res.Version, lastName(full.name)}
	r.byName[full] = append(r.byName[full], res)
	r.byLast[last] = append(r.byLast[last], res)
}

// insert adds enums behind the resources of their pages.
func (r *resolver) insert(made []*model.Resource) {
	if len(made) == 0 {
		return
	}
	r.api.Resources = append(r.api.Resources, made...)
	sortByFile(r.api.Resources)
}

func sortByFile(list []*model.Resource) {
	slices.SortStableFunc(list, func(a, b *model.Resource) int { return strings.Compare(a.Source.File, b.Source.File) })
}

// known returns the documented type of a name, whatever its case.
func (r *resolver) known(version, name string) *model.Resource {
	if list := find(r.byName, version, name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// find returns what a map has under a name, whatever its case.
func find(m map[typeKey][]*model.Resource, version, name string) []*model.Resource {
	var buf [96]byte
	if lower, ok := locale.AppendLower(buf[:0], name); ok {
		return m[typeKey{version, string(lower)}] // without a copy of the name
	}
	return m[typeKey{version, strings.ToLower(name)}]
}

// only returns the one documented type whose name ends like name, or nil.
func (r *resolver) only(version, name string) *model.Resource {
	list := find(r.byLast, version, lastName(name))
	if len(list) == 0 {
		return nil
	}
	for _, other := range list[1:] {
		if !strings.EqualFold(other.Name, list[0].Name) {
			return nil
		}
	}
	return list[0]
}

// spelling returns the documented spelling of a full name; the name itself
// where no page defines it. Names that are not known may have been put into
// the default namespace for want of another.
func (r *resolver) spelling(version, name string) string {
	if res := r.known(version, name); res != nil {
		return res.Name
	}
	if strings.LastIndexByte(name, '.') == len(defaultNamespace) {
		if res := r.only(version, name); res != nil {
			return res.Name
		}
	}
	return name
}
