// Package generated holds what graphgen makes of its own sample pages: a client
// for v1.0 in graph and one for beta in graphbeta. graphgen.yaml says which.
//
// Nothing here is written by hand but this file and the configuration; the
// packages are there to be compiled, tested and looked at.
package generated

//go:generate go run ../cmd/graphgen generate
