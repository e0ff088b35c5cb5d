package lint

import (
	"strconv"
	"strings"
)

// repair returns the edit that repairs the finding at a place, or false where
// the page does not look as the repair expects.
type repair func(p place) (edit, bool)

// repairs lists the rules whose findings can be repaired without knowing more
// than the page says.
func repairs() map[string]repair {
	return map[string]repair{
		"annotation-boolean":        unquoteBoolean,
		"annotation-escaped-quotes": unescapeQuotes,
		"annotation-json":           dropComma,
		"annotation-legacy-type":    replaceText(`"@type"`, `"@odata.type"`),
		"fence-text-in-info":        breakFence,
		"fence-two-ticks":           insertText("`"),
		"front-matter-yaml":         quoteValue,
		"header-case":               replaceQuoted,
		"heading-no-space":          spaceHeading,
		"json-invalid":              dropComma,
		"link-backslash":            slashLink,
		"link-case":                 renameLink,
		"link-extension":            extendLink,
		"message-gap":               insertText("\n"),
		"namespace-typo":            replaceQuoted,
		"path-no-slash":             slashPath,
		"path-trailing-slash":       dropSlash,
		"permission-label-unclosed": closeLabel,
		"request-glued":             spaceMethod,
		"resource-json":             dropComma,
		"scope-mended":              replaceQuoted,
		"scope-separator":           insertComma,
		"status-line":               replaceText("HTTP ", "HTTP/1.1 "),
		"status-phrase":             correctPhrase,
		"table-delimiter-width":     fitDelimiter,
		"table-no-delimiter":        addDelimiter,
		"table-row-open":            closeRow,
		"table-split":               dropBlankLine,
		"type-spelling":             replaceQuoted,
	}
}

// insertText puts text at the place.
func insertText(text string) repair {
	return func(p place) (edit, bool) { return edit{p.at, p.at, text}, true }
}

// replaceText replaces the text that stands at the place.
func replaceText(old, new string) repair {
	return func(p place) (edit, bool) {
		return edit{p.at, p.at + len(old), new}, strings.HasPrefix(p.rest(), old)
	}
}

// replaceQuoted replaces the first text that the message quotes with the
// second one, at its first place behind the finding's.
func replaceQuoted(p place) (edit, bool) {
	old, new, ok := quotedPair(p.message)
	i := strings.Index(p.rest(), old)
	if !ok || i < 0 {
		return edit{}, false
	}
	return edit{p.at + i, p.at + i + len(old), new}, true
}

// quotedPair returns the two texts that a message quotes.
func quotedPair(message string) (a, b string, ok bool) {
	var found []string
	for rest := message; ; {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			break
		}
		quoted, err := strconv.QuotedPrefix(rest[i:])
		if err != nil {
			return "", "", false
		}
		s, err := strconv.Unquote(quoted)
		if err != nil {
			return "", "", false
		}
		found = append(found, s)
		rest = rest[i+len(quoted):]
	}
	if len(found) != 2 || found[0] == "" || strings.HasSuffix(found[0], "…") || strings.HasSuffix(found[1], "…") {
		return "", "", false
	}
	return found[0], found[1], true
}

// dropComma removes the comma before the bracket at the place.
func dropComma(p place) (edit, bool) {
	if !strings.HasSuffix(p.message, "trailing comma") || strings.IndexByte("]}", p.byteAt(p.at)) < 0 {
		return edit{}, false
	}
	i := p.at - 1
	for i >= 0 && strings.IndexByte(" \t\r\n", p.data[i]) >= 0 {
		i--
	}
	start := i
	for start > 0 && p.data[start-1] == ' ' {
		start--
	}
	return edit{start, i + 1, ""}, i >= 0 && p.data[i] == ','
}

func unquoteBoolean(p place) (edit, bool) {
	for _, word := range []string{"true", "false"} {
		if strings.HasPrefix(p.rest(), `"`+word+`"`) {
			return edit{p.at, p.at + len(word) + 2, word}, true
		}
	}
	return edit{}, false
}

// unescapeQuotes rewrites the comment that begins at the place.
func unescapeQuotes(p place) (edit, bool) {
	body, _, ok := strings.Cut(string(p.data[p.at:]), "-->")
	return edit{p.at, p.at + len(body), strings.ReplaceAll(body, "&quot;", `"`)}, ok
}

// breakFence puts the request on a line of its own.
func breakFence(p place) (edit, bool) {
	word, request, ok := strings.Cut(p.rest(), " ")
	if word == "```" { // a blank before the language
		lang, rest, found := strings.Cut(request, " ")
		word, request, ok = word+" "+lang, rest, found
	}
	return edit{p.at + len(word), p.at + len(word) + 1, "\n"}, ok && httpMethod(request) != ""
}

// quoteValue puts quotes around the value of a key of the front matter.
func quoteValue(p place) (edit, bool) {
	key, value, ok := strings.Cut(p.rest(), ":")
	trimmed := strings.TrimSpace(value)
	if !ok || trimmed == "" || strings.ContainsAny(trimmed, "\"\\'") {
		return edit{}, false
	}
	start := p.at + len(key) + 1 + strings.Index(value, trimmed)
	return edit{start, start + len(trimmed), `"` + trimmed + `"`}, true
}

func spaceHeading(p place) (edit, bool) {
	n := len(p.rest()) - len(strings.TrimLeft(p.rest(), "#"))
	return edit{p.at + n, p.at + n, " "}, n > 0
}

func spaceMethod(p place) (edit, bool) {
	for _, m := range httpMethods {
		if rest, ok := strings.CutPrefix(p.rest(), m); ok && strings.HasPrefix(rest, "/") {
			return edit{p.at + len(m), p.at + len(m), " "}, true
		}
	}
	return edit{}, false
}

// slashPath puts a slash before the path of a request line.
func slashPath(p place) (edit, bool) {
	method, path, ok := strings.Cut(p.rest(), " ")
	if !ok || httpMethod(method+" ") == "" || !isLetterAt(path, 0) || strings.HasPrefix(path, "http") {
		return edit{}, false
	}
	at := p.at + len(method) + 1
	return edit{at, at, "/"}, true
}

// dropSlash removes the slash at the end of a request line's path.
func dropSlash(p place) (edit, bool) {
	path, _, _ := strings.Cut(p.rest(), "?")
	path = strings.TrimRight(path, " \t")
	return edit{p.at + len(path) - 1, p.at + len(path), ""}, strings.HasSuffix(path, "/")
}

// correctPhrase repairs a phrase with a typing error; where code and phrase
// are of two kinds nobody knows which is wrong.
func correctPhrase(p place) (edit, bool) {
	want, have, ok := quotedPair(p.message)
	i := strings.Index(p.rest(), have)
	if !ok || i < 0 || !within(strings.ToLower(have), strings.ToLower(want), 2) || len(have) < 5 {
		return edit{}, false
	}
	return edit{p.at + i, p.at + i + len(have), want}, true
}

func insertComma(p place) (edit, bool) {
	end := p.at
	for end > 0 && p.data[end-1] == ' ' {
		end--
	}
	start := end
	for start > 0 && strings.IndexByte(" ;.,", p.data[start-1]) >= 0 {
		start--
	}
	return edit{start, end, ","}, start > 0 && !conjunction(p.cell())
}
