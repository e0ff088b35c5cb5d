package lint

import (
	"slices"
	"strings"
	"unicode"

	"github.com/graphgen/graphgen/parser/loosejson"
	"github.com/graphgen/graphgen/parser/model"
)

// checkMembers looks for the value of an enum among its members; several of
// them may be joined by commas. A page that lists one member alone lists too few.
// Where table and text spell a member in two ways nobody knows which is right.
func (b *bodyCheck) checkMembers(of owner, f *objectField, p *model.Property, enum *declared) {
	if f.kind != loosejson.String || f.text == "" || len(enum.members) < 2 || enum.translated {
		return
	}
	for _, value := range flagsOf(f.text) {
		same := func(s string) bool { return strings.EqualFold(s, value) }
		if i := slices.IndexFunc(enum.members, same); i < 0 {
			b.report("example-enum", b.file.Pos(f.at), "example shows %q of %s as %q, which is none of its possible values", clip(f.name), of, clip(value))
		} else if !slices.Contains(enum.members, value) && !listsValue(p.Description, value) {
			b.report("example-enum", b.file.Pos(f.at), "example shows %q of %s as %q, its possible values spell it %q", clip(f.name), of, clip(value), clip(enum.members[i]))
		}
	}
}

// flagsOf cuts the members that a text joins by commas; other texts stay whole.
func flagsOf(s string) []string {
	if strings.ContainsAny(s, "{[\"'") {
		return []string{s}
	}
	flags := strings.Split(s, ",")
	for i := range flags {
		flags[i] = strings.TrimSpace(flags[i])
	}
	return flags
}

// listsValue reports whether the text of a property has a value among those
// that it lists.
func listsValue(text, value string) bool {
	_, list, _ := strings.Cut(text, "alues")
	return slices.Contains(strings.FieldsFunc(list, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), value)
}
