package scopecheck

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/graphgen/graphgen/internal/sdk"
)

// Needs is the fact about a function that calls operations.
type Needs struct {
	// Direct is true for the methods of a client themselves.
	Direct bool
	// Operations are sorted by client and name.
	Operations []Operation
}

// Operation is one operation and its permissions.
type Operation struct {
	Client, Name string
	Needs        []sdk.Requirement
}

// AFact marks Needs as a fact.
func (*Needs) AFact() {}

func (n *Needs) String() string {
	names := make([]string, len(n.Operations))
	for i, o := range n.Operations {
		names[i] = o.Name
	}
	return "needs " + strings.Join(names, ", ")
}

// add adds operations and reports whether any was new.
func (n *Needs) add(ops []Operation) bool {
	before := len(n.Operations)
	for _, o := range ops {
		if !slices.ContainsFunc(n.Operations, func(have Operation) bool { return have.Client == o.Client && have.Name == o.Name }) {
			n.Operations = append(n.Operations, o)
		}
	}
	return len(n.Operations) > before
}

func (n *Needs) sort() {
	slices.SortFunc(n.Operations, func(a, b Operation) int {
		return strings.Compare(a.Client+" "+a.Name, b.Client+" "+b.Name)
	})
}

// readClient reads the marks of a generated client; nil where the package is
// none.
func readClient(pass *analysis.Pass) *sdk.Client {
	data, ok := pass.Pkg.Scope().Lookup(sdk.DataName).(*types.Const)
	if !ok || data.Val().Kind() != constant.String || !slices.ContainsFunc(pass.Files, sdk.IsGenerated) {
		return nil
	}
	client := sdk.New(pass.Pkg.Path())
	client.SetPermissions(constant.StringVal(data.Val()))
	return client
}

// exportClient makes facts of the directives of a client's methods.
func exportClient(pass *analysis.Pass, client *sdk.Client) {
	for _, f := range pass.Files {
		for _, decl := range f.Decls {
			d, ok := decl.(*ast.FuncDecl)
			if !ok || d.Doc == nil || d.Recv == nil {
				continue
			}
			for _, c := range d.Doc.List {
				if op, ok := sdk.Directive(c.Text); ok {
					fact := &Needs{Direct: true, Operations: []Operation{{client.Path, op, client.Needs(op)}}}
					pass.ExportObjectFact(pass.TypesInfo.Defs[d.Name], fact)
				}
			}
		}
	}
}
