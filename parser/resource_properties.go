package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readTables reads the tables of properties and relationships.
func (r *resourceReader) readTables() {
	for i := range r.parts {
		p := &r.parts[i]
		for k := range p.blocks {
			if t := p.blocks[k].Table; t != nil && r.isPropertyTable(p, t) {
				if p.kind == partRelationships || p.kind != partProperties && headerWord(t, 0) == "relationship" {
					r.relationships = r.propertyTable(r.relationships, &r.ofRelationships, t)
				} else {
					r.properties = r.propertyTable(r.properties, &r.ofProperties, t)
				}
			}
		}
	}
}

// isPropertyTable reports whether the rows of t are properties of the type:
// below the headings that say so, and wherever the header does.
func (r *resourceReader) isPropertyTable(p *part, t *markdown.TableData) bool {
	switch p.kind {
	case partMembers, partValues, partMethods:
		return false
	case partProperties, partRelationships:
		return headerWord(t, 1) == "type" || headerWord(t, 1) == "return type" || r.columnOfTypes(t)
	}
	if strings.HasPrefix(p.slug, "properties-of-") || strings.HasPrefix(p.slug, "example") {
		return false
	}
	switch headerWord(t, 0) {
	case "property", "property name", "name", "relationship", "relationship name":
		return headerWord(t, 1) == "type" && len(t.Header.Cells) < 5
	}
	return false
}

// headerWord returns the text of a header cell in lower case.
func headerWord(t *markdown.TableData, i int) string {
	return strings.ToLower(markdown.Plain(t.Header.Cell(i)))
}

// columnOfTypes reports whether the second column names types, as it does in
// a table whose header is translated.
func (r *resourceReader) columnOfTypes(t *markdown.TableData) bool {
	if !r.isTranslated() {
		return false
	}
	found := 0
	for _, row := range t.Rows {
		if name, _ := r.typeRef(row.Cell(1)); name != "" {
			found++
		}
	}
	return 2*found >= len(t.Rows)
}

// propertyTable adds the rows of t.
func (r *resourceReader) propertyTable(into []property, names *propertyIndex, t *markdown.TableData) []property {
	text := 2
	for i := range t.Header.Cells {
		if headerWord(t, i) == "description" {
			text = i
		}
	}
	into = slices.Grow(into, len(t.Rows))
	for i := range t.Rows {
		row := &t.Rows[i]
		if len(row.Cells) == 1 && len(into) > 0 && !isIdentifier(row.Cell(0)) {
			if i > 0 && t.Rows[i-1].Open {
				r.continueRow(&into[len(into)-1], row)
			}
			continue // else the title of the rows below
		}
		if p, ok := r.propertyRow(row, text); ok {
			into = r.addProperty(into, names, p)
		}
	}
	return into
}

// continueRow adds a row that is no more than the rest of a description to
// the property above it.
func (r *resourceReader) continueRow(p *property, row *markdown.Row) {
	r.describe(p, p.Description+" "+row.Cell(0))
}

// addProperty adds p unless the table has a property of its name.
func (r *resourceReader) addProperty(into []property, names *propertyIndex, p property) []property {
	if i := names.find(into, p.Name); i >= 0 && !p.damaged {
		if into[i].Type != p.Type || into[i].Collection != p.Collection {
			r.add(p.offset, source.Warning, "property-duplicate", "property %q stands twice, first as %s", p.Name, spell(&into[i].Property))
		}
		return into
	}
	return append(into, p)
}

// propertyIndex finds properties of a list by their names.
type propertyIndex struct {
	exact, folded lookup.Index[string]
}

// find finds a property by name.
func (x *propertyIndex) find(list []property, name string) int {
	return x.exact.Find(name, len(list), func(i int) string { return list[i].Name })
}

// findFolded finds a property by name, in any case.
func (x *propertyIndex) findFolded(list []property, name string) int {
	if len(list) > lookup.Few {
		return x.folded.Find(strings.ToLower(name), len(list), func(i int) string { return strings.ToLower(list[i].Name) })
	}
	for i := range list {
		if strings.EqualFold(list[i].Name, name) {
			return i
		}
	}
	return -1
}

// propertyRow reads a row "name | type | description".
func (r *resourceReader) propertyRow(row *markdown.Row, text int) (property, bool) {
	name, note := propertyName(row.Cell(0))
	p := property{offset: row.At(0)}
	p.Name = name
	if name == "" || name[0] == '@' {
		return p, false
	}
	cell := row.Cell(1)
	if cell == "" && row.Cell(2) == "" && (!isIdentifier(name) || strings.HasPrefix(row.Cell(0), "**")) {
		return p, false // the title of a group of rows
	}
	p.damaged = !isIdentifier(name)
	p.Pos = r.doc.Pos(p.offset)
	p.Type, p.Collection, p.open = r.propertyType(cell)
	r.describe(&p, row.Cell(text))
	if note != "" && !strings.Contains(strings.ToLower(p.Description), note) {
		p.Description = strings.TrimSpace(p.Description + " (" + note + ")")
	}
	if p.Type == "" {
		if markdown.Plain(cell) == "" {
			r.add(p.offset, source.Warning, "property-type-missing", "property %q has no type", name)
		} else {
			r.add(row.At(1), source.Warning, "property-type-unreadable", "type %q of property %q names no type", markdown.Plain(cell), name)
		}
	}
	return p, true
}

// propertyName reads the name cell: the name, and a note such as "deprecated"
// behind it.
func propertyName(cell string) (name, note string) {
	if isIdentifier(cell) {
		return cell, ""
	}
	s := strings.Trim(cell, "*` ")
	if !strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") {
		s = markdown.Plain(cell)
	}
	if head, rest, ok := strings.Cut(s, " ("); ok && strings.HasSuffix(rest, ")") && isIdentifier(head) {
		return head, strings.ToLower(rest[:len(rest)-1])
	}
	return strings.TrimRight(s, "*:"), ""
}

// typeTails are what pages write behind a type's name.
var typeTails = [...]string{" collection", " object", " resource", " enum", " type"}

// propertyType reads the type cell: full name, whether it is a collection,
// and what other pages must settle.
func (r *resourceReader) propertyType(cell string) (name string, collection bool, open openType) {
	if strings.Contains(cell, "](") && !strings.Contains(cell, ")") {
		cell = strings.TrimSpace(cell) + ")" // a link that the cell cuts off
	}
	if l, ok := markdown.FirstLink(cell, r.doc.Refs); ok {
		open.target, open.text = l.Target, markdown.Plain(l.Text)
	}
	cell = strings.Trim(cell, "*` ")
	if strings.EqualFold(cell, "json") || strings.EqualFold(open.text, "json") {
		return jsonType, false, open
	}
	name, collection = r.typeRef(cell)
	if strings.HasPrefix(open.text, defaultNamespace+".") && r.noteType(open.text) != "" {
		name = open.text
	}
	if name == "" {
		name = r.looseType(cell)
	}
	if strings.HasPrefix(name, "Edm.") {
		return name, collection, openType{}
	}
	if collection && strings.HasSuffix(strings.ToLower(name), "collection") {
		rest := strings.Replace(strings.ToLower(markdown.Plain(cell)), strings.ToLower(lastName(name)), "", 1)
		collection = r.loc.Words.Collection.In(rest)
	}
	if ns := r.page.Namespace; ns != defaultNamespace && (open.target == "" || strings.Contains(open.target, "#")) &&
		strings.LastIndexByte(name, '.') == len(defaultNamespace) && !strings.Contains(cell, defaultNamespace) {
		name, open.bare = ns+"."+lastName(name), true
	}
	return name, collection, open
}

// jsonType is the type of pages that hold any JSON.
const jsonType = defaultNamespace + ".Json"

// looseType reads a type cell that says more than a type.
func (r *resourceReader) looseType(cell string) string {
	s := markdown.Plain(cell)
	if _, inner, ok := strings.Cut(s, "("); ok { // a translated word, then the name
		inner, _, _ = strings.Cut(inner, ")")
		if t, ok := r.loc.Type(inner); ok {
			return t
		}
	}
	s, _, _ = strings.Cut(s, ",")
	for _, tail := range typeTails {
		s = strings.TrimSuffix(s, tail)
	}
	s = r.cutCollection(strings.Trim(s, "[] "))
	if t, ok := r.loc.Type(s); ok {
		return t
	}
	if strings.Contains(strings.ToLower(s), "json") {
		return jsonType
	}
	return r.bareType(s)
}

// describe sets the description and what it says about the property.
func (r *resourceReader) describe(p *property, text string) {
	text = locale.Blanks(text)
	p.Description = markdown.Plain(text)
	if p.Description == "" || !r.isTranslated() && !saysMore(text) {
		return
	}
	lower := lowerInPlace(text)
	if p.Type == "Edm.String" || isNamed(p.Type) {
		p.Values = r.possibleValues(text, lower)
	}
	w := r.words
	p.ReadOnly = locale.Contains(lower, w.ReadOnly)
	if r.isTranslated() || strings.Contains(lower, locale.Null) {
		p.Nullable = locale.Contains(lower, w.Nullable) && !locale.Contains(lower, w.NotNullable)
	}
	p.Required = r.mustBeSet(lower)
}

// saysMore reports whether an English text may hold one of the words that
// describe looks for; most hold none.
func saysMore(text string) bool {
	for _, part := range [...]string{"only", "ullable", "equired", "alue", "ne of"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return strings.Contains(text, "Only")
}

// mustBeSet reports whether a description marks the property as required.
func (r *resourceReader) mustBeSet(lower string) bool {
	if strings.Contains(lower, "required") {
		return requiredMark(lower) && !strings.Contains(lower, "optional")
	}
	return r.isTranslated() && r.isRequired(lower)
}

// spell writes a type as OData does.
func spell(p *model.Property) string {
	name := p.Type
	if name == "" {
		name = "a type that can't be read"
	}
	if p.Collection {
		return "Collection(" + name + ")"
	}
	return name
}
