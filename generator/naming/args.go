package naming

import (
	"strconv"
	"strings"
)

// arguments returns the positional arguments of a path and its pieces with
// the arguments' Go names.
func (r *Rules) arguments(path Path) ([]Arg, []Piece) {
	var args []Arg
	var out []Piece
	taken := map[string]bool{}
	collection := ""
	for _, s := range path.Segments {
		if s.Kind == Literal {
			collection = s.Name
		}
		if !s.Attached {
			out = append(out, Piece{Text: "/"})
		}
		for _, p := range s.Pieces {
			if p.Name != "" {
				doc := p.Name
				p.Name = unique(taken, r.argument(p, collection, s))
				args = append(args, Arg{Name: p.Name, Doc: doc, Escape: p.Escape})
			}
			out = append(out, p)
		}
	}
	return args, joinText(out)
}

// argument names one argument: after its placeholder, or after the collection
// it picks from where the placeholder is no more than "id".
func (r *Rules) argument(p Piece, collection string, s Segment) string {
	if s.Kind == Placeholder && isBareID(p.Name) && collection != "" {
		return r.Local(Singular(collection) + "-id")
	}
	return r.Local(p.Name)
}

func isBareID(name string) bool {
	name = strings.ToLower(strings.TrimRight(name, "0123456789"))
	return name == "id" || name == "undefined" || name == ""
}

func unique(taken map[string]bool, name string) string {
	for i, base := 2, name; taken[name]; i++ {
		name = base + strconv.Itoa(i)
	}
	taken[name] = true
	return name
}

// joinText joins neighbouring fixed text.
func joinText(pieces []Piece) []Piece {
	var out []Piece
	for _, p := range pieces {
		if n := len(out); p.Name == "" && n > 0 && out[n-1].Name == "" {
			out[n-1].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

// Singular returns the singular of a collection's name.
func Singular(name string) string {
	lower := strings.ToLower(name)
	switch {
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

// isPlural reports whether a name is the plural of its last word for certain.
// Words such as "settings" name both one object and many; the documentation
// decides those.
func (r *Rules) isPlural(name string) bool {
	words := Words(name)
	if len(words) == 0 {
		return false
	}
	last := strings.ToLower(words[len(words)-1])
	return strings.HasSuffix(last, "s") && !hasAnySuffix(last, "ss", "us", "is", "sms") && !r.either[last]
}
