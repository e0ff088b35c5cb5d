// Package docs carries graphgen's own reference pages, the input of every
// command that is given no other.
//
// It parses nothing.
package docs

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed all:reference
var reference embed.FS

// Reference returns the pages: {v1.0,beta}/{api,resources,includes}.
func Reference() fs.FS {
	sub, err := fs.Sub(reference, "reference")
	if err != nil {
		panic(fmt.Sprintf("embedded pages: %v", err)) // the name is a constant
	}
	return sub
}
