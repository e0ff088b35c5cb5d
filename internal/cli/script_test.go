package cli

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

// weakened is set where root has given away that it may read and write anywhere.
const weakened = "GRAPHGEN_TEST_WEAKENED"

func TestMain(m *testing.M) {
	weaken()
	testscript.Main(m, map[string]func(){
		"graphgen": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// weaken starts the tests of root anew, without the right to read and write
// anywhere, where there is a program for it.
func weaken() {
	setpriv, err := exec.LookPath("setpriv")
	if err != nil || os.Geteuid() != 0 || os.Getenv(weakened) != "" || strings.HasPrefix(filepath.Base(os.Args[0]), "graphgen") {
		return
	}
	const rights = "=-dac_override,-dac_read_search"
	args := []string{setpriv, "--bounding-set" + rights, "--inh-caps" + rights}
	if exec.Command(args[0], append(args[1:], "true")...).Run() != nil {
		return
	}
	err = syscall.Exec(setpriv, append(args, os.Args...), append(os.Environ(), weakened+"=1"))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestScripts runs testdata/script: each is a user's session at a prompt.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	caches := goCaches(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("REPO", root)
			env.Setenv("HOME", env.WorkDir) // for git
			for name, value := range caches {
				env.Setenv(name, value)
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0 && os.Getenv(weakened) == "", nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"zip":     makeZip,
			"zipbomb": makeBomb,
			"code":    exitCode,
		},
	})
}

// goCaches are the folders of the go command, which would otherwise be new,
// and slow, in every session. The network stays off.
func goCaches(t *testing.T) map[string]string {
	t.Helper()
	caches := map[string]string{"GOPROXY": "off", "GOFLAGS": "", "GOWORK": "off"}
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		caches[name] = strings.TrimSpace(string(out))
	}
	return caches
}

// exitCode runs graphgen and demands an exit code: code 2 graphgen check.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = err.Error()
	}
	if want := args[0]; got != "exit status "+want && (want != "0" || err != nil) {
		ts.Fatalf("%v: got %s, want exit status %s", args[1:], got, want)
	}
}

// makeZip packs the files of a txtar archive under their very names, such as
// ../x: zip OUT ARCHIVE.
func makeZip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: zip out archive")
	}
	archive, err := txtar.ParseFile(ts.MkAbs(args[1]))
	ts.Check(err)
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(out)
	for _, f := range archive.Files {
		entry, err := w.Create(f.Name)
		ts.Check(err)
		_, err = entry.Write(f.Data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(out.Close())
}

// makeBomb packs page.md with two pages of nothing but spaces: zipbomb OUT.
func makeBomb(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: zipbomb out")
	}
	out, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(out)
	for name, data := range map[string][]byte{
		"thing-get.md": []byte(ts.ReadFile("page.md")),
		"bomb.md":      bytes.Repeat([]byte(" "), 10<<20),
		"large.md":     bytes.Repeat([]byte(" "), 20<<20),
	} {
		entry, err := w.Create("api-reference/v1.0/api/" + name)
		ts.Check(err)
		_, err = entry.Write(data)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(out.Close())
}
