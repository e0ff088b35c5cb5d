// Package scopes finds the permissions that a Go program needs: which
// operations of generated clients it can reach, and which scopes cover them.
//
// A program's own packages are read as source, the clients only for the marks
// that package sdk knows, everything else as export data. The package checks
// no directives (package scopecheck does) and parses no documentation.
package scopes
