// Package repo holds the tests of the repository as a whole: which package may
// import which, and that the README tells the truth.
//
// It has no code of its own.
package repo
