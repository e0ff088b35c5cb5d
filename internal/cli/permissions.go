package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/generator"
	"github.com/graphgen/graphgen/internal/pathfilter"
	"github.com/graphgen/graphgen/internal/permissions"
)

type permissionsFlags struct {
	docs, version, format, out string
	scope, search              string
	include, exclude           []string
}

func (a *app) permissionsCommand() *cobra.Command {
	var f permissionsFlags
	cmd := &cobra.Command{
		Use:   "permissions",
		Short: "Write the matrix of all operations and permissions",
		Long: `permissions reads the pages and writes what every operation needs: for each type
of account the scopes of which any one is enough, least privileged first, or the
sets of which one scope each is needed, and the call in Go.

As html it is one file to search in, by path, Go call and scope, and to ask what
a scope can do. It works without a network.`,
		Example: `  # what Mail.Read is enough for
  graphgen permissions --scope Mail.Read

  # everything about messages, for a spreadsheet
  graphgen permissions --search messages --format csv --out messages.csv

  # a page for the team
  graphgen permissions --docs ../microsoft-graph-docs --format html --out permissions.html`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.permissions(cmd.Context(), f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.docs, "docs", "", "documentation: a folder, zip, page, or git:REV (default: the built-in pages)")
	flags.StringVar(&f.version, "version", "", "only this version, v1.0 or beta (default: both)")
	flags.StringVar(&f.format, "format", "table", "what to write: table, csv, json or html")
	flags.StringVarP(&f.out, "out", "o", "", "file to write (default: standard output)")
	flags.StringVar(&f.scope, "scope", "", "only what this scope is enough for, alone or with others")
	flags.StringVar(&f.search, "search", "", "only operations with these words in method, path, title, call or scopes")
	flags.StringArrayVar(&f.include, "include", nil, "pattern of operations to take, as in generate (repeatable)")
	flags.StringArrayVar(&f.exclude, "exclude", nil, "pattern of operations to leave out (repeatable)")
	return cmd
}

func (a *app) permissions(ctx context.Context, f permissionsFlags) error {
	if !slices.Contains([]string{"table", "csv", "json", "html"}, f.format) {
		return fmt.Errorf("--format %q: expected table, csv, json or html", f.format)
	}
	if err := checkVersion(f.version); err != nil {
		return err
	}
	filter, err := pathfilter.New(f.include, f.exclude)
	if err != nil {
		return err
	}
	s, end := a.session("reading pages")
	defer end()
	d, err := s.Load(ctx, f.docs)
	if err != nil {
		return err
	}
	versions := permissions.Versions(d.API)
	if f.version != "" {
		versions = []string{f.version}
	}
	m := permissions.New(d.API, versions, generator.Options{Include: filter.Match})
	if f.scope != "" {
		m = m.Scope(f.scope)
	}
	if f.search != "" {
		m = m.Search(f.search)
	}
	if err := a.writeMatrix(f, m); err != nil {
		return err
	}
	for _, pattern := range filter.Unused() {
		a.summary("pattern %q matches no operation", pattern)
	}
	a.summary("%d operations", len(m.Operations))
	return nil
}

func (a *app) writeMatrix(f permissionsFlags, m *permissions.Matrix) error {
	write := m.WriteTable
	switch f.format {
	case "csv":
		write = m.WriteCSV
	case "json":
		write = m.WriteJSON
	case "html":
		write = m.WriteHTML
	}
	return a.writeOut(f.out, write)
}
