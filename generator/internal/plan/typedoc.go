package plan

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// typeDoc is the doc comment of a type.
func typeDoc(name string, r *model.Resource) []string {
	doc := comment(typeSentence(name, r), docWidth)
	if r.BaseType != "" && key(r.BaseType) != rootEntity {
		doc = append(doc, "")
		doc = append(doc, comment("It derives from "+r.BaseType+".", docWidth)...)
	}
	if r.Deprecated != "" {
		doc = append(doc, "")
		doc = append(doc, comment("Deprecated: "+r.Deprecated, docWidth)...)
	}
	return doc
}

// typeSentence makes a description the comment of a type: "The user resource
// represents …" becomes "User represents …", "A chart." becomes "Chart is a
// chart.". A text of another form stays as it is, behind the name and a colon.
func typeSentence(name string, r *model.Resource) string {
	text := withoutIntro(strings.TrimSpace(r.Description))
	list := strings.Fields(oneLine(text))
	if len(list) == 0 || saysNothing(text) {
		return name + " is the type " + r.Name + "."
	}
	verb := finiteVerb(list)
	switch first := strings.ToLower(list[0]); {
	case verb == 0 || verb > 0 && isAbout(list[:verb], r.Name):
		list = list[verb:]
		list[0] = strings.ToLower(list[0])
		return ended(name + " " + strings.Join(list, " "))
	case verb < 0 && isOneOf(first, "a", "an", "the"):
		list[0] = first
		return ended(name + " is " + strings.Join(list, " "))
	}
	return ended(name + ": " + text)
}

// withoutIntro drops a last sentence that introduces a list, which stands on
// the page alone.
func withoutIntro(text string) string {
	if at := strings.LastIndex(text, ". "); at > 0 && strings.HasSuffix(text, ":") {
		return text[:at+1]
	}
	return text
}

// finiteVerb returns the index of the verb of the first clause, -1 where it has
// none.
func finiteVerb(text []string) int {
	for i, word := range text {
		if i == 0 {
			word = strings.ToLower(word)
		}
		switch word {
		case "is", "are", "can", "has", "have", "represents", "describes", "contains", "provides", "specifies",
			"indicates", "allows", "defines", "declares", "determines", "enables", "holds", "encapsulates", "manages",
			"removes", "restricts":
			return i
		case "that", "that's", "which", "who", "whose", "when", "where", "if", "as":
			return -1
		}
		if i > 0 && isKindWord(text[i-1]) && strings.HasSuffix(word, "s") && !isOneOf(word, "types", "objects", "entities", "resources", "class", "classes") {
			return i // "the chart resource groups …"
		}
		if strings.IndexByte(".,:;", word[len(word)-1]) >= 0 {
			return -1
		}
	}
	return -1
}

// isKindWord reports whether a word stands for a type in general.
func isKindWord(word string) bool {
	return isOneOf(word, "type", "object", "entity", "resource", "class")
}

// isAbout reports whether the subject of a description is the type itself:
// "The user resource type", "An administrative unit".
func isAbout(subject []string, name string) bool {
	if slices.ContainsFunc(subject, func(word string) bool { return isOneOf(word, "property", "properties", "parameter", "collection") }) {
		return false
	}
	if len(subject) > 0 && isOneOf(strings.ToLower(subject[0]), "a", "an", "the", "this") {
		general := !slices.ContainsFunc(subject[1:], func(word string) bool { return !isKindWord(word) })
		if general && (len(subject) > 1 || strings.EqualFold(subject[0], "this")) {
			return true
		}
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	return strings.Contains(strings.ToLower(strings.Join(subject, "")), strings.ToLower(name))
}

// maxSentences bounds the comment of a field; the page has the rest.
const maxSentences = 3

// propertyDoc is the comment of a field.
func propertyDoc(p *model.Property) []string {
	text := told(p.Description, maxSentences)
	if p.Implied {
		text = "The key of the object. The documentation of the type does not list it."
	}
	if p.Required {
		text = required(text)
	}
	if len(p.Values) > 0 && !strings.Contains(text, p.Values[0]) {
		if text != "" && !strings.HasSuffix(text, ".") {
			text += "."
		}
		text = strings.TrimSpace(text + " Possible values: " + strings.Join(p.Values, ", ") + ".")
	}
	return comment(text, fieldWidth)
}

// saysNothing reports whether a description is none, or is what pages have in
// the place of one.
func saysNothing(text string) bool {
	text = strings.TrimRight(strings.TrimSpace(text), ".")
	return text == "" || strings.EqualFold(text, "not yet documented") ||
		strings.HasPrefix(text, "This topic provides descriptions of the declared methods") ||
		strings.HasPrefix(text, "One of the following permissions is required to call this API") ||
		strings.HasPrefix(text, "Use of these APIs in production applications is not supported")
}

// told returns the first n sentences of a member's description, and nothing of
// what only says that there is none.
func told(description string, n int) string {
	const none = "Not yet documented"
	if len(description) >= len(none) && strings.EqualFold(description[:len(none)], none) {
		description = strings.TrimLeft(description[len(none):], ". ")
	}
	return sentences(description, n)
}

// required makes a text begin with "Required.", unless it says so itself.
func required(text string) string {
	if strings.Contains(strings.ToLower(text), "required") {
		return text
	}
	return strings.TrimSpace("Required. " + text)
}

// sentences returns the first n sentences of text.
func sentences(text string, n int) string {
	text = strings.TrimSpace(text)
	for i := sentenceEnd(text, 0); i > 0; i = sentenceEnd(text, i) {
		if n--; n == 0 {
			return text[:i]
		}
	}
	return text
}

// sentenceEnd returns the index after the first full stop behind from that ends
// a sentence, 0 where there is none.
func sentenceEnd(text string, from int) int {
	for {
		stop := strings.Index(text[from:], ". ")
		if stop < 0 {
			return 0
		}
		from += stop + 1
		before := text[:from-1]
		if len(before) > 1 && before[len(before)-1] != '.' && !strings.HasSuffix(before, "e.g") && !strings.HasSuffix(before, "i.e") {
			return from
		}
	}
}
