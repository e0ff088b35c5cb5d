package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/generator/ir"
)

// PermissionsFile is the name of the file with the permissions of all
// operations. Package scopes reads it.
const PermissionsFile = "permissions.go"

// Permissions prints the table of permissions and the function that looks
// operations up in it.
func Permissions(pkg *ir.Package) ([]byte, error) {
	f := newFile(pkg.Name)
	f.Comment("Permissions returns what the documentation says that an operation needs: one entry")
	f.Comment("for each row of its table, such as Permissions(\"GET\", \"/users/{id}\"). The names of")
	f.Comment("placeholders do not matter. It returns nil for an operation without a table.")
	f.Func().Id("Permissions").Params(jen.Id("method"), jen.Id("path").String()).Index().Id("OperationPermission").
		Block(jen.Return(jen.Id("lookUpPermissions").Call(jen.Id("permissionData"), jen.Id("method"), jen.Id("path"))))
	f.Line()
	f.Comment("permissionData is linked into programs that call Permissions alone.")
	f.Const().Id("permissionData").Op("=").Op("`" + pkg.Permissions + "`")
	return render(PermissionsFile, f)
}
