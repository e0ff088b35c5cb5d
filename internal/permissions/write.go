package permissions

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/graphgen/graphgen/internal/jsontext"
	"github.com/graphgen/graphgen/parser/source"
)

// WriteJSON writes the matrix as one JSON object.
func (m *Matrix) WriteJSON(w io.Writer) error {
	return jsontext.Write(w, m)
}

// WriteCSV writes one line for each scope of each operation and account, and
// one for each account that has none. Where several scopes are needed together,
// set is the number of the set, of each of which one is needed; a scope may be
// in several.
func (m *Matrix) WriteCSV(w io.Writer) error {
	lines := [][]string{{"version", "method", "path", "call", "account", "context", "scope", "rank", "least", "status", "set"}}
	for _, o := range m.Operations {
		if len(o.Rows) == 0 {
			o.Rows = []Row{{Unreadable: true}}
		}
		for _, r := range o.Rows {
			start := []string{o.Version, o.Method, inert(o.Path), o.Call, r.Account, inert(r.Context)}
			for n, set := range r.sets() {
				number := ""
				if len(r.AllOf) > 0 {
					number = strconv.Itoa(n + 1)
				}
				for i, s := range set.scopes {
					lines = append(lines, append(start[:6:6], inert(s), strconv.Itoa(i+1), strconv.FormatBool(i < set.least), "supported", number))
				}
			}
			if len(r.Scopes) == 0 {
				lines = append(lines, append(start[:6:6], "", "", "", r.status(), ""))
			}
		}
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// inert keeps spreadsheets from taking text for a formula, and terminals from
// obeying it.
func inert(text string) string {
	text = source.OneLine(text)
	if start := strings.TrimLeft(text, " "); start != "" && strings.ContainsRune("=+-@", rune(start[0])) {
		return "'" + text
	}
	return text
}

// status says what a row without scopes means.
func (r Row) status() string {
	switch {
	case r.Unreadable:
		return "unknown"
	case r.Supported:
		return "no scope needed"
	}
	return "not supported"
}

// WriteTable writes a table for people: the least privileged scopes have a
// star.
func (m *Matrix) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("VERSION\tOPERATION\tACCOUNT\tSCOPES (* least privileged)\n")
	for _, o := range m.Operations {
		first := o.Version + "\t" + source.OneLine(o.Method+" "+o.Path)
		if len(o.Rows) == 0 {
			fmt.Fprintf(&b, "%s\t\tno permission listed\n", first)
		}
		for _, r := range o.Rows {
			account := r.Account
			if r.Context != "" {
				account += " (" + r.Context + ")"
			}
			fmt.Fprintf(&b, "%s\t%s\t%s\n", first, source.OneLine(account), source.OneLine(r.text()))
			first = "\t"
		}
		fmt.Fprintf(&b, "\t  %s\t\t\n", source.OneLine(o.Call))
	}
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	if _, err := io.WriteString(t, b.String()); err != nil {
		return err
	}
	return t.Flush()
}

func (r Row) text() string {
	if len(r.Scopes) == 0 {
		return r.status()
	}
	var texts []string
	for _, set := range r.sets() {
		marked := slices.Clone(set.scopes)
		for i := range set.least {
			marked[i] += "*"
		}
		text := strings.Join(marked, " ")
		if len(r.AllOf) > 1 && len(marked) > 1 {
			text = "(" + text + ")"
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " and ")
}
