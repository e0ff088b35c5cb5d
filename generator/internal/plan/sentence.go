package plan

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed imperatives.txt
var imperativesText string

// verbTable knows the verbs that a description may start with.
type verbTable struct {
	third   map[string]string // the third person, by imperative
	isThird map[string]bool   // all third persons
	isNoun  map[string]bool   // in both forms, those that are often nouns
}

// verbs is what the data file says.
var verbs = sync.OnceValue(func() verbTable {
	t := verbTable{map[string]string{}, map[string]bool{}, map[string]bool{}}
	for line := range strings.Lines(imperativesText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, entry := range strings.Fields(line) {
			verb, third, given := strings.Cut(entry, "=")
			verb, isNoun := strings.CutSuffix(verb, "?")
			if !given {
				third = thirdPerson(verb)
			}
			if isNoun {
				t.isNoun[verb], t.isNoun[third] = true, true
			}
			t.third[verb] = third
			t.isThird[third], t.isThird[thirdPerson(verb)] = true, true
		}
	}
	return t
})

func thirdPerson(verb string) string {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(verb, end) {
			return verb + "es"
		}
	}
	if stem, ok := strings.CutSuffix(verb, "y"); ok && !strings.ContainsAny(stem[len(stem)-1:], "aeou") {
		return stem + "ies"
	}
	return verb + "s"
}

// methodSentence makes a description the comment of a method: "Get a user."
// becomes "Get returns a user." Where the description is not an English
// imperative, or what follows its verb is not plain, it stays as it is, behind
// the name and a colon.
func methodSentence(name, description string) string {
	description = withoutIntro(oneLine(description))
	text := strings.Split(strings.TrimPrefix(description, "Use this API to "), " ")
	if len(text) == 2 && isOneOf(strings.TrimSuffix(text[1], "."), "action", "function") {
		return ended(name + " calls the " + description) // a title
	}
	where := place(text)
	if told, ok := indicative(withoutSubject(text[len(where):])); ok {
		if len(where) > 0 {
			name += ", in " + strings.Join(where[1:], " ")
		}
		return ended(name + " " + strings.Join(told, " "))
	}
	return ended(name + ": " + description)
}

// place returns the words before the verb that say where it does something, as
// in "In the calendar, create an event", with the comma.
func place(text []string) []string {
	const most = 8
	if text[0] != "In" {
		return nil
	}
	for i, word := range text[:min(len(text), most)] {
		if strings.HasSuffix(word, ",") {
			return text[:i+1]
		}
	}
	return nil
}

// withoutSubject drops "This method" and the like, for which the name stands.
func withoutSubject(text []string) []string {
	if len(text) > 2 && text[0] == "This" && isOneOf(text[1], "action", "API", "function", "method", "operation") && verbs().isThird[text[2]] {
		return text[2:]
	}
	return text
}

// ended is a text with a full stop at its end, where no other mark is there but
// one that announces more.
func ended(text string) string {
	cut := strings.TrimRight(text, ":;,")
	last, _ := utf8.DecodeLastRuneInString(cut)
	if last == ')' || last <= unicode.MaxLatin1 && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
		return cut + "."
	}
	return text
}

// indicative turns the verbs at the start of a text, such as "Add or remove"
// or "Permanently delete", into the third person. It fails where a later verb
// of the first sentence may need the same.
func indicative(text []string) ([]string, bool) {
	at := 0
	if len(text) > 1 && strings.HasSuffix(text[0], "ly") && text[0] != "Reply" && text[0] != "Apply" {
		text[0] = strings.ToLower(text[0][:1]) + text[0][1:]
		at = 1
	}
	if len(text) < at+2 {
		return nil, false
	}
	first := strings.ToLower(text[at][:1]) + text[at][1:]
	verb, ok := conjugated(first)
	if !ok || text[at+1] == "of" || verbs().isNoun[first] && !isDeterminer(text[at+1]) {
		return nil, false
	}
	text[at] = verb
	at++
	for ; at < len(text) && (isConjunction(text[at]) || joins(text[at-1])); at++ {
		if verb, ok = conjugated(text[at]); ok {
			text[at] = verb
		} else if !isConjunction(text[at]) {
			return nil, false
		}
	}
	return text, verbs().isThird[first] || laterVerbs(text[at:])
}

// conjugated returns the third person of a verb, which may be in it already;
// a comma after it stays.
func conjugated(word string) (string, bool) {
	verb, comma := strings.CutSuffix(word, ",")
	third, ok := verbs().third[verb]
	if !ok {
		third, ok = verb, verbs().isThird[verb]
	}
	if comma {
		third += ","
	}
	return third, ok
}

func isConjunction(word string) bool { return isOneOf(word, "and", "or", "and/or", "then") }

// joins reports whether what follows a word stands beside what is before it.
func joins(word string) bool { return isConjunction(word) || strings.HasSuffix(word, ",") }

func isOneOf(word string, words ...string) bool { return slices.Contains(words, word) }

// isDeterminer reports whether a noun follows, so that a verb is before it.
func isDeterminer(word string) bool {
	return isOneOf(word, "a", "all", "an", "any", "it", "its", "the", "their", "them")
}

// laterVerbs does the same with the verbs later in the first sentence, as in
// "give a license, or take it away". It fails at a word that may be another
// thing than that.
func laterVerbs(text []string) bool {
	clause := false
	for i, word := range text {
		third, isVerb := verbs().third[strings.Trim(word, ",.")]
		switch {
		case !isVerb || i == 0:
			clause = clause || isOneOf(word, "that", "which", "who", "when", "if", "you", "can", "may", "must", "where")
		case i > 2 && isConjunction(text[i-1]) && text[i-3] == "to" && verbs().third[text[i-2]] != "":
			// "to enable or disable"
		case joins(text[i-1]):
			determined := i+1 < len(text) && isDeterminer(strings.Trim(text[i+1], ",."))
			if !determined && verbs().isNoun[strings.Trim(word, ",.")] {
				continue
			}
			if clause || !determined {
				return false
			}
			text[i] = third
		case text[i-1] == "to":
			clause = true
		}
		if strings.HasSuffix(word, ".") {
			return true
		}
	}
	return true
}
