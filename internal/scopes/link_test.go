package scopes

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPermissionsCostNothing links a program that does not ask for permissions
// and one that does: only the second holds the table.
func TestPermissionsCostNothing(t *testing.T) {
	t.Setenv("GOFLAGS", "-trimpath")
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/app\n\ngo 1.26\n")
	client(t, dir, "graph", "v1.0")
	const head = "package main\n\nimport (\n\t\"context\"\n\n\t\"example.com/app/graph\"\n)\n\nfunc main() {\n\tclient, _ := graph.NewClient(nil)\n\tclient.Users.List(context.Background())\n"
	writeFile(t, filepath.Join(dir, "without/main.go"), head+"}\n")
	writeFile(t, filepath.Join(dir, "with/main.go"), head+"\tprintln(len(graph.Permissions(\"GET\", \"/users\")))\n}\n")
	for name, want := range map[string]bool{"without": false, "with": true} {
		cmd := exec.Command("go", "build", "-o", name+".exe", "./"+name)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		binary, err := os.ReadFile(filepath.Join(dir, name+".exe"))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"UserAuthenticationMethod.Read.All", "graph.lookUpPermissions"} {
			if bytes.Contains(binary, []byte(text)) != want {
				t.Errorf("program %s permissions: %q is linked: %t, want %t", name, text, !want, want)
			}
		}
	}
}
