package lint

import (
	"regexp"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/parser/model"
)

// declared is a type as all of its pages describe it.
type declared struct {
	name, base string
	enum       bool
	keyed      bool                       // a property of it is its key
	members    []string                   // of an enum
	translated bool                       // and what it names may be, too
	dynamic    bool                       // open, and its pages describe next to nothing
	open       bool                       // takes properties that no page describes
	bag        bool                       // open and no entity: takes any, not those of extensions alone
	described  int                        // how many properties have a description
	properties map[string]*model.Property // of tables and representations, relationships too
}

// declarations finds the declared types of both versions, for several
// goroutines. The types are put together when they are asked for, since
// examples use few of them.
type declarations struct {
	pages map[typeKey][]*model.Resource
	// children are the names of the types whose base is a type
	children map[typeKey][]string

	mu    sync.RWMutex
	types map[typeKey]*declared // under names as pages spell them, too
}

// typeKey is a version and a full name in lower case.
type typeKey struct{ version, name string }

func newDeclarations(resources []*model.Resource) *declarations {
	d := &declarations{pages: make(map[typeKey][]*model.Resource, len(resources)), types: map[typeKey]*declared{}, children: map[typeKey][]string{}}
	for _, r := range resources {
		name := typeKey{r.Version, strings.ToLower(r.Name)}
		d.pages[name] = append(d.pages[name], r)
		if r.BaseType != "" {
			base := typeKey{r.Version, strings.ToLower(r.BaseType)}
			d.children[base] = append(d.children[base], r.Name)
		}
	}
	return d
}

// get returns a type, nil where no page describes it.
func (d *declarations) get(version, name string) *declared {
	if name == "" {
		return nil
	}
	spelled := typeKey{version, name}
	d.mu.RLock()
	t, ok := d.types[spelled]
	d.mu.RUnlock()
	if ok {
		return t
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	t = d.declared(typeKey{version, strings.ToLower(name)})
	d.types[spelled] = t
	return t
}

// declared returns the type of a key; the caller holds the lock.
func (d *declarations) declared(key typeKey) *declared {
	if t, ok := d.types[key]; ok {
		return t
	}
	var t *declared
	if pages := d.pages[key]; len(pages) > 0 {
		t = declare(pages)
		t.bag = t.open && t.base == "" && !t.keyed
		t.dynamic = t.open && t.described <= 2 && len(d.children[key]) == 0
	}
	d.types[key] = t
	return t
}

// files returns the pages that describe a type.
func (d *declarations) files(version string, t *declared) []string {
	var out []string
	for _, r := range d.pages[typeKey{version, strings.ToLower(t.name)}] {
		out = append(out, r.Source.File)
	}
	return out
}

// declare joins what the pages of one type say.
func declare(pages []*model.Resource) *declared {
	t := &declared{name: pages[0].Name, enum: true, properties: map[string]*model.Property{}}
	for _, r := range pages {
		t.enum = t.enum && r.Kind == model.KindEnum
		t.open = t.open || r.OpenType
		t.keyed = t.keyed || r.KeyProperty != ""
		if t.base == "" {
			t.base = r.BaseType
		}
		for i := range r.Members {
			t.members = append(t.members, r.Members[i].Name)
		}
		t.translated = t.translated || r.Source.Locale != "" && !strings.HasPrefix(r.Source.Locale, "en")
		t.add(r.Properties)
		t.add(r.Relationships)
	}
	return t
}

func (t *declared) add(list []model.Property) {
	for i := range list {
		if _, ok := t.properties[list[i].Name]; !ok {
			t.properties[list[i].Name] = &list[i]
			if list[i].Description != "" {
				t.described++
			}
		}
	}
}

// maxBases bounds the walk up the bases of a type.
const maxBases = 20

// property finds a property of a type or its bases.
func (d *declarations) property(version string, t *declared, name string) *model.Property {
	for range maxBases {
		if t == nil {
			return nil
		}
		if p := t.properties[name]; p != nil {
			return p
		}
		t = d.get(version, t.base)
	}
	return nil
}

// mayHave reports whether a type takes properties of a name that no page
// describes: an open type takes those of extensions and of applications, and
// the names of directory extensions say what they are.
func (d *declarations) mayHave(version string, t *declared, name string) bool {
	if directoryExtension.MatchString(name) {
		return true
	}
	for range maxBases {
		if t == nil {
			return false
		}
		if t.dynamic || t.open && strings.HasPrefix(name, "ext") && strings.Contains(name, "_") {
			return true
		}
		t = d.get(version, t.base)
	}
	return false
}

// directoryExtension matches names that hold the id of an application.
var directoryExtension = regexp.MustCompile(`^extension_[0-9a-f]{32}_`)

// derives reports whether a type has another one among its bases.
func (d *declarations) derives(version string, t, base *declared) bool {
	for range maxBases {
		if t == nil {
			return false
		}
		if t = d.get(version, t.base); t == base && t != nil {
			return true
		}
	}
	return false
}

// common returns the nearest type that two types are or derive from, or nil.
// That both are entities says nothing.
func (d *declarations) common(version string, a, b *declared) *declared {
	for range maxBases {
		if a == nil || strings.EqualFold(a.name, rootEntity) {
			return nil
		}
		if a == b || d.derives(version, b, a) {
			return a
		}
		a = d.get(version, a.base)
	}
	return nil
}

// rootEntity is the base of nearly every entity.
const rootEntity = "microsoft.graph.entity"
