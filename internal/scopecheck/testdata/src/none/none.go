//graph:scopes
package none

import "graph"

func f(c *graph.Client) { // want f:"needs GET /users"
	c.Users.List() // want `GET /users needs User.ReadBasic.All or User.Read.All: outside of //graph:scopes`
}
