// Package helper has no directive of its own.
package helper

import "graph"

func Mail(c *graph.Client) { c.Messages.List() } // want Mail:"needs GET /me/messages"

func Both(c *graph.Client) { // want Both:"needs GET /me/messages, GET /users"
	inner(c)
	Mail(c)
}

func inner(c *graph.Client) { // want inner:"needs GET /users"
	func() { c.Users.List() }()
}

func Pure() {}

type Store struct{ c *graph.Client }

func (s Store) Clean() { s.c.Users.Delete("1") } // want Clean:"needs DELETE /users/{id}"

func Each[T any](c *graph.Client, v T) { // want Each:"needs GET /users"
	list := c.Users.List
	list()
}
