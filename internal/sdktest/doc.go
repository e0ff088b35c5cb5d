// Package sdktest uses the generated packages as a program of a user would, by
// calls against a local server.
//
// It tests no operation for its own sake: the replayed examples beside the
// generated code do that. What it holds is one call of every kind that the SDK has.
package sdktest
