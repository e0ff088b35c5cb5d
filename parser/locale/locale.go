// Package locale holds what translated pages say in place of English words:
// header names, labels and columns of permission tables, phrases for "not
// supported", and fragments that give a sentence its meaning. It also holds
// the known spellings of scopes and headers, against which damage is mended.
//
// All of it is data under data/, read once. The package does not know what a
// page or a section is, and it translates no prose.
package locale

import (
	"embed"
	"encoding/json"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/*.json
var files embed.FS

// Column is what the header cell of a permission table says.
type Column struct {
	// Role is "type", "permissions", "least", "higher", "self", "others",
	// "resource", "other", or an account type for a table whose columns are
	// the account types.
	Role string `json:"role"`
	// Order is "leastToMost", "mostToLeast" or empty.
	Order string `json:"order"`
}

// Joint is how the scopes of a cell are joined.
type Joint string

// The joints: And binds closest, Plus least; Start stands before the first scope.
const (
	Or    Joint = "or"
	And   Joint = "and"
	Plus  Joint = "plus"
	Start Joint = "start"
)

// Words are lower-case fragments to look for in a sentence.
type Words struct {
	Labels map[string][]string   `json:"labels"`
	Orders map[string]*Fragments `json:"orders"`
	// Required holds the English "required" too.
	Required   Fragments `json:"required"`
	Optional   Fragments `json:"optional"`
	NoBody     Fragments `json:"noBody"`
	Collection Fragments `json:"collection"`
	Deprecated Fragments `json:"deprecated"`
	// NotFor say in a cell for whom an operation is not.
	NotFor Fragments `json:"notFor"`
	// InBody say that something is in the body of a response.
	InBody Fragments `json:"inBody"`
	// Refusal are words by which a short translated text denies something.
	Refusal           Fragments `json:"refusal"`
	NotSupportedQuery Fragments `json:"notSupportedQuery"`
	// Following announce a list.
	Following Fragments `json:"following"`
	// Except stand before what a sentence leaves out.
	Except Fragments `json:"except"`
	// But stand between what a sentence says and what it denies.
	But Fragments `json:"but"`
	// Yes are the words of a column that says yes or no.
	Yes   []string  `json:"yes"`
	InURL Fragments `json:"inURL"`
	// Object are the words for a thing of a type, beside the type's name.
	Object Fragments `json:"object"`
	// Kind are other words beside the name of a type that say nothing of how
	// many there are: what kind of type it is, and that there may be none.
	Kind Fragments `json:"kind"`
	// Primitives are translations of the names of primitive types, by the name
	// without "Edm.".
	Primitives map[string]*Fragments `json:"primitives"`
	Binary     Fragments             `json:"binary"`
	Multipart  Fragments             `json:"multipart"`
	// Code are the words for an authorization code.
	Code Fragments `json:"code"`
}

// Tables is all of the data. It must not be changed.
type Tables struct {
	Words Words

	headers      map[string]string // lower-case name or translation to name
	preferValues map[string]bool
	labels       map[string]string // Key of a row label to account type
	columns      map[string]Column
	contexts     map[string]string
	notSupported map[string]bool
	none         map[string]bool
	joints       map[string]Joint
	types        map[string]string // lower-case spelling to Edm type
	namespaces   map[string]string // file name prefix to namespace
	scopes       map[string]string // lower-case scope to scope
	bareScopes   map[string]string // the same without dots
	headings     map[string]string // slug of a translated heading to the English one
	patterns     patterns          // of headings that hold a name
	scopeThings  map[string]bool   // lower-case first parts of scopes
	scopeParts   map[string]string // lower-case later part of many scopes to part
}

var once = sync.OnceValue(load)

// Load returns the tables. They are read on the first call.
func Load() *Tables { return once() }

func load() *Tables {
	t := &Tables{}
	t.readTypes()
	t.readHeaders()
	t.readPermissions()
	t.readScopes()
	read("words.json", &t.Words)
	t.readHeadings()
	return t
}

// read decodes one data file. The files are part of the program, so that a
// fault in them is a bug, which the tests of this package would show.
func read(name string, into any) {
	data, err := files.ReadFile("data/" + name)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		panic("locale: " + name + ": " + err.Error())
	}
}

func (t *Tables) readHeaders() {
	var file struct {
		Known        []string          `json:"known"`
		Translations map[string]string `json:"translations"`
		PreferValues []string          `json:"preferValues"`
	}
	read("headers.json", &file)
	t.headers = file.Translations
	for _, name := range file.Known {
		t.headers[strings.ToLower(name)] = name
	}
	t.preferValues = set(file.PreferValues)
}

func (t *Tables) readPermissions() {
	var file struct {
		Labels       map[string]string  `json:"labels"`
		Columns      map[string]Column  `json:"columns"`
		Contexts     map[string]string  `json:"contexts"`
		NotSupported []string           `json:"notSupported"`
		None         []string           `json:"none"`
		Joints       map[Joint][]string `json:"joints"`
	}
	read("permissions.json", &file)
	t.labels, t.columns, t.contexts = file.Labels, file.Columns, file.Contexts
	t.notSupported, t.none = set(file.NotSupported), set(file.None)
	t.joints = map[string]Joint{}
	for joint, words := range file.Joints {
		for _, word := range words {
			t.joints[word] = joint
		}
	}
}

func (t *Tables) readTypes() {
	var file struct {
		Types      map[string]string `json:"types"`
		Namespaces map[string]string `json:"namespaces"`
	}
	read("types.json", &file)
	t.types, t.namespaces = file.Types, file.Namespaces
}

func (t *Tables) readScopes() {
	var file []string
	read("scopes.json", &file)
	t.scopes = make(map[string]string, len(file))
	t.bareScopes = make(map[string]string, len(file))
	t.readScopeParts(file)
	for _, s := range file {
		lower := strings.ToLower(s)
		t.scopes[lower] = s
		bare := strings.ReplaceAll(lower, ".", "")
		if have, twice := t.bareScopes[bare]; !twice || t.usual(s) && !t.usual(have) {
			t.bareScopes[bare] = s
		} else if t.usual(have) == t.usual(s) {
			t.bareScopes[bare] = ""
		}
	}
}

func (t *Tables) readHeadings() {
	read("headings.json", &t.headings)
	for slug, english := range t.headings {
		if before, after, ok := strings.Cut(slug, "*"); ok {
			t.patterns.add(pattern{before, after, english})
			delete(t.headings, slug)
		}
	}
	t.patterns.sort()
}

// usual reports whether all parts of a scope but the first are shared by many:
// pages also list scopes with typing errors.
func (t *Tables) usual(scope string) bool {
	for _, part := range strings.Split(scope, ".")[1:] {
		if _, ok := t.ScopePart(part); !ok {
			return false
		}
	}
	return scope != ""
}

// manyScopes is how many scopes share a part that says what is allowed rather
// than on what.
const manyScopes = 4

func (t *Tables) readScopeParts(scopes []string) {
	t.scopeThings, t.scopeParts = map[string]bool{}, map[string]string{}
	count := map[string]int{}
	for _, s := range scopes {
		parts := strings.Split(s, ".")
		t.scopeThings[strings.ToLower(parts[0])] = true
		for _, part := range parts[1:] {
			if count[part]++; count[part] == manyScopes {
				t.scopeParts[strings.ToLower(part)] = part
			}
		}
	}
}

func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, s := range list {
		m[s] = true
	}
	return m
}

// Key returns the letters and digits of s in lower case, under which labels
// and phrases are looked up.
func Key(s string) string {
	var buf [96]byte
	out := buf[:0]
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c >= 'A' && c <= 'Z':
				out = append(out, c+'a'-'A')
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				out = append(out, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
		i += n
	}
	return string(out)
}

// Heading returns the slug that the English page has in place of the slug of a
// translated heading.
func (t *Tables) Heading(slug string) (string, bool) {
	if english, ok := t.headings[slug]; ok {
		return english, true
	}
	return t.patterns.english(slug)
}

// Header returns the HTTP name that a name or translation stands for, whatever
// its case.
func (t *Tables) Header(name string) (string, bool) { return LookUp(t.headers, name) }

// PreferValue reports whether s is a value of the Prefer header that pages
// list as if it were a header.
func (t *Tables) PreferValue(s string) bool { return t.preferValues[s] }

// Label returns the account type that the row label with the given Key names,
// or "".
func (t *Tables) Label(key string) string { return t.labels[key] }

// Column returns what the header cell with the given Key says.
func (t *Tables) Column(key string) (Column, bool) {
	c, ok := t.columns[key]
	return c, ok
}

// Context returns the English form of a row label that names no account type.
func (t *Tables) Context(key string) (string, bool) {
	s, ok := t.contexts[key]
	return s, ok
}

// NotSupported reports whether the cell with the given Key says that the
// account type is not supported.
func (t *Tables) NotSupported(key string) bool { return t.notSupported[key] }

// None reports whether the cell with the given Key says "none", and not
// whether that is no scope that is needed or none that would do.
func (t *Tables) None(key string) bool { return t.none[key] }

// Joint returns how a word, in lower case and without blanks, joins scopes; ""
// for any other word.
func (t *Tables) Joint(word string) Joint { return t.joints[word] }

// Type returns the Edm type that a spelling or translation of it stands for.
func (t *Tables) Type(s string) (string, bool) {
	if len(s) > 40 {
		return "", false
	}
	return LookUp(t.types, Blanks(s))
}

// Namespace returns the namespace below microsoft.graph of the types whose
// pages' names start with prefix.
func (t *Tables) Namespace(prefix string) (string, bool) {
	name, ok := t.namespaces[prefix]
	return name, ok
}

// Scope returns the known spelling of a scope, whatever its case.
func (t *Tables) Scope(s string) (string, bool) {
	return LookUp(t.scopes, s)
}

// ScopePart returns the usual spelling of a part that many scopes share, such
// as "ReadWrite" and "All".
func (t *Tables) ScopePart(s string) (string, bool) {
	return LookUp(t.scopeParts, s)
}

// ScopeThing reports whether known scopes start with s.
func (t *Tables) ScopeThing(s string) bool { return t.scopeThings[strings.ToLower(s)] }

// BareScope returns the one known scope that reads s without its dots.
func (t *Tables) BareScope(s string) (string, bool) {
	known := t.bareScopes[strings.ToLower(s)]
	return known, known != ""
}

// Contains reports whether s, which must be in lower case, holds one of the
// fragments.
func Contains(lower string, fragments []string) bool {
	for _, f := range fragments {
		if strings.Contains(lower, f) {
			return true
		}
	}
	return false
}
