// Package maker hides calls from the packages that use it.
package maker

import "graph"

type Lister interface{ List() }

type Remover interface{ Delete(id string) }

func New(c *graph.Client) Lister { // want New:"needs GET /users"
	return &c.Users
}

var Remove = (*graph.UsersService).Delete // want Remove:"needs DELETE /users/{id}"

type Box[T Lister] struct{ V T }

func Run[T Lister](v T) { v.List() }

func Raw(c *graph.Client) { // want Raw:"needs DELETE /users/{id}"
	c.Do("", "DELETE", "/users/1")
}

func Any(c *graph.Client, path string) { c.Do("", "GET", path) }
