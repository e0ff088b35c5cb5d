package across

import (
	"graph"
	"helper"
)

//graph:scopes User.ReadBasic.All // to list users

func f(c *graph.Client, s helper.Store) { // want f:"needs DELETE /users/{id}, GET /me/messages, GET /users"
	helper.Both(c) // want `helper.Both reaches GET /me/messages, which needs Mail.ReadBasic or Mail.Read: outside of //graph:scopes User.ReadBasic.All`
	helper.Pure()
	s.Clean() // want `helper.Clean reaches DELETE /users/{id}, which needs User.ReadWrite.All`
	helper.Each(c, "x")
}
