package cli

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/internal/config"
	"github.com/graphgen/graphgen/internal/docsource"
	"github.com/graphgen/graphgen/internal/output"
	"github.com/graphgen/graphgen/parser/source"
)

// packageFlags are the flags that describe one package, or name a
// configuration of several.
type packageFlags struct {
	config string
	pkg    config.Package
}

func (f *packageFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.config, "config", "", "configuration file (default: graphgen.yaml of this folder, where there is one)")
	flags.StringVar(&f.pkg.Docs, "docs", "", "documentation: a folder, zip, page, or git:REV (default: the built-in pages)")
	flags.StringVar(&f.pkg.Version, "version", "", "API version, v1.0 or beta (default: that of the pages, v1.0 where they have both)")
	flags.StringVar(&f.pkg.Package, "package", "", "name of the Go package (default: the name of --out)")
	flags.StringVarP(&f.pkg.Out, "out", "o", "graph", "folder of the package")
	flags.StringArrayVar(&f.pkg.Include, "include", nil, "only operations that match this pattern, such as '/users/**#GET,POST' (repeatable)")
	flags.StringArrayVar(&f.pkg.Exclude, "exclude", nil, "no operation that matches this pattern (repeatable)")
	flags.StringVar(&f.pkg.Locale, "locale", "", "only pages in this language, such as en-US")
	flags.BoolVar(&f.pkg.Tests, "tests", false, "also write tests that replay the documented examples against a local server")
	for _, name := range describingFlags() {
		cmd.MarkFlagsMutuallyExclusive("config", name)
	}
}

// read returns the packages to make: those of a configuration file, or the one
// that the flags describe. Paths are relative to the current folder.
func (f *packageFlags) read(cmd *cobra.Command) (*config.Config, error) {
	if file := configFile(cmd, f.config); file != "" {
		return readConfig(file)
	}
	pkg := f.pkg
	if err := checkVersion(pkg.Version); err != nil {
		return nil, err
	}
	if pkg.Package == "" {
		pkg.Package = config.PackageName("", pkg.Out)
	}
	if !token.IsIdentifier(pkg.Package) || pkg.Package == "_" {
		return nil, fmt.Errorf("--package %q: expected a Go package name", pkg.Package)
	}
	return &config.Config{Packages: []config.Package{pkg}}, nil
}

// configFile returns the configuration to read, "" for none: the one that is
// named, or that of this folder where no flag describes a package.
func configFile(cmd *cobra.Command, named string) string {
	if named != "" || describes(cmd) {
		return named
	}
	if _, err := os.Stat(config.Name); err != nil {
		return ""
	}
	return config.Name
}

// describingFlags lists the flags that describe a package.
func describingFlags() []string {
	return []string{"docs", "version", "package", "out", "include", "exclude", "locale", "tests"}
}

// describes reports whether any flag describes a package.
func describes(cmd *cobra.Command) bool {
	for _, name := range describingFlags() {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			return true
		}
	}
	return false
}

func readConfig(file string) (*config.Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	c, err := config.Parse(filepath.ToSlash(file), data)
	if err != nil {
		return nil, err
	}
	dir := filepath.Dir(file)
	for i := range c.Packages {
		p := &c.Packages[i]
		p.Out = below(dir, p.Out)
		p.Docs = docsBelow(dir, p.Docs)
	}
	return c, nil
}

// docsBelow makes a documentation source of the configuration file one of the
// current folder.
func docsBelow(dir, docs string) string {
	rev, isGit := strings.CutPrefix(docs, docsource.GitPrefix)
	switch at, name, named := strings.Cut(rev, "#"); {
	case docs == "" || isGit && !named && dir == ".":
		return docs
	case !isGit:
		return below(dir, docs)
	case named:
		return docsource.GitPrefix + below(dir, at) + "#" + name
	default:
		return docsource.GitPrefix + dir + "#" + rev
	}
}

// below makes a path of the configuration file one of the current folder.
func below(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

type generateFlags struct {
	packageFlags
	json   bool
	list   bool
	failOn string
}

func (a *app) generateCommand() *cobra.Command {
	var f generateFlags
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write a Go client package",
		Long: `generate reads reference pages and writes a Go client package: one method for
each documented operation, and the runtime it needs.

It replaces files that graphgen wrote earlier, removes those that no page asks
for any more, and never touches other files. Files that would not change are
left alone. Until all new files are on the disk, the old ones stay.

What is wrong on the pages is counted; --findings lists it, and lint looks closer.
What is wrong in the configuration is always said, and which files were not read.`,
		Example: `  # the built-in pages, as package graph in ./graph
  graphgen generate

  # mail and users of the beta version, from a documentation folder
  graphgen generate --docs ../microsoft-graph-docs --version beta --out internal/graphbeta \
      --include '/users/**' --include '/me/messages/**#GET,POST'

  # in a Go file, run by go generate
  //go:generate go tool graphgen generate --include /users/**`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.generate(cmd, f) },
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "print the summary as JSON on standard output")
	cmd.Flags().BoolVar(&f.list, "findings", false, "list the faults of the pages on standard error")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "never", "exit with 1 on findings of at least: error, warning, info or never")
	return cmd
}

func (a *app) generate(cmd *cobra.Command, f generateFlags) error {
	start := time.Now()
	limit, err := severity(f.failOn)
	if err != nil {
		return err
	}
	c, err := f.read(cmd)
	if err != nil {
		return err
	}
	made, sum, err := a.writeAll(cmd.Context(), c)
	if err != nil {
		return err
	}
	var found source.List
	for _, p := range made {
		found = append(found, p.Found...)
	}
	found.Sort()
	config := configFindings(made)
	switch {
	case f.list:
		a.list(found)
	case !a.quiet:
		a.listLeftOut(found)
	}
	if !a.quiet {
		a.list(config)
	}
	sum.Seconds = time.Since(start).Seconds()
	hint := ""
	if len(found) > 0 && !f.list {
		hint = "; --findings lists what is wrong on the pages"
	}
	if err := a.summarize(sum, f.json, hint); err != nil {
		return err
	}
	return failing(append(found, config...), limit)
}

// configFindings are those of patterns and overrides.
func configFindings(made []*build.Package) source.List {
	var found source.List
	for _, p := range made {
		found = append(found, p.Config...)
	}
	found.Sort()
	return found
}

// packages makes every package of a configuration before anything is written.
func packages(ctx context.Context, s *build.Session, c *config.Config, folders []*output.Folder) ([]*build.Package, error) {
	s.Overrides = c.Overrides
	specs := make([]build.Spec, len(c.Packages))
	for i, p := range c.Packages {
		specs[i] = build.Spec{
			Docs: p.Docs, Version: p.Version, Package: p.Package,
			Include: p.Include, Exclude: p.Exclude, Locale: p.Locale, Tests: p.Tests, Pos: p.Pos, Old: folders[i],
		}
	}
	made, err := s.Packages(ctx, specs)
	if err != nil {
		return nil, err
	}
	made[0].Config = append(made[0].Config, s.Unapplied()...)
	return made, invalid(configFindings(made))
}

// invalid returns the errors of a configuration: what it asks for can't be made.
func invalid(found source.List) error {
	var errs []error
	for _, d := range found {
		if d.Severity == source.Error {
			errs = append(errs, errors.New(d.String()))
		}
	}
	return errors.Join(errs...)
}

// list prints findings for people.
func (a *app) list(found source.List) {
	for _, d := range found {
		fmt.Fprintf(a.stderr, "%s: %s\n", d.Severity, source.OneLine(d.String()))
	}
}

// listLeftOut prints the findings of files that were not read, whose operations
// may be missing.
func (a *app) listLeftOut(found source.List) {
	left := slices.DeleteFunc(slices.Clone(found), func(d source.Diagnostic) bool { return !docsource.LeavesOut(d.Code) })
	a.list(left[:min(len(left), shown)])
	if n := len(left) - shown; n > 0 {
		a.summary("%d more files were left out", n)
	}
}

// severity reads a --fail-on flag; never is beyond all severities.
func severity(name string) (source.Severity, error) {
	if name == "never" {
		return source.Error + 1, nil
	}
	var s source.Severity
	if err := s.UnmarshalText([]byte(name)); err != nil || s == 0 {
		return 0, fmt.Errorf("--fail-on %q: expected error, warning, info or never", name)
	}
	return s, nil
}

// failing returns errFindings where a finding is at least as bad as limit.
func failing(found source.List, limit source.Severity) error {
	for _, d := range found {
		if d.Severity >= limit {
			return errFindings
		}
	}
	return nil
}
