// Package goapi is the form in which the generator tells what a client declares,
// and in which two clients are compared.
//
// It makes no declarations and compares none.
package goapi

import "strings"

// Declaration is one thing of a client that a program may depend on: a method,
// a part of its signature, an option, a type, a field, a constant.
type Declaration struct {
	// Name tells it apart: "client.Users.Messages.Get",
	// "microsoft.graph.message.Subject". In is the name of what it is a part of.
	Name, In string
	// Type is what the compiler checks. Documented types have their documented
	// names in it, in lower case; the names of arguments do not count.
	Type string
	// Of is where it comes from: an operation, "GET /users/{id}", or a
	// documented type. Item is the documented name of an option, a property or a
	// member; or, as Part says, what of an operation it is: "method", "arguments",
	// "body", "options" or "result".
	Of, Item string
	Part     bool
}

// Leaf is the part of the name that follows that of what it is in.
func (d *Declaration) Leaf() string {
	return strings.TrimPrefix(strings.TrimPrefix(d.Name, d.In), ".")
}
