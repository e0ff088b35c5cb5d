package lint

import "strings"

// scope is a permission's name in its three parts.
type scope struct {
	name, resource, access, limit string
	at                            int // offset in the cell
}

func newScope(name string, at int) scope {
	s := scope{name: name, at: at}
	s.resource, s.access, _ = strings.Cut(name, ".")
	s.access, s.limit, _ = strings.Cut(s.access, ".")
	return s
}

// accessRank orders the kinds of access that include each other; zero for
// the others.
func accessRank(access string) int {
	switch access {
	case "ReadBasic":
		return 1
	case "Read":
		return 2
	case "ReadWrite":
		return 3
	}
	return 0
}

// limitRank orders the limits that include each other; zero for the others.
func limitRank(limit string) int {
	switch limit {
	case "":
		return 1
	case "All":
		return 2
	}
	return 0
}

// narrower reports whether s allows less than t, and nothing that t does not.
// It says so only where the names alone leave no doubt.
func (s scope) narrower(t scope) bool {
	if s.resource != t.resource || s.name == t.name {
		return false
	}
	a, b := accessRank(s.access), accessRank(t.access)
	if s.access != t.access && (a == 0 || b == 0) {
		return false
	}
	c, d := limitRank(s.limit), limitRank(t.limit)
	if s.limit != t.limit && (c == 0 || d == 0) {
		return false
	}
	return a <= b && c <= d
}

// scopesOf finds the names of scopes in a cell, in the order of the page.
func scopesOf(cell string) []scope {
	if strings.IndexByte(cell, '.') < 0 {
		return nil
	}
	var out []scope
	for i := 0; i < len(cell); i++ {
		if !isScopeByte(cell[i]) {
			continue
		}
		start, dots := i, 0
		for i < len(cell) && (isScopeByte(cell[i]) || cell[i] == '.' && i+1 < len(cell) && isScopeByte(cell[i+1])) {
			if cell[i] == '.' {
				dots++
			}
			i++
		}
		if name := cell[start:i]; dots > 0 && name[0] >= 'A' && name[0] <= 'Z' && !strings.HasSuffix(name, ".md") {
			out = append(out, newScope(name, start))
		}
	}
	return out
}

func isScopeByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '_'
}
