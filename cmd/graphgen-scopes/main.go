// Command graphgen-scopes holds Go packages to the Microsoft Graph permissions
// that they declare in //graph:scopes comments. It runs by itself,
//
//	graphgen-scopes ./...
//
// or inside go vet:
//
//	go vet -vettool=$(which graphgen-scopes) ./...
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/graphgen/graphgen/internal/scopecheck"
)

func main() { multichecker.Main(scopecheck.New()) }
