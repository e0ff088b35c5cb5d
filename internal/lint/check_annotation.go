package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/source"
)

// typeUse is a name in an annotation: of a type, or of a request.
type typeUse struct {
	name string
	pos  source.Pos
}

func blockTypes() []string {
	return []string{"ignored", "request", "response", "resource", "example", "samples", "simulatedResponse", "permissions"}
}

// annotationKeys lists the keys that annotations may have.
func annotationKeys() []string {
	return []string{"blockType", "name", "truncated", "@odata.type", "isCollection", "sampleKeys", "scopes", "scope", "tags",
		"isComposable", "idempotent", "target", "opaqueUrl", "isEmpty", "expectError", "optionalProperties", "keyProperty",
		"baseType", "openType", "@odata.annotations", "abstract", "@type", "requestUrls", "nullableProperties",
		"isMediaEntity", "@type.aka", "@property.aka", "sampleIds", "isAbstract", "suppressions", "description", "keywords",
		"section", "tocPath", "tocBookmarks"}
}

// checkAnnotations checks the comments that say what a code block shows.
func (p *page) checkAnnotations() {
	names := map[string]bool{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != markdown.Annotation || b.Note.Get("type") != nil {
			continue
		}
		kind := b.Note.Get("blockType")
		switch {
		case kind == nil:
			if b.Note.Get("suppressions") == nil && b.Note.Get("description") == nil {
				p.report("annotation-block-type", b.Offset, "annotation has no blockType")
			}
		case !slices.Contains(blockTypes(), kind.Text()):
			p.report("annotation-block-type", b.Offset+kind.Offset, "blockType %q is none of %s", clip(kind.Text()), strings.Join(blockTypes(), ", "))
		}
		p.checkKeys(b)
		if kind.Text() == "request" {
			name := b.Note.Get("name").Text()
			switch {
			case name == "":
				p.report("annotation-name", b.Offset, "request annotation has no name")
			case names[name]:
				p.report("annotation-name-duplicate", b.Offset, "name %q is used by two requests of the page", clip(name))
			}
			if name != "" && !names[name] {
				p.requests = append(p.requests, typeUse{name, p.Doc.Pos(b.Offset)})
			}
			names[name] = true
		}
	}
}

// checkKeys checks the values of an annotation.
func (p *page) checkKeys(b *markdown.Block) {
	for _, f := range b.Note.Fields {
		switch f.Key {
		case "truncated", "isCollection", "isEmpty", "expectError", "isComposable", "idempotent", "openType", "opaqueUrl", "abstract":
			if f.Value != nil && f.Value.Kind == loosejson.String {
				p.report("annotation-boolean", b.Offset+f.Value.Offset, "%q is the string %q, not true or false", f.Key, clip(f.Value.Str))
			}
		case "@type":
			p.report("annotation-legacy-type", b.Offset+f.Offset, "annotation names its type in %q, not %q", "@type", "@odata.type")
		case "@odata.type":
			p.useType(f.Value, b.Offset)
		default:
			p.checkKey(f, b.Offset)
		}
	}
}

func (p *page) checkKey(f loosejson.Field, at int) {
	for _, known := range annotationKeys() {
		if f.Key == known {
			return
		}
	}
	for _, known := range annotationKeys() {
		if len(known) > 3 && within(f.Key, known, 2) {
			p.report("annotation-key", at+f.Offset, "annotation has a key %q, %q is meant", clip(f.Key), known)
			return
		}
	}
}

// useType keeps a type for the check whether a page describes it.
func (p *page) useType(v *loosejson.Value, at int) {
	name := strings.TrimSpace(v.Text())
	name = strings.TrimPrefix(name, "#")
	if len(name) > 11 && strings.EqualFold(name[:11], "Collection(") {
		name = strings.TrimSuffix(name[11:], ")")
	}
	if name == "" || v == nil {
		return
	}
	p.uses = append(p.uses, typeUse{name, p.Doc.Pos(at + v.Offset)})
}
