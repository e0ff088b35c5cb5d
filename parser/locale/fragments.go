package locale

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Fragments are pieces of text in lower case, in several languages, to look for
// in texts of any case.
type Fragments struct {
	all    []string
	groups []group // of those that are ASCII alone
}

// group holds the fragments that share their rarest letter: a text is searched
// for that letter, and compared with the fragments only where it stands.
type group struct {
	letter byte
	list   []fragment
}

type fragment struct {
	text string
	at   int // of the letter
}

// NewFragments returns the fragments of a list.
func NewFragments(list []string) Fragments {
	f := Fragments{all: list}
	for _, s := range list {
		if IsASCII(s) && s != "" {
			f.add(s)
		}
	}
	return f
}

func (f *Fragments) add(s string) {
	at := rarest(s)
	for i := range f.groups {
		if g := &f.groups[i]; g.letter == s[at] {
			g.list = append(g.list, fragment{s, at})
			return
		}
	}
	f.groups = append(f.groups, group{s[at], []fragment{{s, at}}})
}

// rarest returns the place of the letter of s that texts have least of.
func rarest(s string) int {
	const byFrequency = " etaoinsrhldcumfpgwybvkxjqz"
	found, rank := 0, -1
	for i := range len(s) {
		if r := strings.IndexByte(byFrequency, s[i]); r > rank {
			found, rank = i, r
		}
	}
	return found
}

// UnmarshalJSON reads a list of strings.
func (f *Fragments) UnmarshalJSON(data []byte) error {
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*f = NewFragments(list)
	return nil
}

// All returns the fragments, which must not be changed.
func (f *Fragments) All() []string { return f.all }

// In reports whether a text, in whatever case, holds one of the fragments.
func (f *Fragments) In(text string) bool {
	if f == nil {
		return false
	}
	if !IsASCII(text) {
		return Contains(lowered(text), f.all)
	}
	for i := range f.groups {
		g := &f.groups[i]
		if g.in(text, g.letter) || g.letter >= 'a' && g.letter <= 'z' && g.in(text, g.letter-'a'+'A') {
			return true
		}
	}
	return false
}

// Blanks returns s with plain blanks in place of those that break no line, which
// translators put between words and before colons.
func Blanks(s string) string {
	for _, blank := range [...]string{"\u00a0", "\u202f"} {
		if strings.Contains(s, blank) {
			s = strings.ReplaceAll(s, blank, " ")
		}
	}
	return s
}

// lowered is a text in lower case, with the apostrophes and blanks that
// fragments have.
func lowered(text string) string {
	text = Blanks(strings.ToLower(text))
	if strings.Contains(text, "’") {
		text = strings.ReplaceAll(text, "’", "'")
	}
	return text
}

// Index returns where the first of the fragments stands in a text, in whatever
// case, or -1.
func (f *Fragments) Index(text string) int {
	if !f.In(text) {
		return -1
	}
	lower, found := lowered(text), -1
	if len(lower) != len(text) {
		return -1 // a place in one is none in the other
	}
	for _, s := range f.all {
		if i := strings.Index(lower, s); i >= 0 && (found < 0 || i < found) {
			found = i
		}
	}
	return found
}

// in looks where the letter, in one of its cases, stands in the text.
func (g *group) in(text string, letter byte) bool {
	for i := 0; i < len(text); i++ {
		next := strings.IndexByte(text[i:], letter)
		if next < 0 {
			return false
		}
		i += next
		for _, f := range g.list {
			if start := i - f.at; start >= 0 && len(text)-start >= len(f.text) && strings.EqualFold(text[start:start+len(f.text)], f.text) {
				return true
			}
		}
	}
	return false
}

// IsASCII reports whether s has no byte beyond ASCII.
func IsASCII(s string) bool {
	for len(s) >= 8 {
		if (s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7])&utf8.RuneSelf != 0 {
			return false
		}
		s = s[8:]
	}
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// LookUp returns what a map with keys in lower case has under s in lower case.
func LookUp[V any](m map[string]V, s string) (V, bool) {
	var buf [64]byte
	if lower, ok := AppendLower(buf[:0], s); ok {
		v, ok := m[string(lower)] // without a copy of the key
		return v, ok
	}
	v, ok := m[strings.ToLower(s)]
	return v, ok
}

// AppendLower appends s in lower case where s is ASCII and there is room.
func AppendLower(b []byte, s string) ([]byte, bool) {
	if len(s) > cap(b)-len(b) {
		return b, false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return b, false
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b, true
}
