//graph:scopes application: User.Read.All Mail.Read
package modes

import "graph"

func f(c *graph.Client) { // want f:"needs GET /me/messages, GET /users, GET /users/{id}/methods"
	c.Users.List() // want `GET /users needs User.ReadBasic.All or User.Read.All: outside of //graph:scopes delegatedWork: Mail.Read`
	c.Messages.List()
	c.Users.Methods() // want `GET /users/{id}/methods needs Auth.Read and Auth.Read.All: outside of //graph:scopes delegatedWork: Mail.Read`
}
