package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// resourceReader reads one resource page: the type that it is about, and the
// enums that it lists.
type resourceReader struct {
	// pageReader reads the title, and its page keeps what stands above the
	// first section.
	pageReader
	words  *locale.ResourceWords
	parts  []part
	shapes []shape
	main   *model.Resource // nil where the page is about no type

	baseTarget string   // of the link that names the base type
	derived    []string // targets of the links that name derived types

	properties, relationships     []property
	ofProperties, ofRelationships propertyIndex
	enums                         []*model.Resource
}

// property is a property while its page is read.
type property struct {
	model.Property
	open    openType
	offset  int
	damaged bool // the name was translated or is otherwise no name
	shown   bool // the JSON representation has it
}

// openType is what other pages must settle about the type of a property.
type openType struct {
	property *model.Property
	// target and text are those of the link in the type cell.
	target, text string
	// shown is the type that the JSON representation names.
	shown string
	// bare is true where the page's namespace was assumed.
	bare bool
	// sample is true where only a sample value tells the type.
	sample bool
	// unlisted is true where the tables of the page lack the property.
	unlisted bool
	// listed is true where a table of the page lists the values.
	listed bool
	// key is true where only the annotation tells of the property.
	key bool
}

func (o *openType) isOpen() bool {
	return o.target != "" || o.shown != "" || o.bare || o.sample || o.unlisted || o.listed || o.key
}

// parseResource reads the resource page f. It never fails: what it can't read
// becomes a diagnostic.
func parseResource(f *source.File, env pageEnv) result {
	doc := env.parse(f)
	r := &resourceReader{pageReader: pageReader{doc: doc, env: env, loc: locale.Load(), list: doc.Diagnostics}}
	r.page = &model.Page{Source: model.Source{File: f.Name, Locale: localeOf(doc)}, Version: env.version}
	r.words = r.loc.Resources(r.isTranslated())
	r.parts = splitParts(env.parts[:0], doc.Blocks)
	r.properties, r.relationships = env.properties[:0], env.relationships[:0]
	r.sections = []section{{kind: kindPreamble, blocks: r.parts[0].blocks}}
	r.readTitle()
	r.settleVersion()
	r.readShapes()
	r.readTables()
	r.readMain()
	r.readEnums()
	if r.main != nil {
		r.mergeShapes()
		r.readBase()
		r.readDerived()
		r.readOpen()
		r.settleKind()
		r.addKeyProperty()
	}
	env.parts, env.properties, env.relationships = r.parts, r.properties, r.relationships
	return r.finish()
}

// finish returns what the page gave.
func (r *resourceReader) finish() result {
	var out result
	if m := r.main; m != nil {
		m.Properties, out.open = settled(r.properties, out.open)
		m.Relationships, out.open = settled(r.relationships, out.open)
		out.resources = append(out.resources, m)
		out.base, out.derived = r.baseTarget, r.derived
	}
	out.resources = append(out.resources, r.enums...)
	if len(out.resources) == 0 {
		r.add(0, source.Info, "resource-none", "page documents no type")
	}
	r.list.Sort()
	out.list = r.list
	return out
}

// settled turns properties into those of the model, and adds what is open.
func settled(list []property, open []openType) ([]model.Property, []openType) {
	if len(list) == 0 {
		return nil, open
	}
	out := make([]model.Property, len(list))
	for i := range list {
		out[i] = list[i].Property
		if o := list[i].open; o.isOpen() {
			o.property = &out[i]
			open = append(open, o)
		}
	}
	return out, open
}

// newResource returns a type of this page without members.
func (r *resourceReader) newResource(full, kind string, offset int) *model.Resource {
	p := r.page
	ns := p.Namespace
	if i := strings.LastIndexByte(full, '.'); i > 0 {
		ns = full[:i]
	}
	return &model.Resource{
		Schema: model.Schema, Source: p.Source, Title: p.Title, Name: full, Namespace: ns,
		Version: p.Version, Kind: kind, Pos: r.doc.Pos(offset),
	}
}

// readMain settles which type the page is about, if any.
func (r *resourceReader) readMain() {
	titled := r.titleName()
	if titled != "" {
		titled = r.page.Namespace + "." + titled
	}
	if members := r.firstPart(partMembers); members != nil && len(r.shapes) == 0 && len(r.properties) == 0 && titled != "" {
		r.enums = append(r.enums, r.enumPage(titled, members))
		return
	}
	name := r.shapeName()
	if name == "" && r.isTypePage() {
		name = titled
	}
	if name == "" {
		return
	}
	r.main = r.newResource(name, model.KindComplex, r.titleOffset())
	r.main.Description, r.main.Deprecated = r.page.Description, r.page.Deprecated
}

// enumPage reads the enum that the page is about.
func (r *resourceReader) enumPage(name string, members *part) *model.Resource {
	m := r.newResource(name, model.KindEnum, r.titleOffset())
	m.Description, m.Deprecated = r.page.Description, r.page.Deprecated
	for i := range r.parts[0].blocks {
		m.Flags = m.Flags || r.saysFlags(&r.parts[0].blocks[i])
	}
	r.memberTables(m, members.blocks)
	return m
}

// isTypePage reports whether a page without an annotation is about a type.
func (r *resourceReader) isTypePage() bool {
	if len(r.shapes) > 0 {
		return true
	}
	title := strings.ToLower(r.page.Title)
	if !locale.Contains(title, r.words.TypeTitles) {
		return false
	}
	return len(r.properties)+len(r.relationships) > 0 || strings.HasSuffix(title, "resource type")
}

// titleOffset is where the title of the page stands.
func (r *resourceReader) titleOffset() int {
	for i := range r.parts[0].blocks {
		if b := &r.parts[0].blocks[i]; b.Kind == markdown.Heading {
			return b.Offset
		}
	}
	return 0
}

// titleName is the type's name as title and file name tell it: the file name
// gives it in every language, the title its upper-case letters. It is empty
// where neither can be a name.
func (r *resourceReader) titleName() string {
	base := strings.ToLower(baseName(r.page.Source.File))
	name := base[strings.LastIndexByte(base, '-')+1:]
	if found := pickCase(name, r.page.Title); isIdentifier(found) && (found != name || r.doc.Translated) {
		return found
	}
	first, _, _ := strings.Cut(r.page.Title, " ")
	switch {
	case isIdentifier(first):
		return first
	case isIdentifier(name):
		return name
	}
	return ""
}

// settleKind tells entities from complex types: entities have a key, or can
// be called. A base type may settle it later.
func (r *resourceReader) settleKind() {
	m := r.main
	if m.KeyProperty != "" || m.BaseType == rootEntity {
		m.Kind = model.KindEntity
		return
	}
	if r.firstPart(partMethods) == nil {
		return
	}
	for i := range r.properties {
		if r.properties[i].Name == "id" {
			m.Kind = model.KindEntity
		}
	}
}

// addKeyProperty adds the key "id" that the annotation names and the page lacks. Only
// what can be called has one: annotations of other types name it by mistake.
func (r *resourceReader) addKeyProperty() {
	if r.main.KeyProperty != "id" || r.firstPart(partMethods) == nil {
		return
	}
	for i := range r.properties {
		if r.properties[i].Name == "id" {
			return
		}
	}
	id := model.Property{Name: "id", Type: "Edm.String", ReadOnly: true, Pos: r.main.Pos}
	r.properties = append(r.properties, property{Property: id, open: openType{key: true}})
}

// rootEntity is the base of every entity that names no other.
const rootEntity = defaultNamespace + ".entity"

func (r *resourceReader) firstPart(kind partKind) *part {
	for i := range r.parts {
		if r.parts[i].kind == kind {
			return &r.parts[i]
		}
	}
	return nil
}

// isIdentifier reports whether s can be the name of a property or an enum
// member of the service.
func isIdentifier(s string) bool {
	if s == "" || len(s) > 200 || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !isNameRune(rune(s[i])) {
			return false
		}
	}
	return true
}
