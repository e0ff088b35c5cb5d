package naming

import "strings"

// Op is what a name is made from.
type Op struct {
	Method string // upper-case HTTP method
	Path   string // as documented
	// Collection says that the documented answer is a collection.
	Collection bool
}

// Name is the Go name of an operation.
type Name struct {
	// Services are the Go names of the nested services, outermost first.
	Services []string
	Method   string
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
	path := r.ParsePath(op.Path)
	var n Name
	n.Args, n.Pieces = r.arguments(path)
	steps, tail := cutTail(path.Segments)
	last := -1
	if len(steps) > 0 {
		last = len(steps) - 1
	}
	verb := ""
	if last > 0 && steps[last].Kind == Literal && tail == "" && r.isMethod(op.Method, steps[last]) {
		verb = r.methodName(steps[last].Name)
	}
	for i, s := range steps {
		if s.Kind != Literal || i == last && verb != "" {
			continue
		}
		n.Services = append(n.Services, r.serviceName(s, i == 0))
	}
	n.List = tail != "$count" && tail != "$value" && r.isList(op, steps)
	if verb == "" {
		verb = standardMethod(op.Method, tail, n.List, last >= 0 && steps[last].Kind != Literal)
	}
	n.Method = verb + r.suffix(steps)
	if r.suffixed[r.keyOf(op.Method, path)] {
		n.Method += r.argumentSuffix(n.Args)
	}
	if len(n.Services) == 0 {
		n.Services = []string{"Root"}
	}
	return n
}

func cutTail(segments []Segment) (steps []Segment, tail string) {
	if n := len(segments); n > 0 && segments[n-1].Kind == Dollar {
		return segments[:n-1], segments[n-1].Name
	}
	return segments, ""
}

// standardMethods are the methods that the HTTP method names.
const standardMethods = " Get List Create Post Update Replace Delete Count GetRef ListRefs AddRef SetRef RemoveRef " +
	"GetValue ReplaceValue UpdateValue DeleteValue PostValue All "

// methodName names a method after an action or a function.
func (r *Rules) methodName(literal string) string {
	name := r.Exported(literal)
	if strings.Contains(standardMethods, " "+name+" ") {
		return name + "Action"
	}
	return name
}

// serviceName names the service of a literal. One that could name a method of
// its parent gets a name that no method has, since Go keeps fields and methods
// of a type in one name space.
func (r *Rules) serviceName(s Segment, root bool) string {
	name := r.Exported(s.Name)
	if root {
		return name
	}
	if strings.Contains(standardMethods, " "+name+" ") || r.isMethod("GET", s) || r.isMethod("POST", s) {
		return name + "Resource"
	}
	return name
}

// isList reports whether the answer is a collection. The literal's number
// decides before the documentation does: the pages of one operation may
// disagree, and many a list page is annotated as one object.
func (r *Rules) isList(op Op, steps []Segment) bool {
	if op.Method != "GET" || len(steps) == 0 {
		return op.Collection
	}
	last := steps[len(steps)-1]
	if last.Kind != Literal || r.isMethod(op.Method, last) {
		return op.Collection
	}
	if l := r.literals[strings.ToLower(last.Name)]; l.one || l.many {
		return l.many
	}
	return op.Collection || r.isPlural(last.Name)
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

// isMethod reports whether a last literal is an action or a function, and so
// the method itself.
func (r *Rules) isMethod(method string, s Segment) bool {
	l := r.literals[strings.ToLower(s.Name)]
	if l.noun || l.verb {
		return l.verb
	}
	words := Words(s.Name)
	if len(words) == 0 {
		return false
	}
	return strings.Contains(r.verbs[strings.ToLower(words[0])], method)
}

// suffix tells operations apart that are addressed otherwise than by plain
// segments and keys.
func (r *Rules) suffix(steps []Segment) string {
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
func (r *Rules) variant(s Segment) []string {
	var by []string
	for _, p := range s.Params {
		if r.variants[strings.ToLower(p)] || r.literals[strings.ToLower(s.Name)].overload {
			by = append(by, r.Exported(p))
		}
	}
	return by
}
