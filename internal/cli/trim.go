package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/scopes"
)

func (a *app) trimCommand() *cobra.Command {
	var o scopes.Options
	cmd := &cobra.Command{
		Use:   "trim [packages]",
		Short: "List the operations that a Go program reaches, as include patterns",
		Long: `trim prints the "include" list of a graphgen.yaml that holds exactly the
operations that the packages can reach, so that the next generate makes a client
of that size. What it finds is what scopes finds.`,
		Example: `  graphgen trim ./... > include.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Patterns = args
			p, err := scopes.Analyze(cmd.Context(), o)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintln(a.stdout, "include:"); err != nil {
				return err
			}
			for _, pattern := range p.Patterns() {
				if _, err := fmt.Fprintf(a.stdout, "  - %q\n", pattern); err != nil {
					return err
				}
			}
			return nil
		},
	}
	addProgramFlags(cmd, &o)
	return cmd
}
