// Package together calls an operation that needs two scopes.
//
//graph:scopes Application.ReadWrite.All
//graph:scopes application: Application.ReadWrite.All Directory.Read.All
package together

import "graph"

func f(c *graph.Client) { // want f:"needs POST /applications/{id}/owners/\\$ref"
	c.Users.AddOwner() // want `owners/\$ref needs Directory.Read.All or Directory.AccessAsUser.All: outside of //graph:scopes Application.ReadWrite.All$`
}
