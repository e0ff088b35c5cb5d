package lint

import (
	"path"
	"strings"

	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// top is the beginning of a page.
func (l *linter) top(file string) source.Pos { return source.Pos{File: file, Line: 1, Column: 1} }

func (c *crossing) indexTypes() {
	c.types, c.names = map[string]*typeFacts{}, map[string]bool{}
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
			key := v + strings.ToLower(t.name)
			if _, twice := c.types[key]; twice {
				t = &typeFacts{name: t.name, open: true} // described twice: nothing is sure
			}
			c.types[key] = t
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
	if len(c.types) == 0 {
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

// typeOf returns the facts of a type, nil where no page describes it alone.
func (c *crossing) typeOf(version, name string) *typeFacts {
	if name == "" {
		return nil
	}
	name = strings.ToLower(name)
	if !strings.Contains(name, ".") {
		name = "microsoft.graph." + name
	}
	return c.types[version+" "+name]
}

// lookup finds a property in the type or its bases. Sure is false where a
// base is unknown or the type takes any property.
func (c *crossing) lookup(version string, t *typeFacts, name string) (f typeField, found, sure bool) {
	for range 10 {
		if f, ok := t.fields[name]; ok {
			return f, true, true
		}
		if t.open || !t.tabled || t.json[name] {
			return typeField{}, false, false
		}
		if t.base == "" || strings.EqualFold(t.base, "microsoft.graph.entity") {
			return typeField{}, name == "id", true
		}
		if t = c.typeOf(version, t.base); t == nil {
			return typeField{}, false, false
		}
	}
	return typeField{}, false, false
}
