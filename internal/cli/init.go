package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/internal/config"
)

// initial is the configuration that init writes. It must work as it is.
const initial = `# What graphgen generates. Run "graphgen generate" beside this file.
# All keys are in docs/schema/graphgen.schema.json of graphgen.
packages:
  - out: graph
    # A folder, a zip file, a page, or git:REV. Without it: graphgen's own pages.
    # docs: ../microsoft-graph-docs
    # v1.0 or beta. Without it: that of the pages, v1.0 where they have both.
    version: v1.0
    # Patterns on documented paths: * is a part of a segment, ** any segments,
    # {id} any placeholder; after # the methods.
    include:
      - /me/**
      - /users/**#GET,PATCH
    # exclude:
    #   - /users/{id}/messages/**

# Corrections of what a page says wrong, each with its reason.
# overrides:
#   - source: v1.0/api/user-get.md
#     section: permissions
#     permissions: {application: [User.Read.All]}
#     reason: the page lists the scopes of another operation
`

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a " + config.Name + " to start from",
		Long: `init writes a ` + config.Name + ` into the current folder. It works as it is, and its
comments say what else there is. A file that is there already is left alone.`,
		Example: `  graphgen init
  graphgen generate`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := writeNew(config.Name, initial); err != nil {
				return err
			}
			a.summary("wrote %s", config.Name)
			return nil
		},
	}
}

// writeNew writes a file that is not there yet, all of it or none.
func writeNew(name, text string) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it is left as it is", name)
	}
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return nil
}
