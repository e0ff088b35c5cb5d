// Package markdown reads the bytes of one documentation page into a flat list
// of blocks: headings, paragraphs, tables, fences, annotations and includes,
// each with its place in the file.
//
// It undoes what stands between a page and its text: front matter, the paired
// spans of bilingual pages, and the fence, comment and heading faults that
// would hide the rest of a page. goldmark finds the blocks; tables are read
// from paragraphs by rules looser than GitHub's, since the pages break those.
//
// It does not know what a section means, which language a page is in, or what
// an operation is: package parser does.
package markdown
