package parser

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

// token is a scope in a cell.
type token struct {
	name       string
	start, end int
}

// maxTogether is how many scopes a cell may have that asks for several
// together; the pages have 8.
const maxTogether = 64

// together reads which of the cell's scopes must be held together, from what
// stands between them. "And" binds closer than a comma, and "plus" less close:
//
//	A and C, B and C    A or B, and C
//	A, B plus C         A or B, and C
//	A, B and C          all three: "and" is the last separator of one list
//
// It returns nil where any one of the scopes will do. A cell is vague if it has
// an "and" and does not tell what for; then nothing is known to be together.
func (p *permissionReader) together(text string) (sets [][]string, vague bool) {
	joints, clear := p.joints(text)
	if !slices.Contains(joints, locale.And) && !slices.Contains(joints, locale.Plus) {
		return nil, false
	}
	if !clear || len(p.tokens) > maxTogether || !joinLists(joints) {
		return nil, true
	}
	var part, item [][]string
	for i, t := range p.tokens {
		if i > 0 && joints[i-1] != locale.And {
			part, item = model.Either(part, item), nil
		}
		if i > 0 && joints[i-1] == locale.Plus {
			sets, part = append(sets, part...), nil
		}
		item = append(item, []string{t.name})
	}
	return append(sets, model.Either(part, item)...), false
}

// joints returns what stands between the scopes, and whether that, and what
// stands before and behind them, is all there is to the cell.
func (p *permissionReader) joints(text string) (joints []locale.Joint, clear bool) {
	clear = true
	for i := 1; i < len(p.tokens); i++ {
		joint, ok := p.joint(text[p.tokens[i-1].end:p.tokens[i].start])
		joints, clear = append(joints, joint), clear && ok
	}
	before := text[:p.tokens[0].start]
	behind := jointKey(text[p.tokens[len(p.tokens)-1].end:])
	opens := isTableLabel(before) || jointKey(before) == "" || p.loc.Joint(jointKey(before)) == locale.Start
	return joints, clear && opens && strings.Trim(behind, ".,;。") == ""
}

// joint reads what stands between two scopes. An "and" behind a comma is not
// clear: it may go with what stands before the comma.
func (p *permissionReader) joint(between string) (joint locale.Joint, clear bool) {
	if i := max(strings.LastIndexByte(between, '<'), strings.LastIndexByte(between, ';')); i >= 0 && isTableLabel(between[i:]) {
		return locale.Or, true // the name of what the next scopes are for, on a line of its own
	}
	key := jointKey(between)
	word := strings.Trim(key, ",、，;；/")
	joint = p.loc.Joint(word)
	switch {
	case word == "":
		return comma, key != ""
	case joint == locale.And && word != key:
		return joint, false
	}
	return joint, joint != ""
}

// isTableLabel reports whether a text ends as one that names what follows.
func isTableLabel(text string) bool {
	text = strings.TrimRight(text, " *_\u00a0")
	return strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
}

// jointKey is a text in lower case without what only dresses it. Line breaks
// count as commas.
func jointKey(s string) string {
	for _, br := range [...]string{"<br>", "<br/>", "<br />", "</br>"} {
		s = strings.ReplaceAll(s, br, ",")
	}
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t\u00a0\u200b*`_\\)", c) {
			return -1
		}
		return c
	}, strings.ToLower(s))
}

// comma is what parts the scopes of a list. It binds as "or" does.
const comma locale.Joint = ","

// joinLists makes each comma of a list whose last separator alone is "and" an
// "and" too, in every part of a cell. It fails for "A or B and C", which may mean
// two things.
func joinLists(joints []locale.Joint) bool {
	for start := 0; start < len(joints); start++ {
		part := joints[start:]
		if i := slices.Index(part, locale.Plus); i >= 0 {
			part = part[:i]
		}
		start += len(part)
		if n := len(part); n == 0 || slices.Index(part, locale.And) != n-1 {
			continue
		}
		for i, joint := range part[:len(part)-1] {
			if joint != comma {
				return false
			}
			part[i] = locale.And
		}
	}
	return true
}

// addCell adds what a further cell says to an entry: who has what one of the cells
// asks for may call the operation.
func (p *permissionReader) addCell(e *model.Permission, c scopeCell) {
	kept := e.Join(&model.Permission{Scopes: c.scopes, AllOf: c.together})
	if c.vague || !kept {
		e.AllOf = nil
		p.vague(e)
	}
}

// settleTogether takes scopes for alternatives after all, where a cell has
// nothing but "A and B" or "A, B and C" and another cell of the table lists them
// as alternatives.
func (p *permissionReader) settleTogether(entries []model.Permission) {
	var either []*model.Permission
	for i := range entries {
		if e := &entries[i]; e.AllOf == nil && len(e.Scopes) > 1 {
			either = append(either, e)
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.AllOf == nil || slices.ContainsFunc(e.AllOf, func(set []string) bool { return len(set) > 1 }) {
			continue
		}
		if slices.ContainsFunc(either, func(other *model.Permission) bool { return holdsAll(other.Scopes, e.Scopes) }) {
			e.AllOf = nil
			p.vague(e)
		}
	}
}

func holdsAll(list, all []string) bool {
	return !slices.ContainsFunc(all, func(s string) bool { return !slices.Contains(list, s) })
}

// vague reports a cell whose "and" may mean two things.
func (p *permissionReader) vague(e *model.Permission) {
	p.list.Add(e.Pos, source.Warning, "permission-and", "cell does not tell whether one of %s is enough, as it is read, or several are needed",
		clipText(strings.Join(e.Scopes[:min(len(e.Scopes), maxTogether)], ", ")))
}
