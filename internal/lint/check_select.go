package lint

import "strings"

// checkSelect finds the properties that an example selects and that the type
// of what comes back lacks.
func (b *bodyCheck) checkSelect(t *declared) {
	_, query, _ := strings.Cut(b.url, "?")
	for part := range strings.SplitSeq(query, "&") {
		list, ok := strings.CutPrefix(part, "$select=")
		if !ok || b.isBelow() || casts(b.url) {
			continue
		}
		for name := range strings.SplitSeq(list, ",") {
			name, _, _ = strings.Cut(strings.TrimSpace(name), "/")
			if isName(name) && !b.mayHave(t, name) {
				b.report("example-select", b.urlAt, "example selects %q, which no table of %q has", clip(name), t.name)
			}
		}
	}
}

// mayHave reports whether a type or one that derives from it has a property.
func (b *bodyCheck) mayHave(t *declared, name string) bool {
	for _, h := range append(b.types.heirs(b.version, t), t) {
		if b.types.property(b.version, h, name) != nil || b.types.mayHave(b.version, h, name) || b.types.spelling(b.version, h, name) != "" {
			return true
		}
	}
	return false
}

func isName(s string) bool {
	for i := range len(s) {
		if !isLetterAt(s, i) && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return s != ""
}
