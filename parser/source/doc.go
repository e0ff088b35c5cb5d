// Package source holds what every other package says about the bytes of a
// page: a File with its line table, a Pos in it, and the Diagnostic that a
// faulty place gives.
//
// It is a leaf: it reads no disk, knows no Markdown, and imports nothing of
// this module.
package source
