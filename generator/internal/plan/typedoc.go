package plan

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// typeDoc is the doc comment of a type.
func typeDoc(name string, r *model.Resource) []string {
	text := strings.TrimSpace(r.Description)
	switch first, rest, _ := strings.Cut(text, " "); {
	case text == "":
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

// maxSentences bounds the comment of a field; the page has the rest.
const maxSentences = 3

// propertyDoc is the comment of a field.
func propertyDoc(p model.Property) []string {
	text := sentences(p.Description, maxSentences)
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

// enum plans the string type of an enum.
func (t *typeSet) enum(r *model.Resource) *ir.Enum {
	e := &ir.Enum{Name: t.names[key(r.Name)]}
	e.Doc = typeDoc(e.Name, r)
	if r.Flags {
		e.Doc = append(e.Doc, "", "Values combine, separated by commas.")
	}
	names := map[string]bool{}
	values := map[string]bool{}
	for _, m := range r.Members {
		if m.Name == "" || values[m.Name] || !isPropertyName(m.Name) {
			continue
		}
		values[m.Name] = true
		name := e.Name + t.rules.Exported(m.Name)
		for names[name] || t.taken[name] != "" || name == e.Name {
			name += "Value"
		}
		names[name] = true
		e.Members = append(e.Members, ir.EnumMember{Name: name, Value: m.Name, Doc: comment(sentences(m.Description, 1), fieldWidth)})
	}
	for name := range names {
		t.taken[name] = r.Name
	}
	return e
}
