package naming

import (
	_ "embed"
	"go/token"
	"strings"
)

//go:embed verbs.txt
var verbsText string

//go:embed literals.txt
var literalsText string

// initialisms are the ones that Go's linters ask for.
const initialisms = `ACL API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON QPS RAM RPC SLA SMTP SQL SSH
TCP TLS TTL UDP UI GID UID UUID URI URL UTF8 VM XML XMPP XSRF XSS SIP RTP AMQP DB TS`

// predeclared are the identifiers of Go's universe block.
const predeclared = `any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64
rune string uint uint8 uint16 uint32 uint64 uintptr true false iota nil
append cap clear close complex copy delete imag len make max min new panic print println real recover`

// scope are the names that the body of a generated method uses, and the
// packages that its file may import.
const scope = `s c ctx opts body content contentType context json io iter time
request segment pathSegments stringLiteral literal do get list all delta value download start core`

// Rules are what naming knows beside the path: initialisms, verbs, reserved
// words and the literals with a meaning of their own. A Rules is not changed
// after it was made and may be shared.
type Rules struct {
	initialisms map[string]string // lower-case word: spelling
	verbs       map[string]string // first word of an action: methods it is a verb of
	literals    map[string]literal
	either      map[string]bool   // last words that name one object or many
	suffixed    map[string]bool   // keys of operations that share a name with another
	variants    map[string]bool   // parameters that tell variants of functions apart
	positional  map[string]string // function: parameter documented without its name
	reserved    map[string]bool   // words that an argument can't be named
}

// literal is what the data file says of one path literal.
type literal struct {
	noun     bool
	verb     bool
	overload bool   // a function whose parameters tell its variants apart
	one      bool   // looks like a plural, is one object
	many     bool   // looks like a singular, is a collection
	spelling string // the documented spelling that counts
}

// DefaultRules returns the rules that the SDK is generated with.
func DefaultRules() *Rules {
	r := &Rules{
		initialisms: map[string]string{},
		verbs:       map[string]string{},
		literals:    map[string]literal{},
		either:      map[string]bool{},
		suffixed:    map[string]bool{},
		variants:    map[string]bool{},
		positional:  map[string]string{},
		reserved:    map[string]bool{},
	}
	for _, w := range strings.Fields(initialisms) {
		r.initialisms[strings.ToLower(w)] = w
		r.initialisms[strings.ToLower(w)+"s"] = w + "s"
	}
	for _, w := range strings.Fields(predeclared + " " + scope) {
		r.reserved[w] = true
	}
	r.readVerbs(verbsText)
	r.readLiterals(literalsText)
	return r
}

// readVerbs reads lines "METHOD: word word …"; # starts a comment.
func (r *Rules) readVerbs(text string) {
	for line := range dataLines(text) {
		method, words, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(words) {
			r.verbs[w] += method + " "
		}
	}
}

// readLiterals reads lines "meaning: literal literal …"; # starts a comment.
func (r *Rules) readLiterals(text string) {
	for line := range dataLines(text) {
		meaning, words, _ := strings.Cut(line, ":")
		if meaning == "suffix" {
			r.suffixed[strings.TrimSpace(words)] = true
			continue
		}
		for _, w := range strings.Fields(words) {
			if name, param, ok := strings.Cut(w, "="); ok {
				r.positional[strings.ToLower(name)] = param
				continue
			}
			l := r.literals[strings.ToLower(w)]
			switch meaning {
			case "noun":
				l.noun = true
			case "verb":
				l.verb = true
			case "overload":
				l.overload = true
			case "one":
				l.one = true
			case "many":
				l.many = true
			case "either":
				r.either[w] = true
			case "variant":
				r.variants[strings.ToLower(w)] = true
			case "spelling":
				l.spelling = w
			}
			r.literals[strings.ToLower(w)] = l
		}
	}
}

func dataLines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line, _, _ = strings.Cut(line, "#")
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

// Exported returns the exported Go identifier for a name of the documentation.
func (r *Rules) Exported(name string) string {
	id := r.join(name, true)
	if id == "" {
		return "X"
	}
	if isDigit(id[0]) {
		return "X" + id
	}
	return id
}

// Local returns the unexported Go identifier for a name of the documentation.
// It is never a keyword, a predeclared identifier or a name that generated
// methods use themselves.
func (r *Rules) Local(name string) string {
	id := r.join(name, false)
	switch {
	case id == "":
		return "arg"
	case isDigit(id[0]):
		id = "arg" + id
	case token.IsKeyword(id) || r.reserved[id]:
		id += "Arg"
	}
	return id
}

func (r *Rules) join(name string, exported bool) string {
	name = ascii(name)
	id := make([]byte, 0, len(name)+2)
	for w := range words(name) {
		initialism, known := r.initialism(w)
		switch {
		case len(id) == 0 && !exported:
			id = appendLocal(id, w)
		case known:
			id = append(id, initialism...)
		default:
			id = append(append(id, upper(w[0])), w[1:]...)
		}
	}
	return string(id)
}

// longestInitialism bounds what is looked up as one.
const longestInitialism = 8

// initialism returns how a word that is an initialism is spelled.
func (r *Rules) initialism(word string) (string, bool) {
	if len(word) > longestInitialism {
		return "", false
	}
	var room [longestInitialism]byte
	spelled, known := r.initialisms[string(appendLower(room[:0], word))]
	return spelled, known
}

// appendLocal appends the first word of a local name: all of an acronym in
// lower case, else the first letter.
func appendLocal(id []byte, w string) []byte {
	if len(w) > 1 && isUpper(w[1]) {
		return appendLower(id, w)
	}
	return append(append(id, lower(w[0])), w[1:]...)
}

func appendLower(b []byte, w string) []byte {
	for i := range len(w) {
		b = append(b, lower(w[i]))
	}
	return b
}

// spelling returns the spelling of a literal that counts: documentation is not
// consistent about case, and the service ignores it.
func (r *Rules) spelling(name string) string {
	if l := r.literals[strings.ToLower(name)]; l.spelling != "" {
		return l.spelling
	}
	return name
}
