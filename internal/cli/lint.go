package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/lint"
	"github.com/graphgen/graphgen/internal/tune"
)

type lintFlags struct {
	docs, english, format, failOn string
	baseline, writeBaseline       string
	suppress                      string
	only, skip                    []string
	fix                           bool
}

func (a *app) lintCommand() *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint",
		Short: "Find faults of the reference pages",
		Long: `lint reads the pages and reports what is wrong with them: what can't be read,
what contradicts itself on a page, and what two pages say differently. Each
finding names its rule; docs/rules says what the rules mean.

A page accepts findings by a comment that says why:

    <!-- graphgen:ignore RULE reason -->

Above the first section the comment speaks for the whole page, below a heading
for that section. For pages that should not be touched, --suppress names a YAML
list of entries with rule, file (a pattern), message (a part of it) and reason.
What accepts nothing any more is itself a finding.

A baseline lets a check start on an old documentation set: the findings that it
lists are not reported again, even when lines move. Where a page has more findings
that differ in their place alone than the baseline lists, nobody can tell which of
them is new: as many as there are more are reported, with the lines of all.

Columns count bytes, in the formats github and sarif characters.`,
		Example: `  # a pull request: only what is new, beside the lines on GitHub
  graphgen lint --docs . --baseline lint-baseline.json --format github --fail-on warning

  # repair what is mechanical
  graphgen lint --docs . --fix

  # what a translation lost
  graphgen lint --docs ja.zip --english en.zip --format json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.lint(cmd.Context(), f) },
	}
	fl := cmd.Flags()
	fl.StringVar(&f.docs, "docs", "", "documentation: a folder, zip, page, or git:REV (default: the built-in pages)")
	fl.StringVar(&f.english, "english", "", "English documentation that the pages were translated from")
	fl.StringVar(&f.format, "format", "text", strings.Join(lint.Formats(), ", "))
	fl.StringVar(&f.failOn, "fail-on", "error", "exit with 1 on findings of at least: error, warning, info or never")
	fl.StringSliceVar(&f.only, "only", nil, "only these rules")
	fl.StringSliceVar(&f.skip, "skip", nil, "all rules but these")
	fl.StringVar(&f.suppress, "suppress", "", "YAML file of findings to accept, each with a reason")
	fl.StringVar(&f.baseline, "baseline", "", "file of known findings, which are not reported")
	fl.StringVar(&f.writeBaseline, "write-baseline", "", "write all findings to this file and report none")
	fl.BoolVar(&f.fix, "fix", false, "repair what is mechanical in the pages of a folder, then report the rest")
	cmd.MarkFlagsMutuallyExclusive("baseline", "write-baseline")
	cmd.MarkFlagsMutuallyExclusive("fix", "write-baseline")
	return cmd
}

func (a *app) lint(ctx context.Context, f lintFlags) error {
	limit, err := lint.ParseFailOn(f.failOn)
	if err != nil {
		return fmt.Errorf("--%w", err)
	}
	if !slices.Contains(lint.Formats(), f.format) {
		return fmt.Errorf("--format %q: expected one of %s", f.format, strings.Join(lint.Formats(), ", "))
	}
	opts, err := lintOptions(f)
	if err != nil {
		return err
	}
	if f.english != "" {
		english, err := openDocs(ctx, f.english)
		if err != nil {
			return err
		}
		defer english.Close()
		opts.English = english
	}
	if f.fix {
		if err := a.fixPages(ctx, f); err != nil {
			return err
		}
	}
	report, prefix, err := a.runLint(ctx, f, opts)
	if err != nil {
		return err
	}
	if f.writeBaseline != "" {
		return a.writeBaseline(report, f.writeBaseline)
	}
	tool, _ := toolVersion()
	if err := report.Write(a.stdout, lint.Output{Format: f.format, Prefix: prefix, Tool: tool}); err != nil {
		return err
	}
	a.summary("%s", report.Summary())
	if report.FailOn(limit) {
		return errFindings
	}
	return nil
}

func (a *app) runLint(ctx context.Context, f lintFlags, opts lint.Options) (*lint.Report, string, error) {
	src, err := openDocs(ctx, f.docs)
	if err != nil {
		return nil, "", err
	}
	defer src.Close()
	step, end := a.progress("linting pages")
	defer end()
	opts.Progress = step
	report, err := lint.Run(ctx, src, opts)
	if err == nil && (f.format == "github" || f.format == "sarif") {
		report.CountCharacters(src.Read)
	}
	return report, pagesPrefix(f.docs, src), err
}

// openDocs opens pages for lint, which reads them without a session.
func openDocs(ctx context.Context, spec string) (*docsource.Source, error) {
	src, err := build.Open(ctx, spec)
	if err == nil {
		tune.Pages(len(src.Pages()))
	}
	return src, err
}

// lintOptions reads the files that the flags name.
func lintOptions(f lintFlags) (lint.Options, error) {
	opts := lint.Options{Only: f.only, Skip: f.skip}
	if f.suppress != "" {
		data, err := os.ReadFile(f.suppress)
		if err != nil {
			return opts, fmt.Errorf("--suppress: %w", err)
		}
		if opts.Suppressions, err = lint.ParseSuppressions(f.suppress, data); err != nil {
			return opts, err
		}
	}
	if f.baseline != "" {
		data, err := os.ReadFile(f.baseline)
		if err != nil {
			return opts, fmt.Errorf("--baseline: %w", err)
		}
		if opts.Baseline, err = lint.ParseBaseline(data); err != nil {
			return opts, fmt.Errorf("--baseline %s: %w", f.baseline, err)
		}
	}
	return opts, nil
}

func (a *app) writeBaseline(report *lint.Report, file string) error {
	var b bytes.Buffer
	if err := report.WriteBaseline(&b); err != nil {
		return err
	}
	if err := replaceFile(file, b.Bytes()); err != nil {
		return err
	}
	a.summary("%d findings written to %s", len(report.Findings), file)
	return nil
}

// pagesPrefix returns where the pages lie below the current folder, with a
// slash at its end, or "" where they don't.
func pagesPrefix(spec string, src *docsource.Source) string {
	root, err := pagesRoot(spec, src)
	if err != nil {
		return ""
	}
	root = filepath.ToSlash(filepath.Clean(root))
	if root == "." || strings.HasPrefix(root, "..") || filepath.IsAbs(root) {
		return ""
	}
	return root + "/"
}

// pagesRoot returns the folder on disk that the paths of the pages start at.
func pagesRoot(spec string, src *docsource.Source) (string, error) {
	info, err := os.Stat(spec)
	switch {
	case err != nil:
		return "", fmt.Errorf("%q is no folder of pages", spec)
	case !info.IsDir():
		return "", fmt.Errorf("%q is no folder of pages: %w", spec, errors.ErrUnsupported)
	}
	first := filepath.FromSlash(src.Pages()[0].Path)
	entries, err := os.ReadDir(spec)
	if err != nil {
		return "", err
	}
	dirs := []string{spec, filepath.Join(spec, "api-reference")}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			dirs = append(dirs, filepath.Join(spec, e.Name()), filepath.Join(spec, e.Name(), "api-reference"))
		}
	}
	for _, dir := range dirs {
		if _, err := os.Stat(filepath.Join(dir, first)); err == nil {
			return dir, nil
		}
	}
	return "", fmt.Errorf("%s: %w", first, fs.ErrNotExist)
}
