package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// mergeShapes merges the JSON representations into the tables. Names come from
// JSON, which no page translates; types come from the table, where it has
// one; whatever contradicts is reported.
func (r *resourceReader) mergeShapes() {
	hasTable := len(r.properties)+len(r.relationships) > 0
	for i := range r.shapes {
		s := &r.shapes[i]
		r.noteFacts(s)
		keys := r.keys(s)
		if r.isTranslated() {
			r.restoreNames(keys)
		}
		for k := range keys {
			r.mergeKey(&keys[k], k, hasTable)
		}
	}
	if r.isTranslated() {
		r.guessNames()
	}
	r.dropDamaged(&r.properties)
	r.dropDamaged(&r.relationships)
	if len(r.shapes) == 1 {
		r.reportUnshown(&r.shapes[0])
	}
}

// noteFacts reads the annotation of a shape.
func (r *resourceReader) noteFacts(s *shape) {
	m, note := r.main, s.note
	if key := note.Get("keyProperty").Text(); isIdentifier(key) && m.KeyProperty == "" {
		m.KeyProperty = key
	}
	base := note.Get("baseType").Text()
	if name := r.noteType(base); name != "" && m.BaseType == "" {
		m.BaseType = name
	} else if base != "" && name == "" {
		r.add(s.offset, source.Warning, "resource-name-unreadable", "%q is no name of a type", base)
	}
	m.OpenType = m.OpenType || note.Get("openType").IsTrue()
	m.Abstract = m.Abstract || note.Get("abstract").IsTrue()
}

// mergeKey merges one key; i is its place among the keys.
func (r *resourceReader) mergeKey(k *shapeKey, i int, hasTable bool) {
	p := r.named(k.name, i)
	if p == nil {
		r.addKey(k, hasTable)
		return
	}
	if p.Name != k.name {
		r.add(p.offset, source.Info, "property-case", "table spells %q, JSON representation %q", p.Name, k.name)
		r.respell(p, k.name)
	}
	p.shown = true
	if len(p.Values) == 0 && p.Type == "Edm.String" {
		p.Values = k.values
	}
	r.mergeType(p, k)
}

// mergeType merges the types. Where they contradict each other the table
// wins, but for what it leaves vague: strings, and what JSON shows of lists.
func (r *resourceReader) mergeType(p *property, k *shapeKey) {
	shown := k.shapeType.name
	if shown == "" && !k.collection {
		return
	}
	if p.Type == "" {
		p.Type, p.Collection = shown, k.collection
		return
	}
	if r.isTranslated() && shown != "" && !isNamed(shown) && isNounType(p) {
		p.Type, p.Collection = shown, k.collection
		return
	}
	if shown != "" && shown != jsonType && isNamed(shown) && isNamed(p.Type) {
		p.open.shown, shown = shown, p.Type // settled when all pages are known
	}
	if !differ(p, shown, k) {
		return
	}
	table := spell(&p.Property)
	json := spell(&model.Property{Type: shown, Collection: k.collection})
	if p.Type == "Edm.String" && (k.sure || k.literal) {
		p.Type = shown
	}
	if shown != "" {
		p.Collection = k.collection
	}
	r.add(p.offset, source.Warning, "property-type-differs", "table says %q is %s, JSON representation %s; read as %s",
		p.Name, table, json, spell(&p.Property))
}

// isNounType reports whether the type of p was made of a bare word with a capital
// letter, which in a translated table may be that for a primitive type.
func isNounType(p *property) bool {
	last := lastName(p.Type)
	return isNamed(p.Type) && p.Type != jsonType && p.open.target == "" && last != "" && last[0] >= 'A' && last[0] <= 'Z'
}

// isNamed reports whether a type is no primitive.
func isNamed(name string) bool { return !strings.HasPrefix(name, "Edm.") }

// named finds the property of a name, in whatever case the table writes it.
func (r *resourceReader) named(name string, expected int) *property {
	for _, l := range r.lists() {
		if expected < len(l.list) && l.list[expected].Name == name {
			return &l.list[expected]
		}
		if i := l.find(l.list, name); i >= 0 {
			return &l.list[i]
		}
	}
	for _, l := range r.lists() {
		if i := l.findFolded(l.list, name); i >= 0 {
			return &l.list[i]
		}
	}
	return nil
}

// indexed is a list of properties with its index.
type indexed struct {
	list []property
	*propertyIndex
}

func (r *resourceReader) lists() [2]indexed {
	return [...]indexed{{r.properties, &r.ofProperties}, {r.relationships, &r.ofRelationships}}
}

// respell gives a property its name in another case.
func (r *resourceReader) respell(p *property, name string) {
	for _, l := range r.lists() {
		if i := l.find(l.list, p.Name); i >= 0 && &l.list[i] == p {
			l.exact.Rekey(i, p.Name, name)
		}
	}
	p.Name = name
}

// addKey adds a property that only the JSON representation has.
func (r *resourceReader) addKey(k *shapeKey, hasTable bool) {
	p := property{offset: k.offset, shown: true}
	p.Name, p.Type, p.Collection, p.Values = k.name, k.shapeType.name, k.collection, k.values
	p.Pos = r.doc.Pos(k.offset)
	p.open.sample, p.open.unlisted = !k.sure, hasTable
	r.properties = append(r.properties, p)
}

// differ reports whether the table and the JSON representation of a property
// contradict each other; shown is the type that the latter tells.
func differ(p *property, shown string, k *shapeKey) bool {
	table := p.Type
	if p.Collection != k.collection {
		return true
	}
	switch {
	case shown == "" || strings.EqualFold(table, shown) || table == "Edm.Untyped" || table == jsonType || shown == jsonType:
		return false
	case isNamed(shown):
		return true
	case isNamed(table):
		return shown != "Edm.String"
	}
	if k.sure {
		return !isNumber(table) || !isNumber(shown)
	}
	return isNumber(table) != isNumber(shown) || (table == "Edm.Boolean") != (shown == "Edm.Boolean")
}

func isNumber(edm string) bool {
	switch edm {
	case "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Single", "Edm.Decimal", "Edm.Byte", "Edm.SByte":
		return true
	}
	return false
}

// dropDamaged drops the rows whose name could not be restored.
func (r *resourceReader) dropDamaged(list *[]property) {
	*list = slices.DeleteFunc(*list, func(p property) bool {
		if !p.damaged {
			return false
		}
		r.add(p.offset, source.Warning, "property-name-unreadable", "%q is no name of a property", p.Name)
		return true
	})
}

// reportUnshown names the properties of the table that a JSON representation
// of the whole type leaves out.
func (r *resourceReader) reportUnshown(s *shape) {
	if s.cut || s.root == nil || len(s.root.Fields) == 0 {
		return
	}
	var lost []string
	for i := range r.properties {
		if !r.properties[i].shown {
			lost = append(lost, r.properties[i].Name)
		}
	}
	if len(lost) > 0 {
		r.add(s.offset, source.Info, "property-not-in-json", "JSON representation lacks %s", quoteList(lost))
	}
}

// quoteList quotes the first names of a list.
func quoteList(names []string) string {
	const most = 8
	more := len(names) > most
	if more {
		names = names[:most]
	}
	s := `"` + strings.Join(names, `", "`) + `"`
	if more {
		s += " and more"
	}
	return s
}
