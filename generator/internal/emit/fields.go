package emit

import (
	"unicode/utf8"

	"github.com/graphgen/graphgen/generator/ir"
)

// field is a line of a struct, or of a block of constants.
type field struct {
	doc  []string
	name string
	typ  ir.Type
	// key and value are those of the tag, where the field has one; for a
	// constant the key is assigned.
	key, value string
}

const assigned = "="

// fields prints n fields in columns, as gofmt does: the lines between two
// comments share them.
func (p *page) fields(n int, at func(i int) field) {
	for from := 0; from < n; {
		to := from + 1
		for to < n && len(at(to).doc) == 0 {
			to++
		}
		names, types := 0, 0
		for i := from; i < to && to > from+1; i++ {
			f := at(i)
			names, types = max(names, utf8.RuneCountInString(f.name)), max(types, p.typeWidth(f.typ))
		}
		for ; from < to; from++ {
			p.field(at(from), names, types)
		}
	}
}

// field prints a field in columns of the given widths.
func (p *page) field(f field, names, types int) {
	p.comment("\t", f.doc)
	p.write("\t", p.id(f.name))
	p.pad(names - utf8.RuneCountInString(f.name))
	start := len(p.out)
	p.typeOf(f.typ)
	if f.key != "" {
		p.pad(types - utf8.RuneCount(p.out[start:]))
	}
	switch f.key {
	case "":
	case assigned:
		p.write("= ")
		p.quoted(f.value)
	default:
		p.tag(f.key, f.value)
	}
	p.write("\n")
}

// pad prints what is left of a column, and the blank behind it.
func (p *page) pad(n int) {
	p.write(" ")
	for range n {
		p.write(" ")
	}
}

// typeWidth is the width of a type in print.
func (p *page) typeWidth(t ir.Type) int {
	start := len(p.out)
	p.typeOf(t)
	width := utf8.RuneCount(p.out[start:])
	p.out = p.out[:start]
	return width
}
