package parser

import (
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/lookup"
	"github.com/graphgen/graphgen/parser/markdown"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// readEnums reads the headings that list the values of an enum or of a
// property.
func (r *resourceReader) readEnums() {
	for i := range r.parts {
		p := &r.parts[i]
		if p.kind != partValues {
			continue
		}
		name, plain := valuesName(p)
		if name == "" {
			continue
		}
		m := r.newResource(r.page.Namespace+"."+name, model.KindEnum, p.offset)
		m.Title = markdown.Plain(p.title)
		r.memberTables(m, p.blocks)
		if len(m.Members) == 0 || r.valuesOfProperty(name, m.Members) || !plain {
			continue
		}
		r.enums = append(r.enums, m)
	}
}

// valuesName returns the name that a heading such as "changeType values"
// names; plain is false where the heading need not be about an enum.
func valuesName(p *part) (name string, plain bool) {
	slug := trimRepeat(p.slug)
	for _, suffix := range valueSuffixes {
		head, ok := strings.CutSuffix(slug, suffix)
		if !ok {
			continue
		}
		for _, word := range [...]string{"-property", "-enumeration", "-enum"} {
			head = strings.TrimSuffix(head, word)
		}
		if !isIdentifier(head) {
			return "", false
		}
		return pickCase(head, p.title), suffix != "-options"
	}
	return "", false
}

// valuesOfProperty gives the members to the property called name, if the page
// has it as a string.
func (r *resourceReader) valuesOfProperty(name string, members []model.Member) bool {
	first := r.ofProperties.findFolded(r.properties, name)
	for i := max(first, 0); first >= 0 && i < len(r.properties); i++ {
		p := &r.properties[i]
		if !strings.EqualFold(p.Name, name) || p.Type != "Edm.String" && p.Type != "" {
			continue
		}
		p.Values, p.open.listed = nil, true
		for _, m := range members {
			p.Values = append(p.Values, m.Name)
		}
		return true
	}
	return false
}

// memberTables adds the rows of every table of members among blocks.
func (r *resourceReader) memberTables(m *model.Resource, blocks []markdown.Block) {
	var names lookup.Index[string]
	for i := range blocks {
		switch b := &blocks[i]; {
		case b.Table != nil:
			r.memberTable(m, b.Table, &names)
		case b.Kind == markdown.Paragraph:
			m.Flags = m.Flags || r.saysFlags(b)
			if m.Description == "" && !b.List && !b.Quote {
				m.Description = markdown.Plain(b.Text)
			}
		}
	}
}

// saysFlags reports whether a text says that the values of an enum combine.
func (r *resourceReader) saysFlags(b *markdown.Block) bool {
	return locale.Contains(strings.ToLower(b.Text), r.words.Flags)
}

// memberTable adds the rows of t. Its columns are told apart by what they
// hold, since translated pages translate their headers.
func (r *resourceReader) memberTable(m *model.Resource, t *markdown.TableData, names *lookup.Index[string]) {
	text := 1
	numeric := mostlyNumbers(t)
	if numeric || len(t.Header.Cells) > 2 {
		text = 2
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		x, ok := r.member(row)
		if !ok {
			continue
		}
		if numeric {
			if v, err := strconv.ParseInt(number(row.Cell(1)), 0, 64); err == nil {
				x.Value, x.HasValue = v, true
			}
		}
		x.Description = markdown.Plain(row.Cell(text))
		if names.Find(x.Name, len(m.Members), func(i int) string { return m.Members[i].Name }) >= 0 {
			r.add(row.At(0), source.Info, "member-duplicate", "enum member %q stands twice", x.Name)
			continue
		}
		m.Members = append(m.Members, x)
	}
}

// mostlyNumbers reports whether the second column holds the numeric values.
func mostlyNumbers(t *markdown.TableData) bool {
	count := 0
	for i := range t.Rows {
		if _, err := strconv.ParseInt(number(t.Rows[i].Cell(1)), 0, 64); err == nil {
			count++
		}
	}
	return count > 0 && 2*count >= len(t.Rows)
}

// number returns the digits of a cell without the marks around them.
func number(cell string) string { return strings.Trim(cell, "*` ") }

func memberNamed(members []model.Member, name string) int {
	for i := range members {
		if members[i].Name == name {
			return i
		}
	}
	return -1
}

// member reads the name of a row of members.
func (r *resourceReader) member(row *markdown.Row) (model.Member, bool) {
	name, note := propertyName(row.Cell(0))
	name = r.joinName(strings.Trim(name, `"'., `))
	if name == "" {
		return model.Member{}, false
	}
	switch {
	case isIdentifier(name):
	case r.isTranslated() && !isValue(name):
		// other pages may tell the name
	case !isValue(name):
		r.add(row.At(0), source.Warning, "member-unreadable", "enum member %q is no value that a service can send", name)
		return model.Member{}, false
	default:
		r.add(row.At(0), source.Info, "member-name", "enum member %q is no identifier", name)
	}
	return model.Member{Name: name, Description: note, Pos: r.doc.Pos(row.At(0))}, true
}
