package plan

import (
	"strings"

	"github.com/graphgen/graphgen/parser/model"
)

// typeDoc is the doc comment of a type.
func typeDoc(name string, r *model.Resource) []string {
	text := strings.TrimSpace(r.Description)
	if told := afterSubject(text); told != "" {
		text = told
	}
	switch first, rest, _ := strings.Cut(text, " "); {
	case saysNothing(text):
		text = name + " is the type " + r.Name + "."
	case first == "Represents" || first == "Describes" || first == "Contains" || first == "Provides" || first == "Specifies":
		text = name + " " + strings.ToLower(first) + " " + rest
	case first == "A" || first == "An" || first == "The":
		text = name + " is " + strings.ToLower(first) + " " + rest
	default:
		text = name + ": " + text
	}
	doc := comment(text, docWidth)
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

// afterSubject returns what follows "The user resource type" before "represents"
// and its like, with a capital; none for other texts.
func afterSubject(text string) string {
	for i, word := range strings.Fields(text) {
		switch {
		case i > 1 && isOneOf(word, "represents describes contains provides specifies"):
			_, rest, _ := strings.Cut(text, word)
			return strings.ToUpper(word[:1]) + word[1:] + rest
		case i == 0 && !isOneOf(word, "A An The This"), i > 1 && !isOneOf(word, "resource type object entity complex"), i > 4:
			return ""
		}
	}
	return ""
}

// maxSentences bounds the comment of a field; the page has the rest.
const maxSentences = 3

// propertyDoc is the comment of a field.
func propertyDoc(p model.Property) []string {
	text := sentences(p.Description, maxSentences)
	if saysNothing(text) {
		text = ""
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
	return text == "" || strings.EqualFold(text, "not yet documented")
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
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '.' && text[i+1] == ' ' && i > 1 && text[i-1] != '.' && !strings.HasSuffix(text[:i], "e.g") && !strings.HasSuffix(text[:i], "i.e") {
			if n--; n == 0 {
				return text[:i+1]
			}
		}
	}
	return text
}
