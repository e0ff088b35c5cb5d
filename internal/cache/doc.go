// Package cache keeps results between runs, in a folder that may be deleted at
// any time.
//
// A Store maps the hash of everything that a result depends on to the result.
// Nothing in it is ever wrong, only missing: entries carry checksums, files are
// replaced whole, and two processes may share the folder. Its size is bounded.
// A Codec turns values into bytes and back.
//
// The package does not know what is kept, and deciding what a result depends
// on is its callers' work.
package cache
