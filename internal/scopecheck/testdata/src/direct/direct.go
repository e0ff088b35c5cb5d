// Package direct calls operations.
//
//graph:scopes User.Read.All, Auth.Read
package direct

import "graph"

var c graph.Client

func f() { // want f:"needs DELETE /users/{id}, GET /communications/callRecords/{id}, GET /me/messages, GET /users, GET /users/{id}/methods, POST /groups/{id}/renew"
	c.Users.List()
	c.Users.Delete("1") // want `DELETE /users/{id} needs User.ReadWrite.All: outside of //graph:scopes User.Read.All Auth.Read`
	c.Messages.List()   // want `GET /me/messages needs Mail.ReadBasic or Mail.Read: outside of`
	c.Users.Methods()   // want `GET /users/{id}/methods needs Auth.Read.All: outside of`
	c.Messages.Renew()
	c.Messages.CallRecord() // want `GET /communications/callRecords/{id} needs CallRecords.Read.All: outside of`
	g()
}

func g() { // want g:"needs GET /me/messages"
	h := c.Messages.List // want `GET /me/messages needs`
	h()
}

var _ = func() int {
	c.Messages.List() // want `GET /me/messages needs`
	return 0
}()
