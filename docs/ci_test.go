package docs_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflow is what these tests run of a GitHub Actions file.
type workflow struct {
	Jobs map[string]struct {
		Steps []step `yaml:"steps"`
	} `yaml:"jobs"`
}

type step struct {
	Name string            `yaml:"name"`
	Uses string            `yaml:"uses"`
	If   string            `yaml:"if"`
	Env  map[string]string `yaml:"env"`
	Run  string            `yaml:"run"`
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
	for _, tool := range []string{"git", "go", "bash"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	data, err := os.ReadFile(filepath.Join("ci", file))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir()
	r := &runner{t: t, dir: dir, temp: temp, steps: map[string]step{}}
	for _, job := range w.Jobs {
		for _, s := range job.Steps {
			if s.Uses == "" && (s.Name == "" || s.Run == "") || s.Uses != "" && s.Run != "" {
				t.Errorf("step %+v: expected uses, or a name and a script", s)
			}
			if strings.Contains(s.Run, "${{") {
				t.Errorf("step %s puts foreign text into its script", s.Name)
			}
			r.steps[s.Name] = s
		}
	}
	put(t, filepath.Join(temp, "bin", "gh"), "#!/bin/sh\necho \"$@\" >> \"$RUNNER_TEMP/gh.log\"\n", 0o777)
	home := t.TempDir()
	r.env = append(os.Environ(), "RUNNER_TEMP="+temp, "GITHUB_PATH="+filepath.Join(temp, "path"),
		"GITHUB_OUTPUT="+filepath.Join(temp, "output"), "GITHUB_STEP_SUMMARY="+filepath.Join(temp, "summary"),
		"PATH="+filepath.Join(temp, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"),
		"GRAPHGEN_CACHE="+filepath.Join(home, "cache"), "GOFLAGS=", "GOPROXY=off", "GOCACHE="+goEnv(t, "GOCACHE"), "GOMODCACHE="+goEnv(t, "GOMODCACHE"),
		"HOME="+home, "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.c", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.c")
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

func goEnv(t *testing.T, name string) string {
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// step runs one step as Actions would, and demands how it ends.
func (r *runner) step(name string, ok bool, env ...string) {
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
	r.script(ok, s.Run, env...)
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

func thing(path, scope string) string {
	return "---\ntitle: \"Get thing\"\ndescription: \"Read one thing.\"\nauthor: \"a\"\nms.prod: \"p\"\ndoc_type: apiPageType\n---\n\n" +
		"# Get thing\n\nNamespace: microsoft.graph\n\nRead one thing.\n\n## Permissions\n\n" +
		"|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n" +
		"|Delegated (work or school account)|" + scope + "|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Thing.Read.All|\n\n" +
		"## HTTP request\n\n```http\nGET " + path + "\n```\n\n## Request headers\n\n|Name|Description|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|\n\n" +
		"## Request body\n\nDo not supply a request body for this method.\n\n## Response\n\nReturns `204 No Content`.\n"
}

// TestDocsWorkflow runs the workflow of a documentation repository on a pull
// request in a real one.
func TestDocsWorkflow(t *testing.T) {
	dir := t.TempDir()
	r := newRunner(t, "docs-repo.yml", dir)
	page := filepath.Join(dir, "api-reference/v1.0/api/thing-get.md")
	put(t, page, thing("/things/{id}", "Thing.Read"), 0o666)
	put(t, filepath.Join(dir, ".gitignore"), ".graphgen\n", 0o666)
	base := strings.TrimSpace(r.script(true, "git init -q . && git add . && git commit -qm one && git rev-parse HEAD"))

	put(t, page, thing("/things/{id}/moved", "Thing.Write"), 0o666)
	r.script(true, "git commit -qam two")
	r.script(true, `graphgen lint --docs . --fail-on never --quiet > /dev/null`)
	r.step("API changes", true, "BASE="+base)
	if got := r.read("summary"); !strings.Contains(got, "`/things/{id}` → `/things/{id}/moved`") {
		t.Errorf("the summary has no move:\n%s", got)
	}
	r.step("Comment", true, "PULL_REQUEST=7")
	if got := r.read("gh.log"); !strings.HasPrefix(got, "pr comment 7 ") {
		t.Errorf("gh was called with %s", got)
	}

	put(t, filepath.Join(dir, "api-reference/v1.0/api/broken-get.md"), "# Broken\n\n## HTTP request\n\nSoon.\n", 0o666)
	r.step("Lint", false)
	var sarif struct {
		Version string
		Runs    []struct{ Results []any }
	}
	if err := json.Unmarshal([]byte(r.read("lint.sarif")), &sarif); err != nil || sarif.Version != "2.1.0" || len(sarif.Runs) != 1 || len(sarif.Runs[0].Results) == 0 {
		t.Errorf("no findings in the SARIF file: %v", err)
	}
	r.script(true, "graphgen lint --docs . --write-baseline graphgen-baseline.json")
	r.step("Lint", true)
}

// TestSDKWorkflow runs the workflow of a client's repository against a
// documentation repository that changes.
func TestSDKWorkflow(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "go.mod"), "module example.com/sdk\n\ngo 1.26\n", 0o666)
	put(t, filepath.Join(dir, "graphgen.yaml"), "packages:\n  - docs: git:docs-source#HEAD\n    out: graph\n", 0o666)
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, out)
	}
	r := newRunner(t, "sdk-repo.yml", dir)
	docs := filepath.Join(dir, "docs-source")
	page := filepath.Join(docs, "api-reference/v1.0/api/thing-get.md")
	put(t, page, thing("/things/{id}", "Thing.Read"), 0o666)
	r.script(true, "git init -q --bare $RUNNER_TEMP/origin.git && git remote add origin $RUNNER_TEMP/origin.git && git init -q docs-source && cd docs-source && git add . && git commit -qm one")
	r.script(true, "graphgen generate && git add . && git commit -qm one && git push -q origin HEAD")

	r.step("Generate", true)
	if got := r.read("output"); got != "changed=false\n" {
		t.Fatalf("unchanged pages: %s", got)
	}
	put(t, filepath.Join(docs, "api-reference/v1.0/api/other-get.md"), thing("/others/{id}", "Other.Read"), 0o666)
	r.script(true, "cd docs-source && git add . && git commit -qm two")
	r.step("Generate", true)
	if got := r.read("output"); got != "changed=false\nchanged=true\n" {
		t.Fatalf("changed pages: %s", got)
	}
	r.step("Pull request", true)
	if got := r.read("gh.log"); !strings.HasPrefix(got, "pr create --head graphgen-update ") {
		t.Errorf("gh was called with %s", got)
	}
	pushed := r.script(true, "git --git-dir $RUNNER_TEMP/origin.git show graphgen-update --stat && git --git-dir $RUNNER_TEMP/origin.git show graphgen-update:CHANGELOG.md")
	for _, want := range []string{"graph/graphgen.lock", "graph/others_service.go", "operation added", "GET /others/{id}"} {
		if !strings.Contains(pushed, want) {
			t.Errorf("no %s in what was pushed:\n%s", want, pushed)
		}
	}
	if strings.Contains(pushed, "docs-source/") {
		t.Errorf("foreign files were pushed:\n%s", pushed)
	}
}
