package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/parser/source"
)

// Report is what Run found.
type Report struct {
	// Findings are sorted by place.
	Findings []Finding
	// Pages is how many pages the source holds.
	Pages int
	// Suppressed and Known count the findings that suppressions and the
	// baseline took away.
	Suppressed, Known int
	// Gone is how many entries of the baseline no finding has any more.
	Gone int

	known      []Finding // taken away by the baseline
	characters bool      // columns count characters
}

// CountCharacters makes the columns of the findings, which count bytes, count
// characters, as GitHub and SARIF do. The columns of files that read can't
// return stay.
func (r *Report) CountCharacters(read func(name string) ([]byte, error)) {
	r.characters = true
	var lines place
	file := ""
	for i := range r.Findings {
		pos := &r.Findings[i].Pos
		if pos.File != file || lines.lines == nil {
			data, err := read(pos.File)
			if err != nil {
				continue
			}
			file, lines.lines = pos.File, newLines(data)
		}
		at := lines.offset(*pos)
		pos.Column = utf8.RuneCount(lines.data[lines.lineStart(at):at]) + 1
	}
}

// Count returns how many findings have the severity.
func (r *Report) Count(sev source.Severity) int {
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Severity == sev {
			n++
		}
	}
	return n
}

// FailOn reports whether a finding has the severity or a worse one. Zero never
// fails.
func (r *Report) FailOn(sev source.Severity) bool {
	return sev > 0 && slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity >= sev })
}

// ParseFailOn reads the value of --fail-on: "info", "warning", "error" or
// "never", which is zero.
func ParseFailOn(s string) (source.Severity, error) {
	if s == "never" {
		return 0, nil
	}
	var sev source.Severity
	_ = sev.UnmarshalText([]byte(s)) // it never fails, unknown names give zero
	if sev == 0 {
		return 0, fmt.Errorf("fail-on %q: expected never, info, warning or error", s)
	}
	return sev, nil
}

// RuleCount says how many findings a rule has.
type RuleCount struct {
	Rule  string
	Count int
}

// Counts returns the rules that have findings, sorted by id.
func (r *Report) Counts() []RuleCount {
	count := map[string]int{}
	for i := range r.Findings {
		count[r.Findings[i].Rule]++
	}
	out := make([]RuleCount, 0, len(count))
	for id, n := range count {
		out = append(out, RuleCount{id, n})
	}
	slices.SortFunc(out, func(a, b RuleCount) int { return strings.Compare(a.Rule, b.Rule) })
	return out
}

// Summary says in one line what the report holds.
func (r *Report) Summary() string {
	s := fmt.Sprintf("%d pages: %d errors, %d warnings, %d notes", r.Pages,
		r.Count(source.Error), r.Count(source.Warning), r.Count(source.Info))
	if r.Suppressed > 0 {
		s += fmt.Sprintf("; %d suppressed", r.Suppressed)
	}
	if r.Known > 0 {
		s += fmt.Sprintf("; %d in the baseline", r.Known)
	}
	if r.Gone > 0 {
		s += fmt.Sprintf("; %d entries of the baseline are no longer found", r.Gone)
	}
	return s
}
