package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// typeFacts is a type as the annotation of its page names it.
type typeFacts struct {
	name  string // full
	pos   source.Pos
	named []typeUse // properties that the annotation names
}

// keepRepresentation keeps what stands above the JSON of a resource.
func (p *page) keepRepresentation(m *message) {
	t := &typeFacts{pos: p.Doc.Pos(m.noteAt)}
	t.name, _ = cutCollectionType(m.note.Get("@odata.type").Text())
	t.name = strings.TrimSpace(t.name)
	t.named = p.namedProperties(m)
	p.types = append(p.types, t)
	p.useType(m.note.Get("baseType"), m.noteAt)
}

// namedProperties returns the properties that an annotation names.
func (p *page) namedProperties(m *message) []typeUse {
	var out []typeUse
	keep := func(v *loosejson.Value) {
		if name := v.Text(); name != "" {
			out = append(out, typeUse{name, p.Doc.Pos(m.noteAt + v.Offset)})
		}
	}
	if list := m.note.Get("optionalProperties"); list != nil {
		for _, v := range list.Items {
			if v != nil {
				keep(v)
			}
		}
	}
	if key := m.note.Get("keyProperty"); key != nil {
		keep(key)
	}
	return out
}

// checkResource checks the page of a resource.
func (p *page) checkResource() {
	p.readTitles()
	p.readMethods()
	p.checkRepresentationNote()
	if len(p.types) != 1 {
		return // no annotation, or more types than can be told apart
	}
	t := p.types[0]
	p.checkNamespaceOf(t)
	p.checkTitleOf(t)
}

// checkRepresentationNote looks for the annotation above the representation.
func (p *page) checkRepresentationNote() {
	if len(p.types) > 0 {
		return
	}
	noted := false
	for i := range p.blocks {
		switch b := &p.blocks[i]; b.Kind {
		case markdown.Annotation:
			noted = b.Note.Get("blockType") != nil || noted
		case markdown.Fence:
			if p.zones[i] == zoneRepresentation && !noted && strings.HasPrefix(strings.TrimSpace(b.Text), "{") {
				p.report("resource-annotation", b.Offset, "JSON representation has no annotation above it")
				return
			}
		}
	}
}

// checkNamespaceOf compares the namespace of the page with that of its type.
func (p *page) checkNamespaceOf(t *typeFacts) {
	line, at := p.namespaceLine()
	i := strings.LastIndexByte(t.name, '.')
	if line == "" || i < 0 || !strings.HasPrefix(t.name, "microsoft.graph") {
		return
	}
	if have := t.name[:i]; !strings.EqualFold(have, line) {
		p.report("namespace-mismatch", at, "namespace is %q, the annotation's type is %q", line, t.name)
	}
}

// namespaceLine returns the namespace that the page names below its title.
func (p *page) namespaceLine() (name string, at int) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind == markdown.Heading && b.Level > 1 {
			break
		}
		if b.Kind != markdown.Paragraph {
			continue
		}
		j := strings.Index(b.Text, "microsoft.graph")
		if j <= 0 || j > 40 || strings.IndexByte(b.Text[:j], '"') >= 0 || strings.IndexByte(b.Text[:j], ':') < 0 && !strings.Contains(b.Text[:j], "：") {
			continue // a quote: JSON in the text
		}
		name = b.Text[j:]
		if k := strings.IndexFunc(name, func(c rune) bool { return !isScopeRune(c) && c != '.' }); k >= 0 {
			name = name[:k]
		}
		return name, b.Offset + j
	}
	return "", 0
}

func isScopeRune(c rune) bool { return c < 0x80 && isScopeByte(byte(c)) }

// checkTitleOf compares the title of the page with the name of its type.
func (p *page) checkTitleOf(t *typeFacts) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Heading || b.Level != 1 {
			continue
		}
		title := markdown.Plain(b.Text)
		name, _, ok := strings.Cut(title, " resource type")
		if !ok || !p.english {
			return
		}
		name = strings.TrimPrefix(name, "microsoft.graph.")
		if have := locale.Key(name); have != locale.Key(lastName(t.name)) && have != locale.Key(t.name) && t.name != "" && !strings.HasSuffix(locale.Key(t.name), have) {
			p.report("resource-title", b.Offset, "title names %q, the annotation %q", clip(name), t.name)
		}
		return
	}
}

func lastName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
