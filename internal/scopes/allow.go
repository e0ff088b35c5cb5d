package scopes

import (
	"slices"
	"strings"
)

// Lack is an operation that granted scopes do not cover.
type Lack struct {
	Mode      string   `json:"mode"`
	Operation string   `json:"operation"`
	Needs     []string `json:"needs"` // any one of them
	Calls     []string `json:"calls"`
}

// ReadGranted reads a list of granted scopes: separated by white space or
// commas, with comments after "#".
func ReadGranted(text string) []string {
	var granted []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		granted = append(granted, strings.FieldsFunc(line, func(r rune) bool {
			return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r'
		})...)
	}
	slices.Sort(granted)
	return slices.Compact(granted)
}

// Check returns what the granted scopes do not cover in one mode, and the
// granted scopes that no operation takes.
func (m Mode) Check(granted []string) (lacks []Lack, unused []string) {
	used := map[string]bool{}
	for _, g := range m.Grants {
		covered := false
		for _, s := range g.Alternatives {
			if slices.Contains(granted, s) {
				covered = true
				used[s] = true
			}
		}
		if !covered {
			lacks = append(lacks, Lack{m.Mode, g.Operation, g.Alternatives, g.Calls})
		}
	}
	for _, op := range m.Impossible {
		lacks = append(lacks, Lack{Mode: m.Mode, Operation: op})
	}
	for _, s := range granted {
		if !used[s] {
			unused = append(unused, s)
		}
	}
	return lacks, unused
}
