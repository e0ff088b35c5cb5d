// Package parser turns reference pages into the model: one operation page into
// a model.Page, with a diagnostic for every fault on the way.
//
// A page is cut into sections by the English slugs of its headings, and each
// kind of section has a file here that reads it. Package markdown has made
// blocks of the bytes before, and package locale knows what translated pages
// say. This package makes no Go names and does not judge whether what a page
// says is wise.
package parser
