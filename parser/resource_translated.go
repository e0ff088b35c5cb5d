package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// mostRestored is how long a table, and a JSON representation, may be whose
// rows and keys are compared with each other.
const mostRestored = 500

// restoreNames gives the rows of translated tables the names that the JSON
// representation has. Rows keep the order of the keys, so that what stands
// between two known names on both sides pairs up.
func (r *resourceReader) restoreNames(keys []shapeKey) {
	if len(keys) > mostRestored || len(r.properties)+len(r.relationships) > mostRestored {
		return
	}
	free := make([]int, 0, len(keys)) // keys that no row has
	for i := range keys {
		if r.named(keys[i].name, i) == nil {
			free = append(free, i)
		}
	}
	for _, list := range [...][]property{r.properties, r.relationships} {
		free = r.translateNames(list, keys, free)
		free = r.alignNames(list, keys, free)
	}
}

// suspect reports whether the name of a row may be a translation: it is no
// identifier, or one lower-case word.
func suspect(p *property) bool {
	return p.damaged || strings.ToLower(p.Name) == p.Name || p.Name[0] >= 'A' && p.Name[0] <= 'Z'
}

// translateNames restores the names that the data knows the translation of.
func (r *resourceReader) translateNames(list []property, keys []shapeKey, free []int) []int {
	names := r.words.Names
	for i := range list {
		p := &list[i]
		if !suspect(p) {
			continue
		}
		want, ok := names[strings.ToLower(p.Name)]
		if !ok {
			continue
		}
		for k, key := range free {
			if keys[key].name == want && fits(p, &keys[key]) {
				r.rename(p, want)
				free = append(free[:k:k], free[k+1:]...)
				break
			}
		}
	}
	return free
}

// alignNames restores names by place: the suspect rows between two known names
// take the free keys between the same names, if they are as many and of
// fitting types.
func (r *resourceReader) alignNames(list []property, keys []shapeKey, free []int) []int {
	var left []int
	at := 0 // place in free
	for i := 0; i < len(list); {
		known := keyIndex(keys, list[i].Name)
		if known >= 0 {
			for at < len(free) && free[at] < known {
				left = append(left, free[at])
				at++
			}
			i++
			continue
		}
		end := i
		for end < len(list) && keyIndex(keys, list[end].Name) < 0 {
			end++
		}
		stop := len(keys)
		if end < len(list) {
			stop = keyIndex(keys, list[end].Name)
		}
		at = r.pairUp(list[i:end], keys, free, at, stop)
		i = end
	}
	return append(left, free[min(at, len(free)):]...)
}

// pairUp names the suspect rows after the free keys before stop, and returns
// the place of the next free key.
func (r *resourceReader) pairUp(rows []property, keys []shapeKey, free []int, at, stop int) int {
	var suspects []*property
	for i := range rows {
		if suspect(&rows[i]) {
			suspects = append(suspects, &rows[i])
		}
	}
	end := at
	for end < len(free) && free[end] < stop {
		end++
	}
	if len(suspects) == 0 || len(suspects) != end-at {
		return at
	}
	for i, p := range suspects {
		key := &keys[free[at+i]]
		if !fits(p, key) || !p.damaged && isNamed(p.Type) && !strings.EqualFold(lastName(p.Type), lastName(key.shapeType.name)) {
			return at
		}
	}
	for i, p := range suspects {
		r.rename(p, keys[free[at+i]].name)
	}
	return end
}

// rename gives a property the name that was translated.
func (r *resourceReader) rename(p *property, name string) {
	if !strings.EqualFold(p.Name, name) {
		r.add(p.offset, source.Warning, "property-name-translated", "property %q is read as %q", p.Name, name)
	}
	p.Name, p.damaged = name, false
	r.ofProperties, r.ofRelationships = propertyIndex{}, propertyIndex{}
}

// fits reports whether a row may describe a key.
func fits(p *property, k *shapeKey) bool {
	shown := k.shapeType.name
	return p.Type == "" || isNamed(p.Type) && isNamed(shown) && p.Collection == k.collection || !differ(p, shown, k)
}

func keyIndex(keys []shapeKey, name string) int {
	for i := range keys {
		if strings.EqualFold(keys[i].name, name) {
			return i
		}
	}
	return -1
}

// guessNames names the rows that no key of the JSON representation could
// name, as those of relationships: by the data, else by the properties that
// the annotation lists and whose names say the type of the row.
func (r *resourceReader) guessNames() {
	words := r.words.Names
	if len(r.properties)+len(r.relationships) > mostRestored {
		return
	}
	for _, list := range [...][]property{r.properties, r.relationships} {
		for i := range list {
			p := &list[i]
			if !p.damaged {
				continue
			}
			name := words[strings.ToLower(p.Name)]
			if name == "" || r.named(name, i) != nil {
				name = r.optionalName(p)
			}
			if name == "" {
				continue
			}
			r.rename(p, name)
		}
	}
}

// optionalName returns the optional property that is named after the type of
// p, if no row has it.
func (r *resourceReader) optionalName(p *property) string {
	last := strings.ToLower(lastName(p.Type))
	if last == "" || !isNamed(p.Type) {
		return ""
	}
	for i := range r.shapes {
		names := r.shapes[i].note.Get("optionalProperties")
		if names == nil {
			continue
		}
		for _, v := range names.Items {
			name := v.Text()
			if isIdentifier(name) && r.named(name, 0) == nil && strings.HasPrefix(strings.ToLower(name), last) {
				return name
			}
		}
	}
	return ""
}
