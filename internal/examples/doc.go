// Package examples proves the generated types on the documentation itself:
// every documented body goes through the type of its operation and back.
//
// It has no code of its own. The test generates both whole versions of the
// client into a temporary folder, adds testdata/probe_test.go.txt and a table
// of the operations' types, and runs that. It sends no request; package
// contract replays the calls.
package examples
