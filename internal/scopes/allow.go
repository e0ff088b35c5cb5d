package scopes

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Verdict says how granted scopes compare with what a program needs in one
// mode.
type Verdict struct {
	Mode  string `json:"mode"`
	Lacks []Lack `json:"lacks"`
	// Unneeded are the granted scopes without which everything that they cover
	// is still covered, in the order given.
	Unneeded []Unneeded `json:"unneeded"`
	// Unknown are the operations whose pages do not say which scopes, and Notes
	// what was not seen. Neither makes the verdict worse.
	Unknown []Place `json:"unknown,omitempty"`
	Notes   []Note  `json:"notes,omitempty"`
}

// Lack is an operation that granted scopes do not cover.
type Lack struct {
	Place
	Context string `json:"context,omitempty"`
	// Needs are the scopes of which any one would do; none where the operation
	// can't be called in the mode.
	Needs []string `json:"needs"`
}

// Unneeded is a granted scope that nothing needs.
type Unneeded struct {
	Scope string `json:"scope"`
	// Covered is true where some operation takes the scope, but another granted
	// scope, less privileged or needed anyway, covers it.
	Covered bool `json:"covered"`
}

// OK reports whether the granted scopes are what the program needs, as far as
// is known.
func (v Verdict) OK() bool { return len(v.Lacks)+len(v.Unneeded) == 0 }

// ReadGranted reads a list of granted scopes: separated by white space or
// commas, with comments after "#".
func ReadGranted(text string) []string {
	var granted []string
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		granted = append(granted, strings.FieldsFunc(line, func(r rune) bool {
			return strings.ContainsRune(", \t\r\n", r)
		})...)
	}
	slices.Sort(granted)
	return slices.Compact(granted)
}

// signIn are the scopes that belong to signing in, not to an operation.
func signIn() []string { return []string{"email", "offline_access", "openid", "profile"} }

// Check compares granted scopes with what the program needs in a mode.
func (m Mode) Check(granted []string) Verdict {
	v := Verdict{Mode: m.Mode, Lacks: []Lack{}, Unneeded: []Unneeded{}, Unknown: m.Unknown}
	var demands []demand
	for _, g := range m.Grants {
		have := demand{}
		for _, s := range g.Alternatives {
			if slices.Contains(granted, s) {
				have.scopes = append(have.scopes, s)
			}
		}
		if len(have.scopes) == 0 {
			v.Lacks = append(v.Lacks, Lack{g.Place, g.Context, g.Alternatives})
		}
		demands = append(demands, have)
	}
	for _, o := range m.Impossible {
		v.Lacks = append(v.Lacks, Lack{Place: o, Needs: []string{}})
	}
	needed, _ := cover(demands)
	for _, s := range granted {
		if slices.Contains(needed, s) || slices.Contains(signIn(), s) {
			continue
		}
		covered := slices.ContainsFunc(demands, func(d demand) bool { return slices.Contains(d.scopes, s) })
		v.Unneeded = append(v.Unneeded, Unneeded{s, covered})
	}
	return v
}

// Best compares granted scopes with several modes, and returns the verdict on
// the mode that they fit best: an application that signs users in needs no
// application permissions, and the other way round.
func Best(modes []Mode, granted []string) Verdict {
	var best Verdict
	for i, m := range modes {
		if v := m.Check(granted); i == 0 || len(v.Lacks) < len(best.Lacks) ||
			len(v.Lacks) == len(best.Lacks) && len(v.Unneeded) < len(best.Unneeded) {
			best = v
		}
	}
	return best
}

// WriteText writes the verdict as lines "file:line: message".
func (v Verdict) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, l := range v.Lacks {
		context := ""
		if l.Context != "" {
			context = " (" + l.Context + ")"
		}
		says := "can't be called in this mode"
		if len(l.Needs) > 0 {
			says = "needs " + strings.Join(l.Needs, " or ")
		}
		for _, at := range l.Calls {
			fmt.Fprintf(&b, "%s: %s: %s%s %s\n", at, v.Mode, l.Operation, context, says)
		}
	}
	for _, u := range v.Unneeded {
		why := "no operation takes it"
		if u.Covered {
			why = "other granted scopes cover what it covers"
		}
		fmt.Fprintf(&b, "%s: granted but not needed: %s: %s\n", v.Mode, u.Scope, why)
	}
	for _, o := range v.Unknown {
		for _, at := range o.Calls {
			fmt.Fprintf(&b, "%s: %s: %s: the documentation lists no permission\n", at, v.Mode, o.Operation)
		}
	}
	writeNotes(&b, v.Notes)
	_, err := io.WriteString(w, b.String())
	return err
}
