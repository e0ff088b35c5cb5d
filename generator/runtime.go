package generator

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"

	"github.com/graphgen/graphgen/generator/internal/emit"
)

// renamed returns the runtime's files with the package clause and the header
// of a generated package.
func renamed(files []File, pkg string) ([]File, error) {
	out := make([]File, len(files))
	for i, f := range files {
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, f.Path, f.Data, parser.PackageClauseOnly)
		if err != nil {
			return nil, fmt.Errorf("runtime file: %w", err)
		}
		start := fset.Position(parsed.Name.Pos()).Offset
		end := fset.Position(parsed.Name.End()).Offset
		var b bytes.Buffer
		b.WriteString(emit.Header + "\n\n")
		b.Write(f.Data[:start])
		b.WriteString(pkg)
		b.Write(f.Data[end:])
		out[i] = File{Path: f.Path, Data: b.Bytes()}
	}
	return out, nil
}
