package apidiff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// Level is what a change asks of the next version of the SDK, in the sense of
// semantic versioning.
type Level int

// The levels, mildest first. The zero Level means no change.
const (
	None  Level = iota
	Patch       // facts changed, the Go API did not
	Minor       // the Go API grew
	Major       // code that compiled may no longer compile
)

var levelNames = [...]string{"none", "patch", "minor", "major"}

// String returns "none", "patch", "minor" or "major".
func (l Level) String() string {
	if l < None || l > Major {
		return "unknown"
	}
	return levelNames[l]
}

// MarshalText writes the name that String gives.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the name that String gives.
func (l *Level) UnmarshalText(text []byte) error {
	for i, name := range levelNames {
		if name == string(text) {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("unknown level %q", text)
}

// Change is one difference between two states of the API.
type Change struct {
	Kind  Kind  `json:"kind"`
	Level Level `json:"level"`
	// Breaking is true where Go code against the old state may fail to
	// compile against the new one.
	Breaking bool   `json:"breaking"`
	Version  string `json:"version"`
	// Subject is the operation ("GET /users/{id}") or the type that changed.
	Subject string `json:"subject"`
	// Also lists further operations with the very same change, sorted.
	Also []string `json:"also,omitempty"`
	// Item is the part that changed: a header, a property, an account type.
	Item string `json:"item,omitempty"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
	// OldPos and NewPos are the places in both states; one of them is empty
	// where a state does not have the subject.
	OldPos source.Pos `json:"oldPos"`
	NewPos source.Pos `json:"newPos"`

	owners []owner
	weight Level // of what the change does to the Go API
}

// Message says the change in words, without its subject, on one line.
func (c *Change) Message() string { return c.say(printable, " became ") }

// say says the change, with its values as show shows them.
func (c *Change) say(show func(string) string, became string) string {
	what := c.Kind.phrase()
	if c.Item != "" {
		what += " " + show(c.Item)
	}
	switch {
	case c.Old != "" && c.New != "":
		what += ": " + show(c.Old) + became + show(c.New)
	case c.Old != "" || c.New != "":
		what += ": " + show(c.Old+c.New)
	}
	return what
}

// Pos returns the place in the new state, or the one in the old state where
// the new one has none.
func (c *Change) Pos() source.Pos {
	if c.NewPos.File != "" {
		return c.NewPos
	}
	return c.OldPos
}

// Report is the result of a comparison.
type Report struct {
	// Changes are sorted: the gravest first, then by kind, version and subject.
	Changes []Change
	// Notes say what was not compared.
	Notes []string
}

// Verdict returns the part of the version number that must go up.
func (r *Report) Verdict() Level {
	level := None
	for i := range r.Changes {
		level = max(level, r.Changes[i].Level)
	}
	return level
}

// Count returns how many changes have the given level.
func (r *Report) Count(level Level) int {
	n := 0
	for i := range r.Changes {
		if r.Changes[i].Level == level {
			n++
		}
	}
	return n
}

// FailOn reports whether the report holds a change of the given level or a
// graver one. None never fails.
func (r *Report) FailOn(level Level) bool {
	return level > None && r.Verdict() >= level
}

// ParseFailOn reads the value of --fail-on: a level, or "breaking", "addition"
// or "any" for the level that has this meaning.
func ParseFailOn(s string) (Level, error) {
	switch s {
	case "breaking":
		return Major, nil
	case "addition":
		return Minor, nil
	case "any":
		return Patch, nil
	}
	var l Level
	if err := l.UnmarshalText([]byte(s)); err != nil {
		return None, fmt.Errorf("fail-on %q: expected none, any, patch, addition, minor, breaking or major", s)
	}
	return l, nil
}

// settle puts the changes in order and joins those that differ in their
// operation only.
func (r *Report) settle() {
	slices.SortFunc(r.Changes, compareChanges)
	out := r.Changes[:0]
	for _, c := range r.Changes {
		if n := len(out); n > 0 && sameFact(&out[n-1], &c) {
			out[n-1].Also = appendNew(out[n-1].Also, out[n-1].Subject, c.Subject)
			continue
		}
		out = append(out, c)
	}
	r.Changes = out
	slices.SortFunc(r.Changes, compareSubjects)
}

func appendNew(also []string, subject, s string) []string {
	if s == subject || slices.Contains(also, s) {
		return also
	}
	return append(also, s)
}

func sameFact(a, b *Change) bool {
	return a.Kind.joins() && a.Kind == b.Kind && a.Level == b.Level && a.Version == b.Version &&
		a.Item == b.Item && a.Old == b.Old && a.New == b.New && comparePlaces(a, b) == 0
}

// comparePlaces compares where two changes are. Of an item that only one state
// has, the place in the other is that of the operation, which does not count.
func comparePlaces(a, b *Change) int {
	old, new := comparePos(a.OldPos, b.OldPos), comparePos(a.NewPos, b.NewPos)
	switch {
	case a.Item == "":
	case strings.HasSuffix(string(a.Kind), "-added"):
		old = strings.Compare(a.OldPos.File, b.OldPos.File)
	case strings.HasSuffix(string(a.Kind), "-removed"):
		new = strings.Compare(a.NewPos.File, b.NewPos.File)
	}
	return cmp.Or(old, new)
}

// compareChanges brings changes of one fact together.
func compareChanges(a, b Change) int {
	return cmp.Or(
		cmp.Compare(b.Level, a.Level), cmp.Compare(a.Kind.rank(), b.Kind.rank()), strings.Compare(a.Version, b.Version),
		comparePlaces(&a, &b),
		strings.Compare(a.Item, b.Item), strings.Compare(a.Old, b.Old), strings.Compare(a.New, b.New),
		strings.Compare(a.Subject, b.Subject), comparePos(a.OldPos, b.OldPos), comparePos(a.NewPos, b.NewPos))
}

// compareSubjects is the order in which changes are shown.
func compareSubjects(a, b Change) int {
	return cmp.Or(
		cmp.Compare(b.Level, a.Level), cmp.Compare(a.Kind.rank(), b.Kind.rank()), strings.Compare(a.Version, b.Version),
		strings.Compare(a.Subject, b.Subject), strings.Compare(a.Item, b.Item), compareChanges(a, b))
}

func comparePos(a, b source.Pos) int {
	return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
