package naming

import "strings"

// term is what the rules make of one literal, whatever path it stands in.
type term struct {
	literal        // what the data file says
	acts    string // the HTTP methods that its first word is a verb of
	plural  bool
	method  string // its name as a method
	root    string // as a service of the client
	service string // as a service of another
	item    string // as the argument that picks one of a collection; none without a name
	items   string // the same in the plural, as some placeholders have it
}

func (r *Rules) termOf(name string) *term {
	t := &term{literal: r.literals[strings.ToLower(name)], root: r.Exported(name)}
	if words := Words(name); len(words) > 0 {
		t.acts = r.verbs[strings.ToLower(words[0])]
		t.plural = r.isPlural(strings.ToLower(words[len(words)-1]))
	}
	t.method, t.service = t.root, t.root
	if isStandard(t.root) {
		t.method += "Action"
	}
	// One that could name a method of its parent gets a name that no method has,
	// since Go keeps fields and methods of a type in one name space.
	if isStandard(t.root) || t.isMethod("GET") || t.isMethod("POST") {
		t.service += "Resource"
	}
	if name != "" {
		t.item, t.items = r.Local(Singular(name)+"-id"), r.Local(name+"-id")
	}
	return t
}

// isMethod reports whether a last literal is an action or a function, and so
// the method itself.
func (t *term) isMethod(method string) bool {
	if t.noun || t.verb {
		return t.verb
	}
	return strings.Contains(t.acts, method)
}

// standardMethods are the methods that the HTTP method names.
const standardMethods = " Get List Create Post Update Replace Delete Count GetRef ListRefs AddRef SetRef RemoveRef " +
	"GetValue ReplaceValue UpdateValue DeleteValue PostValue All "

func isStandard(name string) bool { return strings.Contains(standardMethods, " "+name+" ") }
