package parser

import (
	"slices"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// Cache keeps what pages gave, for later runs. Its methods are called from
// several goroutines.
type Cache interface {
	// Load returns what the page gave before, unless the page or a file that
	// it included has changed since. The caller owns the result.
	Load(file PageFile) (*Parsed, bool)
	// Store keeps what a page gave; p may not be used after it returns.
	Store(file PageFile, p *Parsed)
}

// Parsed is all that reading one page gives. All its fields are exported, so
// that any encoding can keep it.
type Parsed struct {
	Page      *model.Page
	Resources []*model.Resource
	Open      []Open
	// Base is the page of the first resource's base type, where a link tells it.
	Base string
	// Derived are the pages of the types that derive from the first resource.
	Derived []string
	// Links are those of an operation page whose target may define a type of
	// another name.
	Links []Link
	Found source.List
	// Includes are the files that the page includes, sorted, whether they were
	// there or not.
	Includes []string
}

// Open is what other pages must settle about the type of a property, which is
// named by its place in Parsed.Resources.
type Open struct {
	Resource, Index                     int
	Relationship                        bool
	Target, Text, Shown                 string
	Bare, Sample, Unlisted, Listed, Key bool
}

// Link is a link that was read as the name of a type.
type Link struct {
	// Name is the full name as the file's name tells it, Target the link's
	// target; that is empty where the body of an example alone has the name.
	Name, Target string
}

// loadCached reads one page, or takes what it gave before.
func loadCached(docs Docs, file PageFile, memory *scratch, opts Options) result {
	if opts.Cache == nil || opts.Visit != nil {
		return loadPage(docs, file, memory, opts.Visit)
	}
	if p, ok := opts.Cache.Load(file); ok {
		if r, ok := p.result(); ok {
			return r
		}
	}
	seen := &includes{Docs: docs}
	r := loadPage(seen, file, memory, nil)
	if p, ok := parsed(r); ok {
		slices.Sort(seen.names)
		p.Includes = slices.Compact(seen.names)
		opts.Cache.Store(file, p)
	}
	return r
}

// includes is a source that notes which files one page includes. It is used by
// one goroutine.
type includes struct {
	Docs
	names []string
}

// Resolve notes the file, which is read next.
func (d *includes) Resolve(from, rel string) (string, error) {
	name, err := d.Docs.Resolve(from, rel)
	if err == nil {
		d.names = append(d.names, name)
	}
	return name, err
}

// parsed returns r in the form to keep. What was not read, or failed inside
// this program, is not kept.
func parsed(r result) (*Parsed, bool) {
	for _, d := range r.list {
		if d.Code == "internal-error" || d.Code == "unreadable-file" {
			return nil, false
		}
	}
	p := &Parsed{Page: r.page, Resources: r.resources, Base: r.base, Derived: r.derived, Links: r.links, Found: r.list}
	at := map[*model.Property]Open{}
	for i, res := range r.resources {
		for j := range res.Properties {
			at[&res.Properties[j]] = Open{Resource: i, Index: j}
		}
		for j := range res.Relationships {
			at[&res.Relationships[j]] = Open{Resource: i, Index: j, Relationship: true}
		}
	}
	for _, o := range r.open {
		place, ok := at[o.property]
		if !ok {
			return nil, false
		}
		place.Target, place.Text, place.Shown = o.target, o.text, o.shown
		place.Bare, place.Sample, place.Unlisted, place.Listed = o.bare, o.sample, o.unlisted, o.listed
		place.Key = o.key
		p.Open = append(p.Open, place)
	}
	return p, true
}

// result is the reverse of parsed.
func (p *Parsed) result() (result, bool) {
	r := result{page: p.Page, resources: p.Resources, base: p.Base, derived: p.Derived, links: p.Links, list: p.Found}
	if (r.base != "" || len(r.derived) > 0) && len(r.resources) == 0 {
		return r, false
	}
	for _, o := range p.Open {
		if o.Resource < 0 || o.Resource >= len(p.Resources) {
			return r, false
		}
		list := p.Resources[o.Resource].Properties
		if o.Relationship {
			list = p.Resources[o.Resource].Relationships
		}
		if o.Index < 0 || o.Index >= len(list) {
			return r, false
		}
		r.open = append(r.open, openType{
			property: &list[o.Index], target: o.Target, text: o.Text, shown: o.Shown,
			bare: o.Bare, sample: o.Sample, unlisted: o.Unlisted, listed: o.Listed, key: o.Key,
		})
	}
	return r, true
}
