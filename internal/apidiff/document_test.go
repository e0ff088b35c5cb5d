package apidiff

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDocument wants the table of docs/diff.md to list every kind of change as
// it is.
func TestDocument(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "diff.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const heading = "## Kinds\n\n"
	before, table, ok := strings.Cut(string(data), heading)
	if !ok {
		t.Fatalf("%s has no heading %q", file, heading)
	}
	want := kindTable()
	if *update {
		if err := os.WriteFile(file, []byte(before+heading+want), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != want {
		t.Errorf("%s is old; go test ./internal/apidiff -run TestDocument -update writes it anew", file)
	}
}

func kindTable() string {
	var b strings.Builder
	b.WriteString("| kind | step | why |\n|---|---|---|\n")
	for _, k := range Kinds() {
		step := "as the API"
		if k.Level != None {
			step = k.Level.String()
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", k.Kind, step, k.Why)
	}
	return b.String()
}
