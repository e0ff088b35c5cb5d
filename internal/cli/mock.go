package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/docs/mock"
	"github.com/graphgen/graphgen/internal/build"
	"github.com/graphgen/graphgen/parser"
)

type mockFlags struct {
	docs, addr string
	faults     []string
	options    mock.Options
}

func (a *app) mockCommand() *cobra.Command {
	var f mockFlags
	cmd := &cobra.Command{
		Use:   "mock",
		Short: "Serve the pages' examples as a fake Graph on this machine",
		Long: `mock serves every documented method and path with the example of its page:
placeholders match anything, collections come in pages, $batch works, and what
no page documents is a 404 in Graph's form of an error. It keeps no state.

It listens on a loopback address only, and ends on Ctrl-C.`,
		Example: `  # a fake Graph of the built-in pages
  graphgen mock --addr localhost:8080

  # one that throttles a tenth of the calls and cuts a few connections
  graphgen mock --fault 429:0.1 --fault reset:0.01 --page-size 2`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.mock(cmd.Context(), f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.docs, "docs", "", "documentation: a folder, zip, page, or git:REV (default: the built-in pages)")
	flags.StringVar(&f.addr, "addr", "localhost:0", "loopback address to listen on; port 0 is any free one")
	flags.StringArrayVar(&f.faults, "fault", nil, "STATUS:SHARE or reset:SHARE, as in 429:0.1 (repeatable)")
	flags.IntVar(&f.options.PageSize, "page-size", 0, "elements on one page of a collection (default: all)")
	flags.Uint64Var(&f.options.Seed, "seed", 1, "seed of the random numbers that choose faults")
	flags.BoolVar(&f.options.RequireToken, "require-token", false, "refuse calls without a bearer token")
	return cmd
}

func (a *app) mock(ctx context.Context, f mockFlags) error {
	for _, text := range f.faults {
		fault, err := mock.ParseFault(text)
		if err != nil {
			return err
		}
		f.options.Faults = append(f.options.Faults, fault)
	}
	step, end := a.progress("reading pages")
	s := &build.Session{Progress: step}
	defer s.Close()
	d, err := s.Load(ctx, f.docs, parser.KindAPI)
	end()
	if err != nil {
		return err
	}
	listener, err := loopback(f.addr)
	if err != nil {
		return err
	}
	handler := mock.New(d.API, f.options)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // Serve returns then
	defer stop()
	if _, err := fmt.Fprintf(a.stdout, "http://%s\n", listener.Addr()); err != nil {
		return err
	}
	a.summary("serving %d operations; Ctrl-C ends", handler.Operations())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// loopback listens on addr, which must be an address of this machine alone.
func loopback(addr string) (net.Listener, error) {
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("--addr: %w", err)
	}
	if !tcp.IP.IsLoopback() {
		return nil, fmt.Errorf("--addr %q: expected a loopback address, such as localhost:8080", addr)
	}
	return net.ListenTCP("tcp", tcp)
}
