package docs_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflow is what these tests look at in a GitHub Actions file.
type workflow struct {
	On          map[string]any    `yaml:"on"`
	Permissions map[string]string `yaml:"permissions"`
	Defaults    struct {
		Run struct {
			Shell string `yaml:"shell"`
		} `yaml:"run"`
	} `yaml:"defaults"`
	Jobs map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Steps       []step            `yaml:"steps"`
	} `yaml:"jobs"`
}

type step struct {
	Name string            `yaml:"name"`
	Uses string            `yaml:"uses"`
	With map[string]string `yaml:"with"`
	If   string            `yaml:"if"`
	Env  map[string]string `yaml:"env"`
	Run  string            `yaml:"run"`
}

func readWorkflow(t *testing.T, file string) workflow {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("ci", file))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return w
}

// runner runs the script steps of a workflow in a folder.
type runner struct {
	t     *testing.T
	dir   string
	temp  string
	steps map[string]step
	env   []string
}

func newRunner(t *testing.T, file, dir string) *runner {
	t.Helper()
	if testing.Short() {
		t.Skip("builds graphgen")
	}
	for _, tool := range []string{"git", "go", "bash", "jq"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	temp := t.TempDir()
	r := &runner{t: t, dir: dir, temp: temp, steps: map[string]step{}}
	for _, job := range readWorkflow(t, file).Jobs {
		for _, s := range job.Steps {
			r.steps[s.Name] = s
		}
	}
	put(t, filepath.Join(temp, "bin", "gh"), fakeGH, 0o777)
	home := t.TempDir()
	r.env = append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_PATH="+filepath.Join(temp, "path"),
		"GITHUB_OUTPUT="+filepath.Join(temp, "output"), "GITHUB_STEP_SUMMARY="+filepath.Join(temp, "summary"),
		"PATH="+filepath.Join(temp, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GRAPHGEN_CACHE="+filepath.Join(home, "cache"), "GOFLAGS=", "GOPROXY=off", "GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"),
		"HOME="+home, "GITHUB_REPOSITORY=o/docs", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.c", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.c")
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(dir, ".graphgen")); err != nil {
		t.Skip(err)
	}
	r.step("Build graphgen", true)
	return r
}

// fakeGH notes what gh was asked for, and answers questions from the JSON that a
// test has put down.
const fakeGH = `#!/bin/sh
echo "$@" >> "$RUNNER_TEMP/gh.log"
case "$*" in
*repos/o/docs/pulls*) answer=pulls ;;
*--paginate*repos/o/docs/issues/7/comments*) answer=comments ;;
"pr list"*) answer=open ;;
*) exit 0 ;;
esac
while [ "$1" != --jq ]; do
	shift
done
jq -r "$2" "$RUNNER_TEMP/$answer"
`

// initRepository makes a git repository of a folder.
func initRepository(t *testing.T, dir string) {
	t.Helper()
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, out)
	}
}

func goEnv(t *testing.T, name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// step runs one step as Actions would, and demands how it ends. It returns what
// the step printed.
func (r *runner) step(name string, ok bool, env ...string) string {
	r.t.Helper()
	s, found := r.steps[name]
	if !found {
		r.t.Fatalf("no step %q", name)
	}
	for key := range s.Env {
		if !strings.Contains(strings.Join(env, "\n")+"\nGH_TOKEN=", key+"=") {
			r.t.Fatalf("step %s: no value for %s", name, key)
		}
	}
	return r.script(ok, s.Run, env...)
}

func (r *runner) script(ok bool, script string, env ...string) string {
	r.t.Helper()
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir, cmd.Env = r.dir, append(r.env, env...)
	out, err := cmd.CombinedOutput()
	if (err == nil) != ok {
		r.t.Fatalf("%s\n%v\n%s", script, err, out)
	}
	return string(out)
}

func (r *runner) read(name string) string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.temp, name))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

func put(t *testing.T, file, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func (r *runner) expect(text string, want ...string) {
	r.t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			r.t.Errorf("no %q in\n%s", w, text)
		}
	}
}
