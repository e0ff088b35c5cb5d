package sdk

import (
	"slices"
	"strings"
)

// Relevant returns the rows of one mode that a call of an operation may fall
// under. Where its pages have several, because they serve several kinds of
// resource or uses, these are
//
//   - the rows without a context, if any: the others are about a special use;
//   - or, for a path below /me, those that are not about acting on others;
//   - or the rows about a resource that the path names, such as chats;
//   - or all.
func Relevant(operation string, rows []Requirement, mode string) []Requirement {
	_, path, _ := strings.Cut(operation, " ")
	path = strings.ToLower(path)
	rows = keep(rows, func(r Requirement) bool { return r.Mode == mode })
	for _, rule := range []func(context string) bool{
		func(context string) bool { return context == "" },
		func(context string) bool { return strings.HasPrefix(path, "/me") && isAboutSelf(context) },
		func(context string) bool { return names(path, context) },
	} {
		if some := keep(rows, func(r Requirement) bool { return rule(strings.ToLower(r.Context)) }); len(some) > 0 {
			return some
		}
	}
	return rows
}

// isAboutSelf reports whether a context is about acting on the signed-in user.
func isAboutSelf(context string) bool {
	context = strings.ReplaceAll(strings.ToLower(context), "-", " ")
	return strings.Contains(context, "self") || strings.Contains(context, "signed in user")
}

func keep(rows []Requirement, rule func(Requirement) bool) []Requirement {
	return slices.DeleteFunc(slices.Clone(rows), func(r Requirement) bool { return !rule(r) })
}

// names reports whether a segment of a path is the resource that a context is
// about, in the singular or the plural.
func names(path, context string) bool {
	words := strings.Fields(context)
	if len(words) == 0 || slices.Contains(words, "other") {
		return false
	}
	resource := strings.TrimSuffix(words[len(words)-1], "s")
	return slices.ContainsFunc(strings.Split(path, "/"), func(segment string) bool {
		return strings.TrimSuffix(segment, "s") == resource
	})
}
