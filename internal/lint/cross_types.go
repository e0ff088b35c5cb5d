package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// top is the beginning of a page.
func (l *linter) top(file string) source.Pos { return source.Pos{File: file, Line: 1, Column: 1} }

func (c *crossing) indexTypes() {
	c.names = map[string]bool{}
	for i, f := range c.files {
		if f.Kind != parser.KindResource {
			continue
		}
		v := f.Version + " "
		base := strings.TrimSuffix(path.Base(f.Path), ".md")
		c.names[v+strings.ToLower(base)] = true
		c.names[v+strings.ToLower(base[strings.LastIndexByte(base, '-')+1:])] = true
		for _, name := range c.pages[i].titles {
			c.names[v+name] = true
		}
		for _, t := range c.pages[i].types {
			c.names[v+strings.ToLower(lastName(t.name))] = true
		}
	}
}

// readTitles collects the words that open the headings of a resource page, in
// lower case: the types that it describes.
func (p *page) readTitles() {
	for i := range p.Doc.Blocks {
		b := &p.Doc.Blocks[i]
		if b.Kind != markdown.Heading {
			continue
		}
		word, _, _ := strings.Cut(markdown.Plain(b.Text), " ")
		word = lastName(strings.ToLower(strings.Trim(word, ".:")))
		if word != "" {
			p.titles = append(p.titles, word)
		}
	}
}

// checkTypeUses finds types that annotations name and no page describes.
func (c *crossing) checkTypeUses() {
	if len(c.names) == 0 {
		return
	}
	for i, f := range c.files {
		for _, u := range c.pages[i].uses {
			if c.isKnown(f.Version, u.name) {
				continue
			}
			c.out = append(c.out, c.finding("type-unknown", u.pos, "annotation names the type %q, which no resource page of %s describes", clip(u.name), f.Version))
		}
	}
}

func (c *crossing) isKnown(version, name string) bool {
	if _, ok := c.loc.Type(name); ok || strings.HasPrefix(name, "Edm.") {
		return true
	}
	last := strings.ToLower(lastName(name))
	if _, ok := c.loc.Type(last); ok {
		return true
	}
	return c.names[version+" "+last] || last == "stream" || last == "entity"
}

// checkDescribedTypes finds types that tables and texts name and no page
// describes, and properties of which the page says no more than that they hold
// JSON.
func (c *crossing) checkDescribedTypes(types *declarations) {
	for _, r := range c.api.Resources {
		for _, list := range [...][]model.Property{r.Properties, r.Relationships} {
			for i := range list {
				c.checkPropertyType(types, r.Version, r.Name, &list[i])
			}
		}
	}
	for _, p := range c.api.Pages {
		body := &p.RequestBody
		for i := range body.Properties {
			c.checkPropertyType(types, p.Version, "the request body", &body.Properties[i])
		}
		if !strings.HasPrefix(body.Type, "requestBodyResourceFor.") && c.isUndescribed(types, p.Version, body.Type) {
			c.out = append(c.out, c.finding("type-unknown", body.Pos, "page sends the type %q, which no resource page of %s describes", clip(body.Type), p.Version))
		}
		c.checkAnswerTypes(types, p)
		c.checkParameterTypes(types, p)
	}
	c.checkNamedProperties(types)
	c.checkSpelledTypes(types)
}

// checkSpelledTypes finds annotations that name a type in other case than its
// page, or without its namespace.
func (c *crossing) checkSpelledTypes(types *declarations) {
	for i, f := range c.files {
		for _, u := range c.pages[i].uses {
			name := u.name
			if _, primitive := c.loc.Type(name); primitive {
				continue
			}
			if !strings.Contains(name, ".") {
				name = "microsoft.graph." + name
			}
			if t := types.get(f.Version, name); t != nil && t.name != u.name {
				c.out = append(c.out, c.finding("annotation-type-spelling", u.pos, "annotation names the type %q, its page %q", clip(u.name), clip(t.name)))
			}
		}
	}
}

// checkNamedProperties finds properties that the annotation of a type names and
// its page does not describe.
func (c *crossing) checkNamedProperties(types *declarations) {
	for i, f := range c.files {
		for _, t := range c.pages[i].types {
			d := types.get(f.Version, t.name)
			if d == nil || d.open && d.described <= 2 {
				continue
			}
			for _, n := range t.named {
				if types.property(f.Version, d, n.name) == nil && !strings.Contains(n.name, "@") {
					c.out = append(c.out, c.finding("annotation-property", n.pos, "annotation names the property %q, and no table of %q has it", clip(n.name), d.name))
				}
			}
		}
	}
}

// checkAnswerTypes is the same for the answers of a page, but for the types
// that its annotations name.
func (c *crossing) checkAnswerTypes(types *declarations, p *model.Page) {
	for i := range p.Responses {
		r := &p.Responses[i]
		if !c.isUndescribed(types, p.Version, r.Type) || slices.ContainsFunc(c.pages[c.index[p.Source.File]].uses, func(u typeUse) bool {
			return strings.EqualFold(lastName(u.name), lastName(r.Type))
		}) {
			continue
		}
		c.out = append(c.out, c.finding("type-unknown", r.Pos, "page answers with the type %q, which no resource page of %s describes", clip(r.Type), p.Version))
	}
}

func (c *crossing) checkPropertyType(types *declarations, version, owner string, p *model.Property) {
	switch {
	case strings.EqualFold(p.Type, anyJSON), p.Type == "Edm.Untyped":
		c.out = append(c.out, c.finding("property-any", p.Pos, "property %q of %q may hold any JSON", clip(p.Name), clip(owner)))
	case c.isUndescribed(types, version, p.Type):
		c.out = append(c.out, c.finding("type-unknown", p.Pos, "property %q has the type %q, which no resource page of %s describes", clip(p.Name), clip(p.Type), version))
	}
}

func (c *crossing) isUndescribed(types *declarations, version, name string) bool {
	return name != "" && !strings.HasPrefix(name, "Edm.") && !strings.EqualFold(name, anyJSON) && types.get(version, name) == nil &&
		!strings.EqualFold(name, rootEntity) && c.typeLike(types, version, name) == nil
}
