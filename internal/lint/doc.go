// Package lint finds faults of the reference pages: what package parser had to
// mend or could not read, what contradicts itself on one page, and what two
// pages say differently. It reads every page once and prints what it found as
// text, JSON, GitHub annotations or SARIF; it also repairs what is mechanical.
//
// It does not check grammar or style of prose, follows no link that leaves the
// documentation, writes no file, and changes no fact that it did not
// understand.
package lint
