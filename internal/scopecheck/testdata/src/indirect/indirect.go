// Package indirect calls without a name at the call.
package indirect

import (
	. "graph"
	m "maker"
)

//graph:scopes	Nothing.Read

type lister interface{ List() }

type both struct {
	lister
	name string
}

var c Client

func named(x *Client) { // want named:"needs DELETE /users/{id}, GET /users"
	m.New(x).List()        // want `maker.New reaches GET /users, which needs`
	m.Remove(&c.Users, "") // want `maker.Remove reaches DELETE /users/{id}, which needs`
	m.Raw(x)               // want `maker.Raw reaches DELETE /users/{id}, which needs`
	m.Any(x, "")
}

func convert() { // want convert:"needs GET /me/messages, GET /users"
	var l lister = &c.Users // want `^GET /users needs`
	l.List()
	each(&c.Users, &c.Messages) // want `^GET /users needs` `^GET /me/messages needs`
	all := []lister{
		&c.Users, // want `^GET /users needs`
	}
	b := both{lister: &c.Messages}                 // want `^GET /me/messages needs`
	byName := map[string]lister{"users": &c.Users} // want `^GET /users needs`
	func() lister {
		return &c.Users // want `^GET /users needs`
	}()
	ch := make(chan lister, 1)
	ch <- &c.Messages // want `^GET /me/messages needs`
	_, _, _ = all, b, byName
	var nothing any = &c.Users
	_ = nothing.(lister) // not seen
}

func each(list ...lister) {}

func generic() { // want generic:"needs GET /me/messages, GET /users"
	m.Run(&c.Users)                          // want `^GET /users needs`
	_ = m.Box[*MessagesService]{&c.Messages} // want `^GET /me/messages needs`
	Add(func() int { return 0 })
}

func raw(path string) { // want raw:"needs PATCH /users/{id}"
	c.Do("", "PATCH", "/users/"+"1?x=y") // want `^PATCH /users/{id}`
	go c.Do("", "GET", path)             // want `^Do takes an operation that is not known: outside of //graph:scopes Nothing.Read$`
	defer (c.Do)("", "GET", "/nothing")  // want `^Do takes an operation that is not known`
}

var global lister = &c.Users // want `^GET /users needs` global:"needs GET /users"

var _ lister = &c.Users // says nothing but that it could be one

type users struct{ UsersService }

func embedded(u *users) { // want embedded:"needs DELETE /users/{id}, GET /users"
	u.Delete("")     // want `^DELETE /users/{id} needs`
	var l lister = u // want `^GET /users needs`
	defer func() { l.List() }()
}

func unused() { var _ error = (*failure)(nil) }

type failure struct{}

func (*failure) Error() string { return "" }
