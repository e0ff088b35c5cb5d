// Package docs carries graphgen's own reference pages, the input of every
// command that is given no other. They are written for graphgen in the format of
// the Microsoft Graph documentation.
//
// Beside them lie, not embedded, copies of a page as the localised
// documentation has it: reference-ja translated, reference-ja-bilingual with
// both languages.
//
// The package parses nothing.
package docs

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed all:reference
var reference embed.FS

// Reference returns the pages: {v1.0,beta}/{api,resources,includes}, and the
// includes that both versions share.
func Reference() fs.FS {
	sub, err := fs.Sub(reference, "reference")
	if err != nil {
		panic(fmt.Sprintf("embedded pages: %v", err)) // the name is a constant
	}
	return sub
}
