// Package scopes finds out which permissions a Go program needs: it loads the
// program, finds the SDK methods that it can reach, and looks up what the
// documentation says of their operations.
//
// The answer is sound but for reflection, unsafe and cgo: an operation may be
// reported that never runs, but none that runs is left out. It generates
// nothing and asks no service.
package scopes
