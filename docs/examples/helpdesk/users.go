package main

import (
	"context"
	"fmt"

	"github.com/graphgen/graphgen/generated/graph"
)

// users lists the users.
func (d *desk) users(ctx context.Context, _ []string) error {
	opts := &graph.UsersListOptions{Select: []string{"id", "displayName", "userPrincipalName"}, Top: 100}
	for u, err := range d.Users.All(ctx, opts) {
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "user %s <%s>\n", u.DisplayName, u.UserPrincipalName)
	}
	return nil
}
