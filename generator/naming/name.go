package naming

import "strings"

// Op is what a name is made from.
type Op struct {
	Method string // upper-case HTTP method
	Path   *Path
	// Collection says that the documented answer is a collection.
	Collection bool
}

// Name is the Go name of an operation.
type Name struct {
	// Chain are the Go names of the nested services, outermost first, with dots
	// between them: "Users.Messages".
	Chain  string
	Method string
	// List is true where the answer is a collection.
	List bool
	Args []Arg
	// Pieces are the whole path, fixed text and arguments; an argument's Name
	// is its Go name.
	Pieces []Piece
}

// Arg is a positional argument of a method.
type Arg struct {
	Name   string // Go name
	Doc    string // documented name
	Escape Escape
}

// Name returns the Go name of an operation.
func (r *Rules) Name(op Op) Name {
	n := Name{Args: op.Path.Args, Pieces: op.Path.Pieces}
	steps, tail := cutTail(op.Path.Segments)
	var last *Segment
	if len(steps) > 0 {
		last = steps[len(steps)-1]
	}
	verb := ""
	if len(steps) > 1 && last.Kind == Literal && tail == "" && last.term.isMethod(op.Method) {
		verb = last.term.method
	}
	n.Chain = chain(steps, verb != "")
	n.List = tail != "$count" && tail != "$value" && isList(op, last)
	if verb == "" {
		verb = standardMethod(op.Method, tail, n.List, last != nil && last.Kind != Literal)
	}
	n.Method = verb + r.suffix(steps)
	if r.suffixed[op.Path.Key(op.Method)] {
		n.Method += r.argumentSuffix(n.Args)
	}
	return n
}

// chain names the services of a path, but for its last literal where that is
// the method.
func chain(steps []*Segment, method bool) string {
	names := make([]string, 0, 12)
	for i, s := range steps {
		switch {
		case s.Kind != Literal || method && i == len(steps)-1:
		case i == 0:
			names = append(names, s.term.root)
		default:
			names = append(names, s.term.service)
		}
	}
	if len(names) == 0 {
		return "Root"
	}
	return strings.Join(names, ".")
}

func cutTail(segments []*Segment) (steps []*Segment, tail string) {
	if n := len(segments); n > 0 && segments[n-1].Kind == Dollar {
		return segments[:n-1], segments[n-1].Name
	}
	return segments, ""
}

// isList reports whether the answer is a collection. The literal's number
// decides before the documentation does: the pages of one operation may
// disagree, and many a list page is annotated as one object. What picks one of
// a collection has one for an answer, although some pages show a list of one.
func isList(op Op, last *Segment) bool {
	if op.Method == "GET" && last != nil && last.Kind == Placeholder {
		return false
	}
	if op.Method != "GET" || last == nil || last.Kind != Literal || last.term.isMethod(op.Method) {
		return op.Collection
	}
	if last.term.one || last.term.many {
		return last.term.many
	}
	return op.Collection || last.term.plural
}

// standardMethod names a method that no literal names.
func standardMethod(method, tail string, list, item bool) string {
	switch tail {
	case "$count":
		if method == "GET" {
			return "Count"
		}
	case "$ref":
		return refMethod(method, list)
	}
	return verbOf(method, list && !item, item || tail == "$value") + dollars[tail]
}

func refMethod(method string, list bool) string {
	switch method {
	case "GET":
		if list {
			return "ListRefs"
		}
		return "GetRef"
	case "POST":
		return "AddRef"
	case "PUT":
		return "SetRef"
	case "DELETE":
		return "RemoveRef"
	}
	return verbOf(method, false, true) + "Ref"
}

func verbOf(method string, list, item bool) string {
	switch method {
	case "GET":
		if list {
			return "List"
		}
		return "Get"
	case "POST":
		if item {
			return "Post"
		}
		return "Create"
	case "PATCH":
		return "Update"
	case "PUT":
		return "Replace"
	case "DELETE":
		return "Delete"
	}
	return exportedWord(method)
}

func exportedWord(w string) string {
	if w = strings.Join(Words(w), ""); w == "" {
		return "Call"
	}
	if w = strings.ToUpper(w[:1]) + strings.ToLower(w[1:]); isDigit(w[0]) {
		return "X" + w
	}
	return w
}

// suffix tells operations apart that are addressed otherwise than by plain
// segments and keys.
func (r *Rules) suffix(steps []*Segment) string {
	var by []string
	nested, addressed := "", false
	for i, s := range steps {
		switch s.Kind {
		case Key:
			by = append(by, r.Exported(s.Name))
		case Address:
			if !addressed {
				by = append(by, "Path")
			}
			addressed = true
		case Ellipsis:
			nested = "Nested"
		case Literal:
			if i == len(steps)-1 {
				by = append(by, r.variant(s)...)
			}
		}
	}
	if len(by) == 0 {
		return nested
	}
	return nested + "By" + strings.Join(by, "And")
}

// variant returns the parameters that tell variants of one function apart.
func (r *Rules) variant(s *Segment) []string {
	var by []string
	for _, p := range s.Params {
		if s.term.overload || r.variants[strings.ToLower(p)] {
			by = append(by, r.Exported(p))
		}
	}
	return by
}
