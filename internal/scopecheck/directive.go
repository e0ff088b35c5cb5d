package scopecheck

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/sdk"
)

// mark starts a directive.
const mark = "//graph:scopes"

// directive is the scopes that a package may use.
type directive struct {
	mode   string // empty: any
	scopes []string
}

func (d directive) String() string {
	mode := ""
	if d.mode != "" {
		mode = " " + d.mode + ":"
	}
	return strings.TrimSpace(mark + mode + " " + strings.Join(d.scopes, " "))
}

// parse reads what stands behind the mark.
func parse(text string) (directive, error) {
	text, _, _ = strings.Cut(text, " //")
	d := directive{scopes: strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' })}
	if len(d.scopes) == 0 || !strings.HasSuffix(d.scopes[0], ":") {
		return d, nil
	}
	d.mode = strings.TrimSuffix(d.scopes[0], ":")
	d.scopes = d.scopes[1:]
	if d.mode == "delegated" {
		d.mode = sdk.DelegatedWork
	}
	if !slices.Contains(sdk.Modes(), d.mode) {
		return d, fmt.Errorf("%s: mode %q: expected delegated, delegatedPersonal or application", mark, d.mode)
	}
	return d, nil
}

// merge adds a directive to those of other lines and files.
func merge(all []directive, d directive) []directive {
	for i := range all {
		if all[i].mode == d.mode {
			all[i].scopes = slices.Compact(slices.Sorted(slices.Values(append(all[i].scopes, d.scopes...))))
			return all
		}
	}
	return append(all, d)
}

// lacks says what an operation needs beyond the directive; nothing where it is
// allowed.
func (d directive) lacks(o Operation) string {
	if o.Name == "" {
		return "takes an operation that is not known"
	}
	modes := []string{d.mode}
	if d.mode == "" {
		modes = sdk.Modes()
	}
	var one []string  // scopes that are enough with one type of account
	var sets []string // where several are needed
	known := false
	for _, mode := range modes {
		rows := sdk.Relevant(o.Name, o.Needs, mode)
		known = known || len(rows) > 0
		lacking, possible := d.lacking(rows)
		switch {
		case len(rows) > 0 && possible && len(lacking) == 0:
			return ""
		case len(lacking) == 1:
			one = union(one, lacking[0])
		case len(lacking) > 1:
			sets = union(sets, []string{together(lacking)})
		}
	}
	if !known {
		return "" // the documentation says nothing
	}
	if len(one) > 0 {
		sets = append([]string{alternatives(one)}, sets...)
	}
	if len(sets) == 0 {
		return "can't be called with these accounts"
	}
	return "needs " + strings.Join(sets, ", or ")
}

func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// together writes sets of alternatives, of each of which one is needed.
func together(sets [][]string) string {
	texts := make([]string, len(sets))
	for i, set := range sets {
		texts[i] = alternatives(set)
		if len(set) > 1 {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	return strings.Join(texts, " and ")
}

// alternatives writes scopes, least privileged first, and not too many.
func alternatives(scopes []string) string {
	const most = 4
	if len(scopes) > most+1 {
		return strings.Join(scopes[:most], " or ") + fmt.Sprintf(" or one of %d more", len(scopes)-most)
	}
	return strings.Join(scopes, " or ")
}

// lacking returns the alternatives of each row that no scope of the directive
// meets, and whether the operation can be called at all.
func (d directive) lacking(rows []sdk.Requirement) (sets [][]string, possible bool) {
	for _, r := range rows {
		possible = possible || r.Supported
		met := len(r.Scopes) == 0 || slices.ContainsFunc(r.Scopes, func(s string) bool { return slices.Contains(d.scopes, s) })
		if !met {
			sets = append(sets, r.Scopes)
		}
	}
	return sets, possible
}
