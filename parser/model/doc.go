// Package model is what the reference pages say, as data: operations with
// their permissions, headers, bodies and responses, and resources with their
// properties. Its JSON form is public and versioned (docs/schema).
//
// It holds API facts only. It has no Go names (package generator/naming makes
// them), reads no Markdown (package parser does) and judges nothing (package
// lint does). Every fact carries the place it was read from.
package model
