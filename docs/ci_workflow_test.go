package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

func workflowFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("ci/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for i, file := range files {
		files[i] = filepath.Base(file)
	}
	return files
}

// TestWorkflowSteps demands of every workflow what keeps it from doing what
// others' text says, and its scripts from going on behind an error.
func TestWorkflowSteps(t *testing.T) {
	pinned := regexp.MustCompile(`(?m)^ +(- )?uses: [a-z-]+/[a-z/-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$`)
	for _, file := range workflowFiles(t) {
		w := readWorkflow(t, file)
		if w.Defaults.Run.Shell != "bash" {
			t.Errorf("%s: scripts would run without pipefail", file)
		}
		uses := 0
		for _, job := range w.Jobs {
			for _, s := range job.Steps {
				if s.Uses == "" && (s.Name == "" || s.Run == "") || s.Uses != "" && s.Run != "" {
					t.Errorf("%s: step %+v: expected uses, or a name and a script", file, s)
				}
				if s.Uses != "" {
					uses++
				}
				if strings.Contains(s.Run, "${{") {
					t.Errorf("%s: step %s puts foreign text into its script", file, s.Name)
				}
			}
		}
		data, err := os.ReadFile(filepath.Join("ci", file))
		if err != nil {
			t.Fatal(err)
		}
		if n := len(pinned.FindAll(data, -1)); n != uses || n == 0 {
			t.Errorf("%s: %d of %d actions are named by commit and version", file, n, uses)
		}
		// Pull requests of forks get no variables of the repository.
		if strings.Contains(string(data), "vars.") {
			t.Errorf("%s needs variables", file)
		}
	}
}

// TestWorkflowTrust sees to it that what runs on the files of a pull request may
// write nothing, and that what may write does not take its files.
func TestWorkflowTrust(t *testing.T) {
	for _, file := range workflowFiles(t) {
		w := readWorkflow(t, file)
		if _, ok := w.On["pull_request_target"]; ok {
			t.Errorf("%s runs on pull_request_target", file)
		}
		_, untrusted := w.On["pull_request"]
		for _, job := range w.Jobs {
			for _, s := range job.Steps {
				if _, ok := s.With["ref"]; ok && strings.HasPrefix(s.Uses, "actions/checkout@") {
					t.Errorf("%s checks out another revision than its own", file)
				}
			}
			for name, access := range job.Permissions {
				if untrusted && access == "write" && name != "security-events" {
					t.Errorf("%s: a pull request may write %s", file, name)
				}
			}
		}
		for name, access := range w.Permissions {
			if untrusted && access == "write" {
				t.Errorf("%s: a pull request may write %s", file, name)
			}
		}
	}
}

// TestWorkflowPaths runs the docs workflow on changes of pages wherever
// graphgen finds them.
func TestWorkflowPaths(t *testing.T) {
	on := readWorkflow(t, "docs-repo.yml").On
	paths := on["pull_request"].(map[string]any)["paths"].([]any)
	if other := on["push"].(map[string]any)["paths"].([]any); !slices.Equal(paths, other) {
		t.Errorf("pushes are of %v, pull requests of %v", other, paths)
	}
	for path, want := range map[string]bool{
		"api-reference/v1.0/api/user-get.md":      true,
		"docs/api-reference/v1.0/api/user-get.md": true,
		"v1.0/api/user-get.md":                    true,
		"beta/resources/user.md":                  true,
		"graphgen-baseline.json":                  true,
		"README.md":                               false,
		"concepts/v1.0/overview.md":               false,
	} {
		got := slices.ContainsFunc(paths, func(pattern any) bool { return doublestar.MatchUnvalidated(pattern.(string), path) })
		if got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}
