package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// partKind says what a part of a resource page tells.
type partKind int

const (
	partOther    partKind = iota
	partPreamble          // from the title to the first heading
	partProperties
	partRelationships
	partMembers // of the enum that the page is about
	partValues  // of an enum or a property that the heading names
	partMethods
	partShape // the JSON representation
)

// part is what stands below one heading, up to the next of any level.
type part struct {
	kind   partKind
	slug   string
	title  string
	offset int
	blocks []markdown.Block
}

var partsOfSlugs = map[string]partKind{
	"properties": partProperties, "property": partProperties,
	"relationships": partRelationships, "relationship": partRelationships, "navigation-properties": partRelationships,
	"members": partMembers, "member": partMembers, "enum-members": partMembers, "enumeration-members": partMembers,
	"methods": partMethods, "tasks": partMethods,
	"json-representation": partShape, "json": partShape, "representation": partShape,
}

// valueSuffixes end the headings of lists of values, such as "state values".
var valueSuffixes = [...]string{"-values", "-value", "-enumeration", "-enum", "-options"}

func partOfSlug(slug string) partKind {
	slug = trimRepeat(slug)
	if k, ok := partsOfSlugs[slug]; ok {
		return k
	}
	for _, suffix := range valueSuffixes {
		if strings.HasSuffix(slug, suffix) {
			return partValues
		}
	}
	switch {
	case strings.HasPrefix(slug, "properties-of-"):
		return partOther
	case strings.HasSuffix(slug, "-properties"):
		return partProperties
	}
	return partOther
}

// splitParts cuts a page at its headings, and appends the parts to parts. The
// title opens no part.
func splitParts(parts []part, blocks []markdown.Block) []part {
	parts = append(parts, part{kind: partPreamble})
	start, titled := 0, false
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markdown.Heading {
			continue
		}
		if b.Level == 1 && !titled {
			titled = true
			continue
		}
		kind := partOfSlug(b.Slug)
		parts[len(parts)-1].blocks = blocks[start:i]
		parts = append(parts, part{kind: kind, slug: b.Slug, title: b.Text, offset: b.Offset})
		start = i + 1
	}
	parts[len(parts)-1].blocks = blocks[start:]
	return parts
}
