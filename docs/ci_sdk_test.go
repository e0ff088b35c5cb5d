package docs_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// newSDK makes a client's repository of two packages, one in a folder with
// spaces, and its documentation: $RUNNER_TEMP/docs is where it is written, and
// docs-source what a checkout makes of it.
func newSDK(t *testing.T) *runner {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "go.mod"), "module example.com/sdk\n\ngo 1.26\n", 0o666)
	put(t, filepath.Join(dir, "beta [all] clients", "go.mod"), "module example.com/beta\n\ngo 1.26\n", 0o666)
	put(t, filepath.Join(dir, "graphgen.yaml"), "packages:\n"+
		"  - {docs: 'git:docs-source#HEAD', out: graph, version: v1.0, exclude: ['/others/**', '/things/{id}#PATCH']}\n"+
		"  - {docs: 'git:docs-source#HEAD', out: 'beta [all] clients/graph', version: beta}\n", 0o666)
	initRepository(t, dir)
	r := newRunner(t, "sdk-repo.yml", dir)
	r.page("v1.0/api/thing-get.md", thing("/things/{id}", "Thing.Read"))
	r.page("beta/api/thing-get.md", thing("/things/{id}", "Thing.Read"))
	r.script(true, `cd "$RUNNER_TEMP/docs" && git init -q -b main . && git config uploadpack.allowAnySHA1InWant true`)
	r.publish()
	r.script(true, `git init -q --bare "$RUNNER_TEMP/origin.git" && git remote add origin "$RUNNER_TEMP/origin.git"
		graphgen generate && git add . && git commit -qm one && git push -q origin HEAD`)
	put(t, filepath.Join(r.temp, "open"), "[]", 0o666)
	return r
}

func (r *runner) page(name, text string) {
	r.t.Helper()
	put(r.t, filepath.Join(r.temp, "docs", "api-reference", name), text, 0o666)
}

// publish commits the documentation, and checks it out as Actions does.
func (r *runner) publish(amend ...string) {
	r.t.Helper()
	r.script(true, `(cd "$RUNNER_TEMP/docs" && git add . && git commit -qm pages `+strings.Join(amend, " ")+`)
		rm -rf docs-source && git clone -q --depth 1 "file://$RUNNER_TEMP/docs" docs-source`)
}

// changes runs the steps that find out what changed, and returns the text.
func (r *runner) changes() string {
	r.t.Helper()
	r.step("Generate", true)
	r.step("Changes", true)
	return r.read("changes.md")
}

// TestSDKWorkflow runs the workflow of a client's repository against a
// documentation repository that changes.
func TestSDKWorkflow(t *testing.T) {
	r := newSDK(t)
	r.step("Generate", true)
	if got := r.read("output"); got != "changed=false\n" {
		t.Fatalf("unchanged pages: %s", got)
	}

	// Each package has its own history: first the one in the folder with spaces.
	r.page("beta/api/other-get.md", thing("/others/{id}", "Other.Read"))
	r.publish()
	changes := r.changes()
	r.expect(changes, "## beta [all] clients/graph: documentation of ", "operation added", "GET /others/{id}")
	if strings.Contains(changes, "## graph") {
		t.Errorf("a package that did not change is named:\n%s", changes)
	}
	if got := r.read("output"); got != "changed=false\nchanged=true\n" {
		t.Fatalf("changed pages: %s", got)
	}
	r.step("Pull request", true)
	r.expect(r.read("gh.log"), "pr create --head graphgen-update ")
	r.expect(r.read("body.md"), "GET /others/{id}")
	pushed := r.script(true, `git --git-dir "$RUNNER_TEMP/origin.git" show graphgen-update --stat=200
		git --git-dir "$RUNNER_TEMP/origin.git" show graphgen-update:CHANGELOG.md`)
	r.expect(pushed, "beta [all] clients/graph/graphgen.lock", "beta [all] clients/graph/others_service.go", "GET /others/{id}")
	if strings.Contains(pushed, "docs-source/") || strings.Contains(pushed, ".graphgen") {
		t.Errorf("foreign files were pushed:\n%s", pushed)
	}

	// Then the other, from the first revision, by a second run of the workflow.
	// What graphgen.yaml does not choose is no change of this package.
	r.page("v1.0/api/more-get.md", thing("/more/{id}", "More.Read"))
	r.page("v1.0/api/other-get.md", thing("/others/{id}", "Other.Read"))
	r.page("v1.0/api/thing-update.md", strings.Replace(thing("/things/{id}", "Thing.Write"), "GET", "PATCH", 1))
	r.publish()
	changes = r.changes()
	_, section, _ := strings.Cut(changes, "## graph: documentation of ")
	section, _, _ = strings.Cut(section, "\n## ")
	r.expect(section, "GET /more/{id}", "\n1 change: 0 breaking, 1 added, 0 other; next version: minor.\n")
	if strings.Contains(section, "/others/") || strings.Contains(section, "PATCH") || strings.Contains(section, "Note:") {
		t.Errorf("changes of what is not in the package:\n%s", section)
	}
	put(t, filepath.Join(r.temp, "open"), `[{"number": 12}]`, 0o666)
	r.step("Pull request", true)
	r.expect(r.read("gh.log"), "pr edit 12 --body-file ")

	// The commit of the last run is gone.
	r.script(true, `rm "$RUNNER_TEMP/docs/api-reference/v1.0/api/thing-get.md"`)
	r.page("v1.0/api/less-get.md", thing("/less/{id}", "Less.Read"))
	r.publish("--amend", "&&", "git", "reflog", "expire", "--expire=now", "--all", "&&", "git", "gc", "-q", "--prune=now")
	r.expect(r.changes(), "## graph: documentation of ", "is not known any more", "    - GET /things/{id} (Things.Get)\n", "    + GET /less/{id} (Less.Get)\n")
	r.step("Pull request", true)

	// A package more, and more to say than a pull request has room for.
	r.script(true, `echo "  - {docs: 'git:docs-source#HEAD', out: third, version: v1.0}" >> graphgen.yaml`)
	if got := r.changes(); strings.Count(got, "## ") != 1 || !strings.Contains(got, "## third: ") || !strings.Contains(got, "The package is new.") {
		t.Errorf("got\n%s", got)
	}
	put(t, filepath.Join(r.temp, "changes.md"), strings.Repeat("- a change\n", 9000), 0o666)
	r.step("Pull request", true)
	body := r.read("body.md")
	if len(body) > 65536 || !strings.HasSuffix(body, "- a change\n\nThe rest is in CHANGELOG.md.\n") {
		t.Errorf("%d bytes, ending with %q", len(body), body[len(body)-60:])
	}
}
