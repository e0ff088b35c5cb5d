package model

import (
	"slices"
	"strings"
)

// Sets returns what the account type needs as sets of scopes: one scope of
// each. It returns nil where no scope is needed or known.
func (p *Permission) Sets() [][]string {
	switch {
	case p.AllOf != nil:
		return p.AllOf
	case len(p.Scopes) > 0:
		return [][]string{p.Scopes}
	}
	return nil
}

// SameNeeds reports whether p and q ask for the same scopes, in any order.
func (p *Permission) SameNeeds(q *Permission) bool {
	return p.Supported == q.Supported && p.Meets(q) && q.Meets(p)
}

// Meets reports whether whatever scopes are enough for p are enough for q.
func (p *Permission) Meets(q *Permission) bool {
	return !slices.ContainsFunc(q.Sets(), func(set []string) bool {
		return !slices.ContainsFunc(p.Sets(), func(other []string) bool { return holds(set, other) })
	})
}

// SetAllOf makes sets what is needed, in the order of p.Scopes. Sets that
// another one implies go; where only the set of all scopes is left, AllOf is
// nil, as it is for none.
func (p *Permission) SetAllOf(sets [][]string) {
	all := p.inOrder(needed(sets))
	if len(all) == 1 && len(all[0]) == len(p.Scopes) {
		all = nil
	}
	p.AllOf = all
}

// maxJoined is how many scopes Join keeps together; the pages have 8.
const maxJoined = 64

// Join adds the scopes of q, which stand elsewhere for the same: who has what p
// or q asks for may call the operation. Of too many scopes any one will do, and
// Join returns false.
func (p *Permission) Join(q *Permission) (kept bool) {
	var sets [][]string
	together := p.AllOf != nil || q.AllOf != nil
	kept = !together || len(p.Scopes)+len(q.Scopes) <= maxJoined
	if together && kept {
		sets = Either(p.Sets(), q.Sets())
	}
	for _, s := range q.Scopes {
		if !slices.Contains(p.Scopes, s) {
			p.Scopes = append(p.Scopes, s)
		}
	}
	p.SetAllOf(sets)
	return kept
}

// inOrder returns lists of scopes in the order of p.Scopes, and each of them in
// that order.
func (p *Permission) inOrder(lists [][]string) [][]string {
	byPlace := func(a, b string) int { return slices.Index(p.Scopes, a) - slices.Index(p.Scopes, b) }
	var out [][]string
	for _, list := range lists {
		out = append(out, slices.Compact(slices.SortedFunc(slices.Values(list), byPlace)))
	}
	slices.SortFunc(out, func(a, b []string) int { return slices.CompareFunc(a, b, byPlace) })
	return out
}

// maxSets bounds what Either makes of demands: no page has a tenth of it.
const maxSets = 64

// Either returns what is needed where any of two demands will do, each of which
// takes one scope of each of its sets. Without sets a demand says nothing. Of
// too many sets it makes one: any scope of it will do.
func Either(a, b [][]string) [][]string {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	case len(a)*len(b) > maxSets:
		return [][]string{union(slices.Concat(a...), slices.Concat(b...))}
	}
	var all [][]string
	for _, x := range a {
		for _, y := range b {
			all = append(all, union(x, y))
		}
	}
	return needed(all)
}

// union returns the members of a and b without repeats.
func union(a, b []string) []string {
	var out []string
	for _, list := range [...][]string{a, b} {
		for _, s := range list {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// needed leaves out the sets that hold all of another one: who has one of that
// has one of them.
func needed(sets [][]string) [][]string {
	var out [][]string
	for i, set := range sets {
		if !slices.ContainsFunc(sets[:i], func(other []string) bool { return holds(set, other) }) &&
			!slices.ContainsFunc(sets[i+1:], func(other []string) bool { return len(other) < len(set) && holds(set, other) }) {
			out = append(out, set)
		}
	}
	return out
}

func holds(set, other []string) bool {
	return !slices.ContainsFunc(other, func(s string) bool { return !slices.Contains(set, s) })
}

// ScopeText tells the scopes: "A, B" where any one will do, "(A or B) and C" or
// "A and B, or C", whichever is shorter, where several must be held together.
func (p *Permission) ScopeText() string {
	if p.AllOf == nil {
		return strings.Join(p.Scopes, ", ")
	}
	alternatives, all := p.alternatives()
	if !all || len(slices.Concat(p.AllOf...)) < len(slices.Concat(alternatives...)) {
		return joinAll(p.AllOf, " and ", func(set []string) string {
			if len(set) == 1 {
				return set[0]
			}
			return "(" + strings.Join(set, " or ") + ")"
		})
	}
	return joinAll(alternatives, ", or ", func(all []string) string { return strings.Join(all, " and ") })
}

// alternatives returns the lists of scopes of which each is enough, if they are
// not too many.
func (p *Permission) alternatives() (out [][]string, all bool) {
	for _, set := range p.AllOf {
		if len(out)*len(set) > maxSets {
			return nil, false
		}
		var one [][]string
		for _, s := range set {
			one = append(one, []string{s})
		}
		out = Either(out, one) // all of a list and one of a set, as lists: one of a set or of another, as sets
	}
	return p.inOrder(out), true
}

func joinAll(lists [][]string, sep string, text func([]string) string) string {
	texts := make([]string, len(lists))
	for i, list := range lists {
		texts[i] = text(list)
	}
	return strings.Join(texts, sep)
}
