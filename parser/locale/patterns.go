package locale

import (
	"cmp"
	"slices"
	"strings"
)

// pattern is the slug of a heading around a name, such as "valeurs-*".
type pattern struct{ before, after, english string }

// patterns are found by the first byte of what stands before the name, or where
// nothing does by the last byte: most headings hold no name.
type patterns struct{ first, last [256][]pattern }

func (p *patterns) add(one pattern) {
	if one.before != "" {
		p.first[one.before[0]] = append(p.first[one.before[0]], one)
	} else {
		end := one.after[len(one.after)-1]
		p.last[end] = append(p.last[end], one)
	}
}

// sort puts longer patterns first.
func (p *patterns) sort() {
	for i := range p.first {
		slices.SortFunc(p.first[i], longer)
		slices.SortFunc(p.last[i], longer)
	}
}

func longer(a, b pattern) int {
	return cmp.Or(len(b.before)+len(b.after)-len(a.before)-len(a.after), strings.Compare(a.before, b.before), strings.Compare(a.after, b.after))
}

// english returns the English slug for the longest pattern that a slug has.
func (p *patterns) english(slug string) (string, bool) {
	if slug == "" {
		return "", false
	}
	var best *pattern
	for _, list := range [...][]pattern{p.first[slug[0]], p.last[slug[len(slug)-1]]} {
		i := slices.IndexFunc(list, func(one pattern) bool { return one.holds(slug) })
		if i >= 0 && (best == nil || longer(list[i], *best) < 0) {
			best = &list[i]
		}
	}
	if best == nil {
		return "", false
	}
	return strings.Replace(best.english, "*", best.name(slug), 1), true
}

// holds reports whether a slug is one of the pattern, with a name.
func (p *pattern) holds(slug string) bool {
	if len(slug) <= len(p.before)+len(p.after) || !strings.HasPrefix(slug, p.before) || !strings.HasSuffix(slug, p.after) {
		return false
	}
	return strings.HasSuffix(p.english, "-*") || IsASCII(p.name(slug))
}

func (p *pattern) name(slug string) string { return slug[len(p.before) : len(slug)-len(p.after)] }
