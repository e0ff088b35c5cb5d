// Package naming gives every documented operation its Go name: the chain of
// services, the method and the arguments.
//
// A name is a function of the HTTP method, the documented path and whether the
// documented answer is a collection. It never looks at other operations, so a
// name can't move when a page comes or goes; only Settle, which gives the few
// names that two operations share a suffix, sees several at once. The rules
// are written down in docs/naming.md.
//
// The package knows nothing of types, of pages or of Go source.
package naming
