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

// fields prints fields in columns, as gofmt does: the lines between two
// comments share them.
func (p *page) fields(list []field) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && len(list[n].doc) == 0 {
			n++
		}
		p.run(list[:n])
		list = list[n:]
	}
}

// run prints fields of which only the first may have a comment.
func (p *page) run(list []field) {
	names, types := 0, 0
	if len(list) > 1 {
		for i := range list {
			names = max(names, utf8.RuneCountInString(list[i].name))
			types = max(types, p.typeWidth(list[i].typ))
		}
	}
	p.comment("\t", list[0].doc)
	for i := range list {
		f := &list[i]
		p.write("\t")
		p.pad(names, func() { p.name(f.name) })
		if f.key == "" {
			p.typeOf(f.typ)
			p.write("\n")
			continue
		}
		p.pad(types, func() { p.typeOf(f.typ) })
		if f.key == assigned {
			p.write("= ")
			p.quoted(f.value)
		} else {
			p.tag(f.key, f.value)
		}
		p.write("\n")
	}
}

// pad prints a column and the blanks behind it.
func (p *page) pad(width int, column func()) {
	start := len(p.out)
	column()
	for n := utf8.RuneCount(p.out[start:]); n < width; n++ {
		p.out = append(p.out, ' ')
	}
	p.out = append(p.out, ' ')
}

// typeWidth is the width of a type in print.
func (p *page) typeWidth(t ir.Type) int {
	start := len(p.out)
	p.typeOf(t)
	width := utf8.RuneCount(p.out[start:])
	p.out = p.out[:start]
	return width
}
