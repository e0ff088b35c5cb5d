package naming

import (
	"slices"
	"strconv"
	"strings"
)

// arguments returns the positional arguments of a path and its pieces with
// the arguments' Go names.
func (r *Rules) arguments(segments []*Segment) ([]Arg, []Piece) {
	var args []Arg
	var out []Piece
	var text []byte // fixed text that is no piece yet
	var collection *term
	for _, s := range segments {
		if s.Kind == Literal {
			collection = s.term
		}
		if !s.Attached {
			text = append(text, '/')
		}
		for _, p := range s.Pieces {
			if p.Name == "" {
				text = append(text, p.Text...)
				continue
			}
			if len(text) > 0 {
				out = append(out, Piece{Text: string(text)})
				text = text[:0]
			}
			doc := p.Name
			p.Name = unique(args, r.argument(p, collection, s.Kind))
			args = append(args, Arg{Name: p.Name, Doc: doc, Escape: p.Escape})
			out = append(out, p)
		}
	}
	if len(text) > 0 {
		out = append(out, Piece{Text: string(text)})
	}
	return args, out
}

// argument names one argument: after its placeholder, or after the collection
// it picks from where the placeholder is no more than "id", or "users-id" in
// users.
func (r *Rules) argument(p Piece, collection *term, kind Kind) string {
	name := r.Local(p.Name)
	if kind == Placeholder && collection != nil && collection.item != "" && (isBareID(p.Name) || name == collection.items) {
		return collection.item
	}
	return name
}

func isBareID(name string) bool {
	name = strings.ToLower(strings.TrimRight(name, "0123456789"))
	return name == "id" || name == "undefined" || name == ""
}

// unique makes a name one that no other argument has.
func unique(args []Arg, name string) string {
	has := func(a Arg) bool { return a.Name == name }
	for i, base := 2, name; slices.ContainsFunc(args, has); i++ {
		name = base + strconv.Itoa(i)
	}
	return name
}

// Singular returns the singular of a collection's name.
func Singular(name string) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, "series"):
		return name
	case strings.HasSuffix(lower, "ies") && len(name) > 4:
		return name[:len(name)-3] + "y"
	case hasAnySuffix(lower, "sses", "xes", "ches", "shes"):
		return name[:len(name)-2]
	case hasAnySuffix(lower, "ss", "us", "is"):
		return name
	case strings.HasSuffix(lower, "s") && len(name) > 1:
		return name[:len(name)-1]
	}
	return name
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// isPlural reports whether the last word of a name, in lower case, is a plural
// for certain. Words such as "settings" name both one object and many; the
// documentation decides those.
func (r *Rules) isPlural(last string) bool {
	return strings.HasSuffix(last, "s") && !hasAnySuffix(last, "ss", "us", "is", "sms") && !r.either[last]
}
