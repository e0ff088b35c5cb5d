package lint

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// noFaults lists what package parser notes and what is no fault: a page of the
// resources folder that is an overview.
func noFaults() []string { return []string{"resource-none"} }

// isFine reports whether what package parser noted is no fault of the page.
func (l *linter) isFine(d source.Diagnostic) bool {
	if slices.Contains(noFaults(), d.Code) {
		return true
	}
	switch d.Code {
	case "response-status-differs": // the answer behind a redirection
		i, ok := l.index[d.Pos.File]
		return ok && l.pages[i].redirects
	case "table-row-open": // a table without outer pipes
		i, ok := l.index[d.Pos.File]
		return ok && l.pages[i].bareRows[d.Pos.Line]
	case "response-type-differs":
		return sameType(d.Message)
	}
	return false
}

// sameType reports whether the types that the message names are one: a link's
// text often leaves out the prefix of a type. A file of text beside JSON is no
// contradiction either.
func sameType(message string) bool {
	_, rest, _ := strings.Cut(message, "annotation says ")
	a, b, ok := strings.Cut(rest, ", the Response section ")
	if !ok {
		return false
	}
	a, b = strings.ToLower(lastName(a)), strings.ToLower(lastName(b))
	b = strings.TrimSuffix(b, "s") // a link's text may be plural
	return a == "stream" || strings.HasSuffix(strings.TrimSuffix(a, "s"), b) || strings.HasSuffix(b, a)
}
