// Package contract holds the tests that a client generated from real pages
// keeps to their examples.
//
// It has no code of its own: the tests are in templates/contract and in what
// package generator emits.
package contract
