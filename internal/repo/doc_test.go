package repo

import (
	"fmt"
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// frame is the program that the examples of a package comment stand in.
const frame = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/graphgen/graphgen/generated/graph"
)

func main() { fmt.Println(%d) }

%s`

// The code in the package comment of the generated client compiles.
func TestPackageComment(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../generated/graph/doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var functions strings.Builder
	count := 0
	for _, code := range examples(file) {
		count++
		fmt.Fprintf(&functions, "func example%d(ctx context.Context, client *graph.Client, id, token string, file *os.File, size int64) error {\n%s%s\treturn nil\n}\n\n",
			count, code, used(code))
	}
	if count < 7 {
		t.Fatalf("%d examples in the package comment", count)
	}
	program := filepath.Join(t.TempDir(), "main.go")
	text := fmt.Sprintf(frame, count, functions.String())
	if err := os.WriteFile(program, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "go", "vet", program).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n%s", err, out, text)
	}
}

func examples(file *ast.File) []string {
	var found []string
	for _, block := range new(comment.Parser).Parse(file.Doc.Text()).Content {
		if code, ok := block.(*comment.Code); ok {
			found = append(found, code.Text)
		}
	}
	return found
}

// used is a use of every variable that an example ends with.
func used(code string) string {
	var b strings.Builder
	for line := range strings.Lines(code) {
		names, _, ok := strings.Cut(line, " := ")
		if !ok || names != strings.TrimSpace(names) || strings.ContainsAny(names, "(/") || strings.HasPrefix(names, "for ") || strings.HasPrefix(names, "if ") {
			continue
		}
		for name := range strings.SplitSeq(names, ", ") {
			b.WriteString("\t_ = " + name + "\n")
		}
	}
	return b.String()
}
