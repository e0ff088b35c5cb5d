package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// restoreBodyNames gives the rows of a translated body table the names that the
// example sends, which no page translates. Rows keep the order of its keys, so
// that what stands between two known names on both sides pairs up. Rows that no
// key can name are named by the data, or dropped.
func (r *pageReader) restoreBodyNames() {
	props := r.page.RequestBody.Properties
	if !slices.ContainsFunc(props, func(p model.Property) bool { return isDamagedName(p.Name) }) {
		return
	}
	if len(props) <= mostRestored {
		r.nameBody(props)
	}
	r.page.RequestBody.Properties = slices.DeleteFunc(props, func(p model.Property) bool {
		if !isDamagedName(p.Name) {
			return false
		}
		r.list.Add(p.Pos, source.Warning, "property-name-unreadable", "%q is no name of a property", p.Name)
		return true
	})
}

// nameBody names the rows whose names are damaged.
func (r *pageReader) nameBody(props []model.Property) {
	keys := r.sentKeys()
	for start := 0; start < len(props); start++ {
		if !isDamagedName(props[start].Name) {
			continue
		}
		end := start
		for end < len(props) && isDamagedName(props[end].Name) {
			end++
		}
		r.nameBetween(props, start, end, keys)
		start = end
	}
	names := r.loc.Resources(true).Names
	for i := range props {
		known := names[strings.ToLower(props[i].Name)]
		if isDamagedName(props[i].Name) && known != "" && !hasProperty(props, known) {
			r.renameBody(&props[i], known)
		}
	}
}

// isDamagedName reports whether the name of a row can be none.
func isDamagedName(name string) bool { return !isParameterName(name) }

// sentKeys returns the keys of the first example that sends some, in its order.
func (r *pageReader) sentKeys() []string {
	for i := range r.examples {
		body := r.examples[i].Request.Body
		if !strings.HasPrefix(body, "{") {
			continue
		}
		var keys []string
		root, _ := loosejson.Parse(body)
		for k := 0; root != nil && k < len(root.Fields); k++ {
			if key := root.Fields[k].Key; isIdentifier(key) {
				keys = append(keys, key)
			}
		}
		return keys[:min(len(keys), mostRestored)]
	}
	return nil
}

// nameBetween names the rows from start to end after the keys that stand between
// those of the nearest rows that the example sends, if they are as many. Rows
// that it leaves out have been set by the service.
func (r *pageReader) nameBetween(props []model.Property, start, end int, keys []string) {
	low, high := -1, len(keys)
	for i := start - 1; i >= 0 && low < 0; i-- {
		low = indexFolded(keys, props[i].Name)
	}
	for i := end; i < len(props); i++ {
		if at := indexFolded(keys, props[i].Name); at >= 0 {
			high = at
			break
		}
	}
	if high-low-1 != end-start {
		return
	}
	between := keys[low+1 : high]
	if slices.ContainsFunc(between, func(key string) bool { return hasProperty(props, key) }) {
		return
	}
	for i, key := range between {
		r.renameBody(&props[start+i], key)
	}
}

// indexFolded returns the place of a name in any case: translations give those
// at the start of a cell a capital letter.
func indexFolded(names []string, name string) int {
	return slices.IndexFunc(names, func(s string) bool { return strings.EqualFold(s, name) })
}

func hasProperty(props []model.Property, name string) bool {
	return slices.ContainsFunc(props, func(p model.Property) bool { return strings.EqualFold(p.Name, name) })
}

// renameBody gives a property the name that was translated.
func (r *pageReader) renameBody(p *model.Property, name string) {
	r.list.Add(p.Pos, source.Warning, "property-name-translated", "property %q is read as %q", p.Name, name)
	p.Name = name
}
