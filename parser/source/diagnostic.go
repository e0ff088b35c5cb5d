package source

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says how bad a finding is.
type Severity int

// The severities, mildest first. The zero value is unknown.
const (
	Info    Severity = iota + 1 // worth knowing, nothing is lost
	Warning                     // a fact may be wrong or was repaired
	Error                       // a fact is missing
)

// String returns "info", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "unknown"
}

// MarshalText writes the name that String gives.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the names that String gives; others become unknown.
func (s *Severity) UnmarshalText(text []byte) error {
	for _, known := range []Severity{Info, Warning, Error} {
		if known.String() == string(text) {
			*s = known
			return nil
		}
	}
	*s = 0
	return nil
}

// Diagnostic is one fault of the documentation, with its place.
type Diagnostic struct {
	Pos      Pos      `json:"pos"`
	Severity Severity `json:"severity"`
	// Code is the stable id of the kind of fault, in kebab case.
	Code string `json:"code"`
	// Message is lower case, without full stop, and quotes page text with %q.
	Message string `json:"message"`
}

// String returns "path:line:col: message (code)", without the place where the
// fault has none.
func (d Diagnostic) String() string {
	if d.Pos.File == "" {
		return fmt.Sprintf("%s (%s)", d.Message, d.Code)
	}
	return fmt.Sprintf("%s: %s (%s)", d.Pos, d.Message, d.Code)
}

// List is a set of diagnostics under construction. The zero List is empty and
// ready to use.
type List []Diagnostic

// Add appends a diagnostic whose message is formatted as by fmt.Sprintf.
func (l *List) Add(pos Pos, sev Severity, code, format string, args ...any) {
	*l = append(*l, Diagnostic{Pos: pos, Severity: sev, Code: code, Message: fmt.Sprintf(format, args...)})
}

// Sort orders the list by place, code and message, and drops exact repeats.
func (l *List) Sort() {
	slices.SortFunc(*l, compare)
	*l = slices.Compact(*l)
}

func compare(a, b Diagnostic) int {
	switch {
	case a.Pos.Before(b.Pos):
		return -1
	case b.Pos.Before(a.Pos):
		return 1
	}
	if c := strings.Compare(a.Code, b.Code); c != 0 {
		return c
	}
	return strings.Compare(a.Message, b.Message)
}
