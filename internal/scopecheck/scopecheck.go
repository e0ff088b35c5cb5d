// Package scopecheck is an analyzer that holds packages to the permissions
// that they declare:
//
//	//graph:scopes User.Read Mail.Read
//
// in a file of a package allows calls of operations that one of the scopes is
// enough for, and no others. What functions of other packages need is known by
// facts. With "application:" or another mode before the scopes, the calls must
// be possible in that mode; without, in any.
//
// It looks at one package at a time: calls of function values count where the
// function is named, calls by interface where a value becomes one of its type.
// Package scopes finds what a whole program reaches.
package scopecheck

import (
	"cmp"
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// New returns the analyzer.
func New() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "graphscopes",
		Doc: "report calls of Microsoft Graph that the scopes of the package do not allow\n\n" +
			"A package with a comment such as //graph:scopes User.Read Mail.Read may only call\n" +
			"operations for which one of these scopes is enough.",
		URL:       "https://github.com/graphgen/graphgen/blob/main/docs/permissions.md#in-go-vet",
		Run:       run,
		FactTypes: []analysis.Fact{&Needs{}},
	}
}

func run(pass *analysis.Pass) (any, error) {
	if client := readClient(pass); client != nil {
		exportClient(pass, client)
		return nil, nil
	}
	allowed := directives(pass)
	if len(allowed) == 0 && len(pass.AllObjectFacts()) == 0 {
		return nil, nil
	}
	found := collect(pass)
	exportFacts(pass, found.by)
	report(pass, allowed, slices.Concat(slices.Collect(maps.Values(found.by))...))
	return nil, nil
}

// report reports the uses of other packages' functions that are not allowed.
func report(pass *analysis.Pass, allowed []directive, all []use) {
	var out []analysis.Diagnostic
	for _, u := range all {
		needs := u.needs(pass)
		for _, o := range needs.Operations {
			for _, d := range allowed {
				if says := d.lacks(o); says != "" {
					out = append(out, analysis.Diagnostic{Pos: u.pos, Category: "scope", Message: message(u.of, needs, o, says, d)})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b analysis.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	for _, d := range slices.CompactFunc(out, func(a, b analysis.Diagnostic) bool { return a.Pos == b.Pos && a.Message == b.Message }) {
		pass.Report(d)
	}
}

// needs returns what a use needs that other packages declare.
func (u use) needs(pass *analysis.Pass) Needs {
	var n Needs
	switch {
	case u.raw != nil:
		n = Needs{Direct: true, Operations: []Operation{*u.raw}}
	case u.of.Pkg() != pass.Pkg:
		pass.ImportObjectFact(u.of, &n)
	}
	return n
}

func message(of types.Object, needs Needs, o Operation, says string, d directive) string {
	reaches := o.Name
	switch {
	case o.Name == "":
		reaches = "Do"
	case !needs.Direct:
		reaches = fmt.Sprintf("%s.%s reaches %s, which", of.Pkg().Name(), of.Name(), o.Name)
	}
	return fmt.Sprintf("%s %s: outside of %s", reaches, says, d)
}

// exportFacts works out what the functions and variables of the package need,
// also by each other, and makes facts of it.
func exportFacts(pass *analysis.Pass, uses map[types.Object][]use) {
	needs := map[types.Object]*Needs{}
	for obj, list := range uses {
		needs[obj] = &Needs{}
		for _, u := range list {
			if u.raw == nil || u.raw.Name != "" {
				needs[obj].add(u.needs(pass).Operations)
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for obj, list := range uses {
			for _, u := range list {
				if other := needs[u.of]; other != nil && needs[obj].add(other.Operations) {
					changed = true
				}
			}
		}
	}
	for obj, n := range needs {
		if obj != nil && len(n.Operations) > 0 {
			n.sort()
			pass.ExportObjectFact(obj, n)
		}
	}
}

// directives reads the directives of the package.
func directives(pass *analysis.Pass) []directive {
	var out []directive
	for _, f := range pass.Files {
		for _, group := range f.Comments {
			for _, c := range group.List {
				text, ok := strings.CutPrefix(c.Text, mark)
				if !ok || text != "" && !strings.HasPrefix(text, " ") && !strings.HasPrefix(text, "\t") {
					continue
				}
				d, err := parse(text)
				if err != nil {
					pass.Reportf(c.Pos(), "%v", err)
					continue
				}
				out = merge(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b directive) int { return strings.Compare(a.mode, b.mode) })
	return out
}
