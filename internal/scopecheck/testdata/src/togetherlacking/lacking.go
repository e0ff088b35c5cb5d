// Package togetherlacking has none of the two scopes.
//
//graph:scopes User.Read
package togetherlacking

import "graph"

func f(c *graph.Client) { // want f:"needs POST /applications/{id}/owners/\\$ref"
	c.Users.AddOwner() // want `owners/\$ref needs \(Application.ReadWrite.All or Directory.AccessAsUser.All\) and \(Directory.Read.All or Directory.AccessAsUser.All\), or Application.ReadWrite.All and Directory.Read.All: outside of`
}
