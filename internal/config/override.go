package config

import (
	"fmt"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/graphgen/graphgen/internal/pathfilter"
)

// Sections lists the values of Override.Section.
func Sections() []string {
	return []string{"http-request", "permissions", "request-body", "response", "properties"}
}

func (o *Override) check(at string) error {
	if o.Source == "" {
		return &fault{at, "override without \"source\": expected a page such as v1.0/api/user-get.md"}
	}
	if !slices.Contains(Sections(), o.Section) {
		return &fault{at + ".section", fmt.Sprintf("section %q: expected one of %s", o.Section, strings.Join(Sections(), ", "))}
	}
	if strings.TrimSpace(o.Reason) == "" {
		return &fault{at, "override without \"reason\": say why the page is wrong"}
	}
	n := 0
	for _, set := range []bool{o.Method != "", o.Path != "", len(o.Permissions) > 0, o.Type != "", o.Name != "", o.Drop} {
		if set {
			n++
		}
	}
	if n != 1 {
		return &fault{at, fmt.Sprintf("override with %d corrections: expected one of method, path, permissions, type, name, drop", n)}
	}
	return o.checkValue(at)
}

// checkValue checks the correction, and that the section has a use for it.
func (o *Override) checkValue(at string) error {
	requests := o.Section == "http-request"
	switch {
	case o.Name != "" && (!token.IsIdentifier(o.Name) || !requests):
		return &fault{at + ".name", fmt.Sprintf("name %q: expected a Go name, in section \"http-request\"", o.Name)}
	case o.Method != "" && !slices.Contains(pathfilter.Methods(), o.Method):
		return &fault{at + ".method", fmt.Sprintf("method %q: expected one of %s", o.Method, strings.Join(pathfilter.Methods(), ", "))}
	case o.Type != "" && !typeForm().MatchString(o.Type):
		return &fault{at + ".type", fmt.Sprintf("type %q: expected one such as microsoft.graph.user or Collection(Edm.String)", o.Type)}
	case o.Operation != "" && !requests && o.Section != "permissions":
		return &fault{at + ".operation", fmt.Sprintf("section %q is of the whole page: expected no \"operation\"", o.Section)}
	case o.Property != "" && o.Section != "request-body" && o.Section != "properties":
		return &fault{at + ".property", fmt.Sprintf("section %q has no properties", o.Section)}
	}
	for _, account := range slices.Sorted(maps.Keys(o.Permissions)) {
		for i, scope := range o.Permissions[account] {
			if slices.Contains(strings.Split(scope, "+"), "") || strings.ContainsFunc(scope, unicode.IsSpace) {
				return &fault{fmt.Sprintf("%s.permissions.%s[%d]", at, account, i), fmt.Sprintf("scope %q: expected one such as User.Read, or several joined by +", scope)}
			}
		}
	}
	return nil
}

// typeForm matches the name of a type, or of a collection.
func typeForm() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_.]*|Collection\([A-Za-z_][A-Za-z0-9_.]*\))$`)
}
