package emit

import "github.com/dave/jennifer/jen"

// permissions is the table of permissions and the function that looks
// operations up in it.
type permissions struct{}

func (permissions) code() []jen.Code {
	return []jen.Code{
		jen.Comment("Permissions returns what the documentation says that an operation needs: one entry"),
		jen.Comment("for each row of its table, such as Permissions(\"GET\", \"/users/{id}\"). The names of"),
		jen.Comment("placeholders do not matter. Where a row asks for several scopes together, there are"),
		jen.Comment("several entries of its account and context, and one scope of each is needed. It"),
		jen.Comment("returns nil for an operation without a table."),
		jen.Func().Id("Permissions").Params(jen.Id("method"), jen.Id("path").String()).Index().Id("OperationPermission").
			Block(jen.Return(jen.Id("lookUpPermissions").Call(jen.Id("permissionData"), jen.Id("method"), jen.Id("path")))).Line(),
		jen.Comment("permissionData is linked into programs that call Permissions alone."),
		jen.Const().Id("permissionData").Op("=").Add(holePermissions.raw()),
	}
}
