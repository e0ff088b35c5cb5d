package parser

import (
	"strings"

	"github.com/graphgen/graphgen/parser/locale"
	"github.com/graphgen/graphgen/parser/markdown"
)

// maxValues bounds a list of possible values.
const maxValues = 1000

// possibleValues returns the values that a description lists, as in "Possible
// values are: `a`, `b`". A range such as "Valid values 1 to 365" lists none.
// The text comes in lower case too.
func (r *resourceReader) possibleValues(text, lower string) []string {
	at := r.valuesStart(lower)
	if at < 0 {
		return nil
	}
	tail := text[at:sentenceEnd(text, at)]
	if values := tickedValues(tail); len(values) > 0 {
		return distinct(append(values, r.hiddenValues(text)...))
	}
	if r.isTranslated() {
		return nil // words of prose may be translated
	}
	return plainValues(tail)
}

// hiddenValues returns the values that the service sends only to callers who
// ask for them with the header that the text names.
func (r *resourceReader) hiddenValues(text string) []string {
	_, tail, ok := strings.Cut(text, "include-unknown-enum-members`")
	if !ok {
		return nil
	}
	end := sentenceEnd(tail, 0)
	if values := tickedValues(tail[:end]); len(values) > 0 || end == len(tail) {
		return values
	}
	end++ // Korean announces them in a sentence of its own
	next := tail[end:sentenceEnd(tail, end)]
	if !r.isTranslated() || strings.Contains(next, "`$") {
		return nil // tells how to filter
	}
	return tickedValues(next)
}

// valuesStart returns where the words end that open a list of values, or -1.
func (r *resourceReader) valuesStart(lower string) int {
	if !r.isTranslated() && !strings.Contains(lower, "value") && !strings.Contains(lower, "one of") {
		return -1
	}
	first, end := len(lower), -1
	for _, words := range r.words.Values {
		i := strings.Index(lower, words)
		if i >= 0 && (i < first || i == first && i+len(words) > end) {
			first, end = i, i+len(words)
		}
	}
	return end
}

// lowerInPlace returns s in lower case without moving a byte.
func lowerInPlace(s string) string {
	if !locale.IsASCII(s) {
		if lower := strings.ToLower(s); len(lower) == len(s) {
			return lower
		}
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

// tickedValues returns the values among the code spans of s.
func tickedValues(s string) []string {
	if strings.IndexByte(s, '`') < 0 {
		return nil
	}
	var values []string
	for _, code := range markdown.Codes(s) {
		for item := range strings.SplitSeq(code, ",") {
			item = strings.Trim(item, `"'. `)
			if isValue(item) {
				values = append(values, item)
			}
		}
	}
	return distinct(values)
}

// isValue reports whether s may be a value of an enum of the service.
func isValue(s string) bool {
	if s == "" || s == "null" || len(s) > 100 || !isNameRune(rune(s[0])) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isNameRune(rune(c)) && c != ' ' && c != '-' && c != '.' && c != '#' && c != '+' {
			return false
		}
	}
	return true
}

// distinct drops repeats, and the list if it holds only numbers.
func distinct(values []string) []string {
	seen := make(map[string]bool, len(values))
	out, named := values[:0], false
	for _, v := range values {
		if seen[v] || len(out) == maxValues {
			continue
		}
		seen[v] = true
		named = named || strings.Trim(v, "0123456789.-+ ") != ""
		out = append(out, v)
	}
	if !named {
		return nil
	}
	return out
}

// plainValues returns the values of a list without code marks, if all of its
// items are single words.
func plainValues(s string) []string {
	s = markdown.Plain(s)
	if i := strings.IndexByte(s, ':'); i >= 0 && i < 30 {
		s = s[i+1:]
	} else {
		for _, verb := range [...]string{"are", "is", "include"} {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(s), verb+" "); ok {
				s = rest
			}
		}
	}
	s = dropParentheses(strings.TrimRight(s, ". "))
	for _, word := range [...]string{", and ", ", or ", " and ", " or ", ";", "|", "/"} {
		s = strings.ReplaceAll(s, word, ",")
	}
	var values []string
	for item := range strings.SplitSeq(s, ",") {
		item = strings.Trim(item, `"'. `)
		if item == "" {
			continue
		}
		if !isValue(item) || strings.Contains(item, " ") {
			return nil
		}
		values = append(values, item)
	}
	if len(values) < 2 {
		return nil
	}
	return distinct(values)
}

// dropParentheses drops what stands in parentheses.
func dropParentheses(s string) string {
	for {
		head, rest, ok := strings.Cut(s, "(")
		if !ok {
			return s
		}
		_, tail, ok := strings.Cut(rest, ")")
		if !ok {
			return head
		}
		s = strings.TrimRight(head, " ") + tail
	}
}
