// Package docsource opens a documentation source: a folder, a zip archive, a
// revision of a git repository, a single page, or the pages built into the
// program. All of them read alike, through a Source, which is the parser.Docs
// of the parser.
//
// Sources are not trusted. Nothing outside the source is read, whatever its
// names and links say, and no file is read beyond a limit. What can't be used
// becomes a diagnostic, and the rest is read.
//
// The package does not look into pages, writes nothing, and fetches nothing
// from the network.
package docsource
