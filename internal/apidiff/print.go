package apidiff

import (
	"bufio"
	"fmt"
	"io"

	"github.com/graphgen/graphgen/internal/jsontext"
	"github.com/graphgen/graphgen/parser/source"
)

// Schema is the version of the JSON form.
const Schema = 1

// WriteText writes one line per change, as Change.String gives it, and a last
// line with the counts and the verdict.
func (r *Report) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	for i := range r.Changes {
		c := &r.Changes[i]
		fmt.Fprintf(b, "%s\n", c)
	}
	for _, note := range r.Notes {
		fmt.Fprintf(b, "note: %s\n", printable(note))
	}
	fmt.Fprintf(b, "%s\n", r.Summary())
	return b.Flush()
}

// Summary says how many changes there are and what they ask for.
func (r *Report) Summary() string {
	if len(r.Changes) == 0 {
		return "no API changes"
	}
	noun := "changes"
	if len(r.Changes) == 1 {
		noun = "change"
	}
	return fmt.Sprintf("%d %s: %d breaking, %d added, %d other; next version: %s",
		len(r.Changes), noun, r.Count(Major), r.Count(Minor), r.Count(Patch), r.Verdict())
}

func also(c *Change) string {
	switch n := len(c.Also); n {
	case 0:
		return ""
	case 1:
		return " (and " + c.Also[0] + ")"
	default:
		return fmt.Sprintf(" (and %d more)", n)
	}
}

// WriteJSON writes the whole report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	changes := r.Changes
	if changes == nil {
		changes = []Change{}
	}
	return jsontext.Write(w, struct {
		Schema  int            `json:"schema"`
		Verdict Level          `json:"verdict"`
		Counts  map[string]int `json:"counts"`
		Notes   []string       `json:"notes,omitempty"`
		Changes []Change       `json:"changes"`
	}{Schema, r.Verdict(), map[string]int{
		Major.String(): r.Count(Major), Minor.String(): r.Count(Minor), Patch.String(): r.Count(Patch),
	}, r.Notes, changes})
}

// mostRunes of a value are printed; the JSON form has all.
const mostRunes = 1000

// printable makes page text safe for a part of a line, and ends it.
func printable(s string) string {
	n := 0
	for i := range s {
		if n++; n > mostRunes {
			s = s[:i] + "…"
			break
		}
	}
	return source.OneLine(s)
}

// String returns "path:line:col: level: version subject: message (kind)".
func (c *Change) String() string {
	return fmt.Sprintf("%s: %s: %s %s%s: %s (%s)",
		printable(c.Pos().String()), c.Level, c.Version, printable(c.Subject), printable(also(c)), c.Message(), c.Kind)
}
