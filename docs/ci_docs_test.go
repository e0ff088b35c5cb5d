package docs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func thing(path, scope string) string {
	return "---\ntitle: \"Get thing\"\ndescription: \"Read one thing.\"\nauthor: \"a\"\nms.prod: \"p\"\ndoc_type: apiPageType\n---\n\n" +
		"# Get thing\n\nNamespace: microsoft.graph\n\nRead one thing.\n\n## Permissions\n\n" +
		"|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n" +
		"|Delegated (work or school account)|" + scope + "|\n|Delegated (personal Microsoft account)|Not supported.|\n|Application|Thing.Read.All|\n\n" +
		"## HTTP request\n\n```http\nGET " + path + "\n```\n\n## Request headers\n\n|Name|Description|\n|:---|:---|\n|Authorization|Bearer {token}. Required.|\n\n" +
		"## Request body\n\nDo not supply a request body for this method.\n\n## Response\n\nReturns `204 No Content`.\n"
}

// clone makes of the runner's folder what a checkout with two commits makes.
func (r *runner) clone(fetch string) {
	r.t.Helper()
	r.script(true, `rm -rf .git; git init -q . && git remote add origin "$RUNNER_TEMP/origin.git" &&
		git fetch -q --no-tags --depth 2 origin `+fetch+` && git checkout -q -f FETCH_HEAD`)
}

// origin makes the origin of a documentation repository. Its pull request 7
// was made from an older state than its branch has now.
func (r *runner) origin(page string) {
	r.t.Helper()
	work := filepath.Join(r.temp, "work")
	put(r.t, filepath.Join(work, page), thing("/things/{id}", "Thing.Read"), 0o666)
	put(r.t, filepath.Join(work, ".gitignore"), ".graphgen\n", 0o666)
	put(r.t, filepath.Join(r.temp, "moved.md"), thing("/things/{id}/moved", "Thing.Write"), 0o666)
	put(r.t, filepath.Join(r.temp, "other.md"), thing("/others/{id}", "Other.Read"), 0o666)
	r.script(true, `cd "$RUNNER_TEMP/work" && git init -q -b main . && git add . && git commit -qm one
		git switch -qc pull && cp ../moved.md "`+page+`" && git commit -qam two
		git switch -q main && cp ../other.md "$(dirname "`+page+`")/other-get.md" && git add . && git commit -qm other
		git switch -q --detach && git merge -q --no-ff -m merge pull && git update-ref refs/pull/7/merge HEAD
		git update-ref refs/pull/7/head pull && git switch -q main
		git clone -q --mirror . "$RUNNER_TEMP/origin.git"`)
}

// TestDocsWorkflow runs the workflow of a documentation repository on a pull
// request in a real one.
func TestDocsWorkflow(t *testing.T) {
	r := newRunner(t, "docs-repo.yml", t.TempDir())
	for _, folder := range []string{"api-reference/v1.0/api/", "sub/api-reference/v1.0/api/"} {
		r.script(true, `rm -rf sub api-reference graphgen-baseline.json; cd "$RUNNER_TEMP" && rm -rf work origin.git summary output`)
		r.origin(folder + "thing-get.md")
		r.clone("refs/pull/7/merge")
		put(t, filepath.Join(r.dir, "graphgen.yaml"), "packages: [{out: x, include: [/nothing]}]", 0o666) // which a pull request may bring
		r.step("API changes", true)
		summary := r.read("summary")
		r.expect(summary, "`/things/{id}` → `/things/{id}/moved`")
		if strings.Contains(summary, "/others/") {
			t.Errorf("the summary has what the branch changed meanwhile:\n%s", summary)
		}

		r.step("Lint", true)
		put(t, filepath.Join(r.dir, folder, "broken-get.md"), "# Broken\n\n## HTTP request\n\nSoon.\n", 0o666)
		r.step("Lint", false)
		if got := r.read("output"); got != "sarif=true\nsarif=true\n" {
			t.Errorf("what was found would not be uploaded: %q", got)
		}
		checkSARIF(t, r.read("lint.sarif"), folder+"broken-get.md")
		r.expect(r.step("Annotations", true), "::error file="+folder+"broken-get.md")
		r.script(true, "graphgen lint --docs . --write-baseline graphgen-baseline.json")
		r.step("Lint", true)
		put(t, filepath.Join(r.dir, "graphgen-baseline.json"), "{", 0o666)
		r.step("Lint", false)
		if got := strings.Count(r.read("output"), "sarif=true"); got != 3 {
			t.Error("what a failed run wrote would be uploaded")
		}
	}
}

func checkSARIF(t *testing.T, text, file string) {
	t.Helper()
	var sarif struct {
		Version string
		Runs    []struct{ Results []any }
	}
	if err := json.Unmarshal([]byte(text), &sarif); err != nil || sarif.Version != "2.1.0" || len(sarif.Runs) != 1 || len(sarif.Runs[0].Results) == 0 {
		t.Errorf("no findings in the SARIF file: %v", err)
	}
	if !strings.Contains(text, `"uri": "`+file+`"`) && !strings.Contains(text, `"uri":"`+file+`"`) {
		t.Errorf("the SARIF file does not name %s", file)
	}
}

// TestDocsComment runs the workflow that comments on pull requests: in a clone
// of the default branch, with the pull request as data alone.
func TestDocsComment(t *testing.T) {
	dir := t.TempDir()
	r := newRunner(t, "docs-comment.yml", dir)
	r.origin("api-reference/v1.0/api/thing-get.md")
	r.clone("main")
	put(t, filepath.Join(dir, "graphgen.yaml"), "packages: [{out: x, include: [/nothing]}]", 0o666)
	env := []string{"HEAD=someone:patch", "HEAD_SHA=abc"}
	other := `{"number": 6, "head": {"sha": "abcd"}}`
	put(t, filepath.Join(r.temp, "pulls"), "["+other+"]", 0o666)
	put(t, filepath.Join(r.temp, "comments"), `[{"id": 30, "user": {"login": "someone"}, "body": "<!-- graphgen --> mine"}]`, 0o666)
	r.step("Comment", true, env...)
	if got := r.read("gh.log"); strings.Contains(got, "comment") {
		t.Errorf("a pull request that has moved on is commented on: %s", got)
	}

	put(t, filepath.Join(r.temp, "pulls"), "["+other+`, {"number": 7, "head": {"sha": "abc"}}]`, 0o666)
	r.step("Comment", true, env...)
	if got := r.read("gh.log"); !strings.Contains(got, "pr comment 7 --body-file ") {
		t.Errorf("gh was called with %s", got)
	}
	comment := r.read("comment.md")
	if !strings.HasPrefix(comment, "<!-- graphgen -->\n") || !strings.Contains(comment, "`/things/{id}` → `/things/{id}/moved`") || strings.Contains(comment, "/others/") {
		t.Errorf("the comment is\n%s", comment)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "api-reference/v1.0/api/thing-get.md")); err != nil || strings.Contains(string(data), "moved") {
		t.Errorf("files of the pull request are checked out: %v", err)
	}

	const bot = `"user": {"login": "github-actions[bot]"}, "body": `
	put(t, filepath.Join(r.temp, "comments"), `[{"id": 30, `+bot+`"of another workflow"}, {"id": 31, `+bot+`"<!-- graphgen -->\nold"},
		{"id": 32, `+bot+`"<!-- graphgen -->\nold"}]`, 0o666)
	r.step("Comment", true, env...)
	if got := r.read("gh.log"); !strings.Contains(got, "--method PATCH repos/o/docs/issues/comments/31 -F body=@") {
		t.Errorf("the old comment is not renewed: %s", got)
	}
}
