package sdktest

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/corpus"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser/model"
)

// seed is the page that the project began with: Japanese beside English, under a
// name that says nothing.
func seed(t *testing.T) string {
	t.Helper()
	return corpus.Path(t, "../seeds/000_d0f8e8dbddf62dc0.txt")
}

func TestSeedFacts(t *testing.T) {
	var session build.Session
	defer session.Close()
	docs, err := session.Load(t.Context(), seed(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs.Found {
		t.Errorf("finding: %s", d)
	}
	if len(docs.API.Pages) != 1 {
		t.Fatalf("%d pages", len(docs.API.Pages))
	}
	page := docs.API.Pages[0]
	expect(t, "version", page.Version, "beta")
	expect(t, "locale", page.Source.Locale, "ja-JP")
	expect(t, "order", page.PermissionOrder, model.MostToLeast)
	expect(t, "body", page.RequestBody.Kind, model.BodyNone)
	requests := []string{}
	for _, r := range page.Requests {
		requests = append(requests, r.Method+" "+r.Path)
	}
	expect(t, "requests", requests, []string{"POST /deviceManagement/windowsAutopilotSettings/sync"})
	permissions := []string{}
	for _, p := range page.Permissions {
		if p.Supported != (len(p.Scopes) > 0) || p.Unreadable {
			t.Errorf("%s: supported %t, unreadable %t, scopes %q", p.Type, p.Supported, p.Unreadable, p.Scopes)
		}
		permissions = append(permissions, p.Type+": "+strings.Join(p.Scopes, " "))
	}
	expect(t, "permissions", permissions, []string{
		"delegatedWork: DeviceManagementServiceConfig.ReadWrite.All", "delegatedPersonal: ", "application: ",
	})
	headers := []string{}
	for _, h := range page.RequestHeaders {
		headers = append(headers, h.Name)
	}
	expect(t, "headers", headers, []string{"Authorization", "Accept"})
	statuses := []int{}
	for _, r := range page.Responses {
		statuses = append(statuses, r.Status)
		expect(t, "type of the answer", r.Type, "")
	}
	expect(t, "statuses", statuses, []int{204})
}

func expect[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %#v, expected %#v", what, got, want)
	}
}

// program calls the operation of the seed, in a module that has the generated
// package and nothing else.
const program = `package main

import (
	"context"
	"log"
	"os"

	"seed/graph"
)

func main() {
	client, err := graph.NewClient(graph.StaticToken("a-token"), graph.WithBaseURL(os.Args[1]))
	if err != nil {
		log.Fatal(err)
	}
	if err := client.DeviceManagement.WindowsAutopilotSettings.Sync(context.Background()); err != nil {
		log.Fatal(err)
	}
}
`

func TestSeedProgram(t *testing.T) {
	var session build.Session
	defer session.Close()
	pkg, err := session.Package(t.Context(), build.Spec{Docs: seed(t), Package: "graph"})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := output.Write(t.Context(), filepath.Join(dir, "graph"), pkg.Files); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"go.mod": "module seed\n\ngo 1.24\n", "main.go": program} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	binary := filepath.Join(dir, "seed.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".")
	build.Dir, build.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c := &call{status: 204, line: "POST /beta/deviceManagement/windowsAutopilotSettings/sync", header: map[string]string{"Content-Type": ""}}
	asked := 0
	if out, err := exec.CommandContext(t.Context(), binary, serve(t, c.handler(t, &asked))).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	expect(t, "requests", asked, 1)
}
