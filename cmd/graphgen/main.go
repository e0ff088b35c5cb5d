// Command graphgen turns Microsoft Graph reference pages into a Go client.
//
// It only hands over to package cli. Run "graphgen --help".
package main

import (
	"os"

	"github.com/graphgen/graphgen/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
