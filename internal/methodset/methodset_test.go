package methodset

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

const program = `package p

type doer interface{ Do(); Close() }
type box[T any] struct{ v T }
func (b *box[T]) Do() {}
func (b *box[T]) Close() {}
func (b *box[T]) Other() {}
type half int
func (half) Do() {}
func use[T interface{ ~int; Do() }, U any](T, U) {}
func _() { use(half(1), &box[int]{}) }
var _ doer = &box[int]{}
`

func names(methods []*types.Func) string {
	var list []string
	for _, m := range methods {
		list = append(list, m.FullName())
	}
	return strings.Join(list, " ")
}

// TestBy wants methods as they are declared, once each, and of no interface.
func TestBy(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", program, 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Instances: map[*ast.Ident]types.Instance{}, Uses: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Importer: importer.Default()}
	pkg, err := config.Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	typeOf := func(name string) types.Type { return pkg.Scope().Lookup(name).Type() }
	box := typeOf("box").(*types.Named)
	for _, tt := range []struct {
		iface, t types.Type
		want     string
	}{
		{typeOf("doer"), types.NewPointer(box), "(*p.box[T]).Close (*p.box[T]).Do"},
		{typeOf("doer"), box, ""},
		{typeOf("doer"), typeOf("half"), "(p.half).Do"},
		{typeOf("doer"), typeOf("doer"), ""},
		{typeOf("half"), typeOf("half"), ""},
	} {
		if got := names(By(tt.iface, tt.t)); got != tt.want {
			t.Errorf("%v by %v: got %q, want %q", tt.t, tt.iface, got, tt.want)
		}
	}
	var got []string
	for id, inst := range info.Instances {
		got = append(got, id.Name+": "+names(ByConstraints(info.Uses[id], inst.TypeArgs)))
	}
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, []string{"box: ", "use: (p.half).Do"}) {
		t.Errorf("got %q", got)
	}
	if got := ByConstraints(pkg.Scope().Lookup("half"), nil); got != nil {
		t.Errorf("got %v of a type without parameters", got)
	}
}
