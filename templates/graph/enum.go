package graph

import "strings"

// Flags gives the members of an enum whose values are combined, such as
// "read,write".
func Flags[E ~string](value E) []E {
	var out []E
	for part := range strings.SplitSeq(string(value), ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, E(part))
		}
	}
	return out
}

// JoinFlags combines members of an enum.
func JoinFlags[E ~string](members ...E) E {
	parts := make([]string, len(members))
	for i, m := range members {
		parts[i] = string(m)
	}
	return E(strings.Join(parts, ","))
}

// HasFlag reports whether a combined value has a member.
func HasFlag[E ~string](value, member E) bool {
	for _, m := range Flags(value) {
		if m == member {
			return true
		}
	}
	return false
}
