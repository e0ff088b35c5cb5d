package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/apidiff"
	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/goapi"
	"github.com/graphgen/graphgen/parser/model"
)

// leastLimit is room for the headings, and for a change or two.
const leastLimit = 1000

type diffFlags struct {
	config                string
	all                   bool
	only                  []string
	pkg                   config.Package
	format, failOn, title string
	limit                 int
	changelog             bool
}

func (a *app) diffCommand() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | diff REV..REV | diff REV...REV",
		Short: "Show how the API changed between two states of the documentation",
		Long: `diff reads two states of the documentation and lists what changed in the API:
operations, permissions, parameters, types, properties, enum members and status
codes. Each change says whether Go code against the old client may stop
compiling, and where the pages say so. The verdict is the semantic version step
that the client needs.

OLD and NEW are folders, zip files, or git:REV for a revision of the repository
around the current folder; git:DIR#REV for one elsewhere. Revisions are read
without a checkout. A single argument REV..REV compares two revisions; REV...REV
compares the second one with the commit at which it parted from the first, so that
what others changed meanwhile is left out.

In a folder with a graphgen.yaml, what changes for its packages is listed: what no
package has is no change. Its overrides hold for both states, and its docs don't
count. --include, --exclude and --locale choose without a configuration. --all, or
--version alone, compares all of the API, types that no operation reaches too.`,
		Example: `  # what a branch changes, as a comment for its pull request
  graphgen diff origin/main...HEAD --format markdown

  # two archives; fail where the Go API would break
  graphgen diff 2019.zip 2021.zip --version v1.0 --fail-on breaking

  # what a newer documentation means for one package of a graphgen.yaml
  graphgen diff git:docs#v1 git:docs#HEAD --config sdk/graphgen.yaml --only sdk/graph`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error { return a.diff(cmd, f, args) },
	}
	f.addPackages(cmd)
	cmd.Flags().StringVar(&f.format, "format", "text", "text, markdown or json")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "none", "exit with 1 on changes of at least: breaking, addition, any or none")
	cmd.Flags().StringVar(&f.title, "title", "", "heading of the Markdown output")
	cmd.Flags().IntVar(&f.limit, "limit", 0, "most bytes of Markdown; a comment on GitHub holds 65536 (default: no limit)")
	cmd.Flags().BoolVar(&f.changelog, "changelog", false, "write Markdown for a CHANGELOG: no places, nothing folded")
	return cmd
}

func (a *app) diff(cmd *cobra.Command, f diffFlags, args []string) error {
	packages, err := f.packages(cmd)
	if err != nil {
		return err
	}
	limit, err := apidiff.ParseFailOn(f.failOn)
	if err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
	}
	before, after, err := diffSources(args)
	if err != nil {
		return err
	}
	s, end := a.session("reading pages")
	states, notes, err := loadStates(cmd.Context(), s, before, after)
	end()
	if err != nil {
		return err
	}
	report, err := a.compareStates(states, packages, f)
	if err != nil {
		return err
	}
	report.Notes = append(notes, report.Notes...)
	if err := a.printDiff(report, f); err != nil {
		return err
	}
	if report.FailOn(limit) {
		return errFindings
	}
	return nil
}

// check refuses a format that there is not, and what the format has no use for.
func (f *diffFlags) check() error {
	switch f.format {
	case "markdown":
		if f.limit != 0 && f.limit < leastLimit {
			return fmt.Errorf("--limit %d: expected %d bytes or more", f.limit, leastLimit)
		}
		return nil
	case "text", "json":
		if f.title != "" || f.limit != 0 || f.changelog {
			return fmt.Errorf("--title, --limit and --changelog are for --format markdown, not for %s", f.format)
		}
		return nil
	}
	return fmt.Errorf("--format %q: expected text, markdown or json", f.format)
}

// loadStates reads two sources. A revision from before there were pages counts as
// an empty state, which the notes say.
func loadStates(ctx context.Context, s *build.Session, before, after string) (states [2]*model.API, notes []string, err error) {
	for i, spec := range [2]string{before, after} {
		d, err := s.Load(ctx, spec)
		switch {
		case err == nil:
			states[i] = d.API
		case errors.Is(err, docsource.ErrNoPages) && strings.HasPrefix(spec, docsource.GitPrefix) && notes == nil:
			notes = append(notes, spec+" has no reference pages")
		default:
			return states, nil, err
		}
	}
	return states, notes, nil
}

// compareStates compares two states for packages, or for all of the API.
func (a *app) compareStates(states [2]*model.API, packages *diffPackages, f diffFlags) (*apidiff.Report, error) {
	if packages == nil {
		return apidiff.Diff(states[0], states[1], apidiff.Options{Version: f.pkg.Version, Declare: declare})
	}
	found := packages.override(states)
	r, err := apidiff.Diff(states[0], states[1], apidiff.Options{Clients: packages.clients(states)})
	if err != nil {
		return nil, err
	}
	more, err := packages.findings()
	if err != nil {
		return nil, err
	}
	if found = append(found, more...); !a.quiet {
		found.Sort()
		a.list(found)
	}
	if !f.changelog { // of which everybody knows the package
		r.Notes = append(r.Notes, packages.says())
	}
	return r, nil
}

// declare gives the Go API of the client that a state of the documentation makes.
func declare(api *model.API, version string) ([]goapi.Declaration, error) {
	return generator.Declarations(api, generator.Options{Version: version})
}

// diffSources returns the two documentation sources that the arguments name.
func diffSources(args []string) (before, after string, err error) {
	if len(args) == 2 {
		return args[0], args[1], nil
	}
	dir, revs := "", strings.TrimPrefix(args[0], docsource.GitPrefix)
	if d, r, ok := strings.Cut(revs, "#"); ok {
		dir, revs = d+"#", r
	}
	before, after, ok := strings.Cut(revs, "..")
	after, parted := strings.CutPrefix(after, ".")
	if !ok || strings.Contains(after, "..") || strings.HasPrefix(after, ".") {
		return "", "", fmt.Errorf("%q: expected OLD NEW, REV..REV or REV...REV", args[0])
	}
	before, after = cmp.Or(before, "HEAD"), cmp.Or(after, "HEAD")
	if parted {
		if before, err = docsource.MergeBase(cmp.Or(strings.TrimSuffix(dir, "#"), "."), before, after); err != nil {
			return "", "", err
		}
	}
	return docsource.GitPrefix + dir + before, docsource.GitPrefix + dir + after, nil
}

func (a *app) printDiff(report *apidiff.Report, f diffFlags) error {
	switch f.format {
	case "text":
		return report.WriteText(a.stdout)
	case "markdown":
		return report.WriteMarkdown(a.stdout, apidiff.MarkdownOptions{Title: f.title, Limit: f.limit, Changelog: f.changelog})
	}
	return report.WriteJSON(a.stdout)
}
