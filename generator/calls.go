package generator

import (
	"strings"

	"github.com/graphgen/graphgen/generator/ir"
	"github.com/graphgen/graphgen/parser/model"
)

// Calls returns how the generated client calls each operation, such as
// "client.Users.Get(ctx, userID, opts)", by "METHOD /path".
func Calls(api *model.API, opts Options) map[string]string {
	opts.defaults()
	made := planned(api, opts, nil) // names of types don't matter
	arguments := map[string]string{}
	for _, file := range made.pkg.Files {
		for _, s := range file.Services {
			for _, m := range s.Methods {
				if m.Kind != ir.All && len(m.Doc) > 0 {
					arguments[strings.TrimPrefix(m.Doc[len(m.Doc)-1], ir.OperationDirective)] = argumentsOf(m)
				}
			}
		}
	}
	calls := map[string]string{}
	for i, op := range made.ops {
		key := op.Method + " " + op.Path
		calls[key] = "client." + made.names[i].String() + "(" + arguments[key] + ")"
	}
	return calls
}

func argumentsOf(m *ir.Method) string {
	args := []string{"ctx"}
	for _, a := range m.Args {
		args = append(args, a.Name)
	}
	if m.Upload {
		args = append(args, "contentType", "content")
	}
	if m.Body != nil {
		args = append(args, "body")
	}
	if m.Options != nil {
		args = append(args, "opts")
	}
	return strings.Join(args, ", ")
}
