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
// It looks at one package at a time: calls by interface and of function values
// count where the function is named. Package scopes finds what a whole program
// reaches.
package scopecheck

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
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

// use is a place where a function is named, inside of another.
type use struct {
	of  *types.Func
	pos token.Pos
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
	uses := map[*types.Func][]use{}
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			collect(pass, decl, uses)
		}
	}
	exportFacts(pass, uses)
	all := slices.Concat(slices.Collect(maps.Values(uses))...)
	slices.SortFunc(all, func(a, b use) int { return cmp.Compare(a.pos, b.pos) })
	report(pass, allowed, all)
	return nil, nil
}

// collect notes the functions that a declaration names, by the function that
// does so; nil stands for package variables.
func collect(pass *analysis.Pass, decl ast.Decl, uses map[*types.Func][]use) {
	var in *types.Func
	if d, ok := decl.(*ast.FuncDecl); ok {
		in, _ = pass.TypesInfo.Defs[d.Name].(*types.Func)
	}
	ast.Inspect(decl, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if f, ok := pass.TypesInfo.Uses[id].(*types.Func); ok {
			uses[in] = append(uses[in], use{f.Origin(), id.Pos()})
		}
		return true
	})
}

// report reports the uses of other packages' functions that are not allowed.
func report(pass *analysis.Pass, allowed []directive, uses []use) {
	for _, u := range uses {
		var needs Needs
		if u.of.Pkg() == pass.Pkg || len(allowed) == 0 || !pass.ImportObjectFact(u.of, &needs) {
			continue
		}
		for _, o := range needs.Operations {
			for _, d := range allowed {
				if says := d.lacks(o); says != "" {
					pass.Report(analysis.Diagnostic{Pos: u.pos, Category: "scope", Message: message(u.of, needs, o, says, d)})
				}
			}
		}
	}
}

func message(f *types.Func, needs Needs, o Operation, says string, d directive) string {
	reaches := o.Name
	if !needs.Direct {
		reaches = fmt.Sprintf("%s.%s reaches %s, which", f.Pkg().Name(), f.Name(), o.Name)
	}
	return fmt.Sprintf("%s %s: outside of %s", reaches, says, d)
}

// exportFacts works out what the functions of the package need, also by each
// other, and makes facts of it.
func exportFacts(pass *analysis.Pass, uses map[*types.Func][]use) {
	needs := map[*types.Func]*Needs{}
	for f, list := range uses {
		needs[f] = &Needs{}
		for _, u := range list {
			var n Needs
			if u.of.Pkg() != pass.Pkg && pass.ImportObjectFact(u.of, &n) {
				needs[f].add(n.Operations)
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for f, list := range uses {
			for _, u := range list {
				if other := needs[u.of]; other != nil && needs[f].add(other.Operations) {
					changed = true
				}
			}
		}
	}
	for f, n := range needs {
		if f != nil && len(n.Operations) > 0 {
			n.sort()
			pass.ExportObjectFact(f, n)
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
				if !ok || text != "" && !strings.HasPrefix(text, " ") {
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
