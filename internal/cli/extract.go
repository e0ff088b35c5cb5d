package cli

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/parser"
	"github.com/graphgen/graphgen/parser/model"
	"github.com/graphgen/graphgen/parser/source"
)

type extractFlags struct {
	docs, version, kind, out string
}

func (a *app) extractCommand() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract",
		Short: "Write what the pages say, one JSON object a line",
		Long: `extract reads the pages and writes the facts they hold as JSON Lines, one object
for each operation page or resource. The form is versioned: see docs/schema.

Faults of the pages go to standard error as file:line:column: message (code).`,
		Example: `  # the operations of the built-in pages
  graphgen extract

  # one page, of any name
  graphgen extract --docs user-get.md

  # the types of a documentation archive, into a file
  graphgen extract --docs docs.zip --kind resources --version beta --out types.jsonl`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.extract(cmd.Context(), f) },
	}
	cmd.Flags().StringVar(&f.docs, "docs", "", "documentation: a folder, zip, page, or git:REV (default: the built-in pages)")
	cmd.Flags().StringVar(&f.version, "version", "", "only pages of this version, v1.0 or beta (default: both)")
	cmd.Flags().StringVar(&f.kind, "kind", "operations", "what to write: operations or resources")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "file to write (default: standard output)")
	return cmd
}

func (a *app) extract(ctx context.Context, f extractFlags) error {
	if !slices.Contains([]string{"operations", "resources"}, f.kind) {
		return fmt.Errorf("--kind %q: expected operations or resources", f.kind)
	}
	if err := checkVersion(f.version); err != nil {
		return err
	}
	s, end := a.session("reading pages")
	kinds := []string{parser.KindAPI} // what an operation page says does not depend on which resource pages are there
	if f.kind == "resources" {
		kinds = nil // the pages of operations say which types are used
	}
	d, err := s.Load(ctx, f.docs, kinds...)
	end()
	if err != nil {
		return err
	}
	n, err := a.writeFacts(f, d)
	if err != nil {
		return err
	}
	for _, found := range d.Found {
		if !a.quiet {
			fmt.Fprintln(a.stderr, source.OneLine(found.String()))
		}
	}
	a.summary("%d pages read, %d %s written, %d findings", d.Pages, n, f.kind, len(d.Found))
	return nil
}

// writeFacts writes the lines and counts them.
func (a *app) writeFacts(f extractFlags, d *build.Docs) (n int, err error) {
	other := func(version string) bool { return f.version != "" && version != f.version }
	if f.kind == "operations" {
		pages := slices.DeleteFunc(slices.Clone(d.API.Pages), func(p *model.Page) bool { return other(p.Version) })
		return len(pages), a.writeOut(f.out, func(w io.Writer) error { return model.WriteLines(w, pages) })
	}
	resources := slices.DeleteFunc(slices.Clone(d.API.Resources), func(r *model.Resource) bool { return other(r.Version) })
	return len(resources), a.writeOut(f.out, func(w io.Writer) error { return model.WriteLines(w, resources) })
}

func checkVersion(version string) error {
	if !slices.Contains([]string{"", "v1.0", "beta"}, version) {
		return fmt.Errorf("--version %q: expected v1.0 or beta", version)
	}
	return nil
}

// summary prints one line for people at the end of a command.
func (a *app) summary(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, "graphgen: %s\n", source.OneLine(fmt.Sprintf(format, args...)))
	}
}
