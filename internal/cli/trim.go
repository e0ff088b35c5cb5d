package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/scopes"
)

func (a *app) trimCommand() *cobra.Command {
	var o scopes.Options
	var client string
	var unreached bool
	cmd := &cobra.Command{
		Use:   "trim [packages]",
		Short: "List the operations that a Go program reaches, as include patterns",
		Long: `trim prints the "include" list of a graphgen.yaml that holds exactly the
operations that the packages can reach, so that the next generate makes a client
of that size. What it finds is what scopes finds.

Source that names an operation in code that is never called, or has it in an
interface, does not compile with such a client. The output says where, and
--unreached keeps these operations too. It also says which types are named that
none of the operations has.`,
		Example: `  graphgen trim ./... > include.yaml`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Patterns = args
			p, err := scopes.Analyze(cmd.Context(), o)
			if err != nil {
				return err
			}
			return a.trim(p, client, unreached)
		},
	}
	addProgramFlags(cmd, &o)
	cmd.Flags().BoolVar(&unreached, "unreached", false, "also take operations that only code that is never called names")
	cmd.Flags().StringVar(&client, "client", "", "import path of the client, where the program uses several")
	return cmd
}

func (a *app) trim(p *scopes.Program, client string, unreached bool) error {
	clients := p.Clients()
	switch {
	case len(clients) == 0:
		return fmt.Errorf("the program reaches no operation")
	case client == "" && len(clients) > 1:
		return fmt.Errorf("the program uses several clients: choose one with --client: %s", strings.Join(clients, ", "))
	case client == "":
		client = clients[0]
	case !slices.Contains(clients, client):
		return fmt.Errorf("--client %q: the program reaches no operation of it, only of %s", client, strings.Join(clients, ", "))
	}
	var b strings.Builder
	b.WriteString("include:\n")
	uses := p.Uses
	if unreached {
		uses = slices.Concat(p.Uses, p.Unreached)
	}
	for _, pattern := range scopes.Patterns(uses, client) {
		fmt.Fprintf(&b, "  - %q\n", pattern)
	}
	for _, use := range p.Unreached {
		if use.Package == client && !unreached {
			fmt.Fprintf(&b, "  # never called, but needed to compile, at %s: %s\n", strings.Join(use.Calls, ", "), use.Operation)
		}
	}
	for _, l := range p.Lost(client, uses) {
		fmt.Fprintf(&b, "  # named, but of none of these operations, at %s: type %s\n", strings.Join(l.Calls, ", "), l.Name)
	}
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "  # not seen: %s: %s\n", n.Pos, n.Message)
	}
	_, err := fmt.Fprint(a.stdout, b.String())
	return err
}
