// Command helpdesk does what a help desk does in the morning, by Microsoft
// Graph: it lists the users, reads the new mail, sees to devices that have not
// called home, and puts a report into the drive.
//
//	GRAPH_TOKEN=... helpdesk users|mail|devices|report FILE|morning FILE
//
// With GRAPH_URL it calls another address than Microsoft's, such as that of
// graphgen mock.
//
// It is an example of a program on the generated client. The delegated
// permissions that its app registration has are in granted.txt, and
//
//	graphgen scopes --mode delegated --allow granted.txt
//
// holds the program to them.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/generated/graph"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	client, err := newClient(os.Getenv("GRAPH_TOKEN"), os.Getenv("GRAPH_URL"))
	if err == nil {
		err = run(ctx, client, os.Stdout, os.Args[1:])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "helpdesk:", err)
		os.Exit(1)
	}
}

// newClient returns a client of Microsoft Graph, or of the fake one at address,
// which needs no token.
func newClient(token, address string) (*graph.Client, error) {
	product := graph.WithApplication("helpdesk/1")
	if address != "" {
		return graph.NewClient(nil, product, graph.WithBaseURL(address))
	}
	return graph.NewClient(graph.StaticToken(token), product)
}

// desk is the help desk: the client and where it writes to.
type desk struct {
	*graph.Client
	out io.Writer
}

// task is one command.
type task func(d *desk, ctx context.Context, args []string) error

// tasks are the commands by name.
func tasks() map[string]task {
	return map[string]task{
		"users":   (*desk).users,
		"mail":    (*desk).mail,
		"devices": (*desk).devices,
		"report":  (*desk).report,
		"morning": (*desk).morning,
	}
}

func run(ctx context.Context, client *graph.Client, out io.Writer, args []string) error {
	all := tasks()
	if len(args) == 0 || all[args[0]] == nil {
		var names []string
		for name := range all {
			names = append(names, name)
		}
		slices.Sort(names)
		return fmt.Errorf("expected one of %s", strings.Join(names, ", "))
	}
	return all[args[0]](&desk{client, out}, ctx, args[1:])
}

// morning does everything, one after the other.
func (d *desk) morning(ctx context.Context, args []string) error {
	for _, t := range []task{(*desk).users, (*desk).mail, (*desk).devices} {
		if err := t(d, ctx, nil); err != nil {
			return err
		}
	}
	return d.report(ctx, args)
}
