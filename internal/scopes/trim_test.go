package scopes

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/sdk"
)

// TestTrimmedHelpdesk gives the program in docs/examples a client of exactly
// what it reaches: it still compiles, and reaches the same.
func TestTrimmedHelpdesk(t *testing.T) {
	const client = "github.com/graphgen/graphgen/generated/graph"
	before := loaded(t, Options{Dir: "../../docs/examples/helpdesk"}).analyze()
	s := &build.Session{}
	defer s.Close()
	pkg, err := s.Package(context.Background(), build.Spec{Version: "v1.0", Package: "graph", Include: before.Patterns(client)})
	if err != nil {
		t.Fatal(err)
	}
	// mail.go also has a call that nothing reaches. Its operation is no part of
	// the answer, but said to be missing; without the call all compiles.
	if u := before.Unreached; len(u) != 1 || u[0].Operation != "PATCH /me/messages/{id}" || !slices.Equal(u[0].Calls, []string{"mail.go:57"}) {
		t.Errorf("unreached: %+v", u)
	}
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.26\n")
	var files []string
	for _, f := range pkg.Files {
		name := filepath.Join(dir, "graph", f.Path)
		writeFile(t, name, string(f.Data))
		if strings.HasSuffix(name, ".go") {
			files = append(files, name)
		}
	}
	sources, _ := filepath.Glob("../../docs/examples/helpdesk/*.go")
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), client, "example.com/app/graph")
		text = strings.ReplaceAll(text, "\t_, err := m.messages.Update(ctx, id, &graph.Message{IsRead: true})\n\treturn err\n", "\treturn nil\n")
		writeFile(t, filepath.Join(dir, filepath.Base(name)), text)
	}
	after := loaded(t, Options{Dir: dir}).analyze()
	if operations(after) != operations(before) || len(after.Unreached) != 0 {
		t.Errorf("got:\n%s\nwant:\n%s\nunreached: %+v", describe(after), describe(before), after.Unreached)
	}
	c, err := sdk.Read("graph", files)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Operations(), "\n"); got != operations(before) {
		t.Errorf("the client has\n%s\nwant\n%s", got, operations(before))
	}
}

func operations(p *Program) string {
	var out []string
	for _, u := range p.Uses {
		out = append(out, u.Operation)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
