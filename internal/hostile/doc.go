// Package hostile holds the tests that feed the whole pipeline with damaged
// and malicious pages. It has no code of its own.
package hostile
