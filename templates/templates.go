// Package templates carries the static files of the generated SDK.
//
// The files are real Go, package graph, compiled and tested here as they are.
// This package does not change them; the generator renames the package clause.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed graph/*.go
var graph embed.FS

// RuntimeFiles returns the names of the runtime's files, without the tests,
// sorted.
func RuntimeFiles() []string {
	entries, err := fs.ReadDir(graph, "graph")
	if err != nil {
		panic(fmt.Sprintf("embedded runtime: %v", err)) // the files are compiled in
	}
	var names []string
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), "_test.go") {
			names = append(names, entry.Name())
		}
	}
	return names
}

// ReadRuntime returns the content of a runtime file.
func ReadRuntime(name string) ([]byte, error) {
	return graph.ReadFile("graph/" + name)
}
