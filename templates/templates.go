// Package templates carries the static files of the generated SDK: its runtime,
// and what its tests share.
//
// The files are real Go, packages graph and contract, compiled and tested here
// as they are. This package does not change them; the generator renames the
// package clause.
package templates

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed graph/*.go contract/*.go
var files embed.FS

// RuntimeFiles returns the names of the runtime's files, without the tests,
// sorted.
func RuntimeFiles() []string { return goFiles("graph") }

// ReadRuntime returns the content of a runtime file.
func ReadRuntime(name string) ([]byte, error) { return files.ReadFile("graph/" + name) }

// ContractFiles returns the names of the files that generated tests share,
// sorted.
func ContractFiles() []string { return goFiles("contract") }

// ReadContract returns the content of such a file.
func ReadContract(name string) ([]byte, error) { return files.ReadFile("contract/" + name) }

func goFiles(dir string) []string {
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		panic(fmt.Sprintf("embedded files: %v", err)) // they are compiled in
	}
	var names []string
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), "_test.go") {
			names = append(names, entry.Name())
		}
	}
	return names
}
