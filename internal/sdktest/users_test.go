package sdktest

import (
	"testing"
	"time"

	"github.com/graphgen/graphgen/generated/graph"
)

func TestUsers(t *testing.T) {
	run(t, []call{{
		name: "list with options",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Users.List(t.Context(), &graph.UsersListOptions{
				Select: []string{"id", "displayName"}, Filter: "startswith(displayName,'A&B')", Top: 2,
			})
			return list(page, err, func(u *graph.User) string { return u.DisplayName })
		},
		line:   "GET /v1.0/users?$select=id,displayName&$filter=startswith(displayName,'A%26B')&$top=2",
		header: map[string]string{"Accept": "application/json", "ConsistencyLevel": ""},
		reply:  `{"value":[{"displayName":"Ann"},{"displayName":"Bo"}]}`,
		want:   []string{"Ann", "Bo"},
	}, {
		name: "search brings the consistency level",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Users.List(t.Context(), &graph.UsersListOptions{Search: `"displayName:ann"`, Count: true})
			if err != nil {
				return nil, err
			}
			return page.Count, nil
		},
		line:   "GET /v1.0/users?$search=%22displayName:ann%22&$count=true",
		header: map[string]string{"ConsistencyLevel": "eventual"},
		reply:  `{"@odata.count":7,"value":[]}`,
		want:   int64(7),
	}, {
		name: "get by a name with odd characters",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			user, err := c.Users.Get(t.Context(), "o'neil/x#y@fabrikam.example", nil)
			if err != nil {
				return nil, err
			}
			return []any{user.ID, user.AccountEnabled, user.SignInSessionsValidFromDateTime}, nil
		},
		line:  "GET /v1.0/users/o%27neil%2Fx%23y@fabrikam.example",
		reply: `{"id":"1","accountEnabled":true,"signInSessionsValidFromDateTime":"2026-01-12T08:00:00Z"}`,
		want:  []any{"1", true, time.Date(2026, 1, 12, 8, 0, 0, 0, time.UTC)},
	}, {
		name: "the same page's other path",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			user, err := c.Me.Get(t.Context(), &graph.MeGetOptions{Expand: []string{"manager"}})
			if err != nil {
				return nil, err
			}
			manager, err := user.Manager.Get()
			return manager.ID, err
		},
		line:  "GET /v1.0/me?$expand=manager",
		reply: `{"id":"1","manager":{"@odata.type":"#microsoft.graph.user","id":"2"}}`,
		want:  "2",
	}, {
		name: "create",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			user, err := c.Users.Create(t.Context(), &graph.User{
				AccountEnabled: true, DisplayName: "Cleo", MailNickname: "cleo", UserPrincipalName: "cleo@fabrikam.example",
				PasswordProfile: &graph.PasswordProfile{Password: "p"},
			})
			if err != nil {
				return nil, err
			}
			return user.ID, nil
		},
		line:   "POST /v1.0/users",
		header: map[string]string{"Content-Type": "application/json"},
		body: `{"@odata.type":"#microsoft.graph.user","accountEnabled":true,"displayName":"Cleo","mailNickname":"cleo",
			"userPrincipalName":"cleo@fabrikam.example","passwordProfile":{"password":"p"}}`,
		status: 201, reply: `{"id":"3"}`,
		want: "3",
	}, {
		name: "update sets, zeroes, clears and leaves alone",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			user := &graph.User{Department: "Field work"}
			graph.SetZero(user, &user.AccountEnabled)
			graph.SetNull(user, &user.OfficeLocation)
			return nil, c.Users.Update(t.Context(), "1", user)
		},
		line:   "PATCH /v1.0/users/1",
		body:   `{"@odata.type":"#microsoft.graph.user","department":"Field work","accountEnabled":false,"officeLocation":null}`,
		status: 204,
	}, {
		name:   "delete",
		do:     func(t *testing.T, c *graph.Client) (any, error) { return nil, c.Users.Delete(t.Context(), "1") },
		line:   "DELETE /v1.0/users/1",
		status: 204,
	}, {
		name: "count",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return c.Users.Count(t.Context(), &graph.UsersCountOptions{Filter: "accountEnabled eq true"})
		},
		line:   "GET /v1.0/users/$count?$filter=accountEnabled%20eq%20true",
		header: map[string]string{"ConsistencyLevel": "eventual"},
		reply:  "893",
		want:   int64(893),
	}, {
		name: "action with parameters",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			body := &graph.UsersAssignLicenseRequest{AddLicenses: []graph.AssignedLicense{{SkuID: "s"}}}
			graph.SetZero(body, &body.RemoveLicenses)
			user, err := c.Users.AssignLicense(t.Context(), "1", body)
			if err != nil {
				return nil, err
			}
			return user.UsageLocation, nil
		},
		line:  "POST /v1.0/users/1/assignLicense",
		body:  `{"addLicenses":[{"skuId":"s"}],"removeLicenses":[]}`,
		reply: `{"usageLocation":"GB"}`,
		want:  "GB",
	}, {
		name: "action that answers with texts",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Me.GetMemberGroups(t.Context(), &graph.MeGetMemberGroupsRequest{SecurityEnabledOnly: true})
			return list(page, err, func(id string) string { return id })
		},
		line:  "POST /v1.0/me/getMemberGroups",
		body:  `{"securityEnabledOnly":true}`,
		reply: `{"value":["a","b"]}`,
		want:  []string{"a", "b"},
	}, {
		name: "function with text parameters",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Users.ReminderView.List(t.Context(), "1", "2026-03-02T00:00:00", "2026-03-03T00:00:00",
				&graph.UsersReminderViewListOptions{Prefer: []string{`outlook.timezone="UTC"`}})
			return list(page, err, func(r *graph.Reminder) string { return r.EventStartTime.DateTime })
		},
		line:   "GET /v1.0/users/1/reminderView(startDateTime='2026-03-02T00:00:00',endDateTime='2026-03-03T00:00:00')",
		header: map[string]string{"Prefer": `outlook.timezone="UTC"`},
		reply:  `{"value":[{"eventStartTime":{"dateTime":"2026-03-02T09:30:00"}}]}`,
		want:   []string{"2026-03-02T09:30:00"},
	}, {
		name: "alternate key",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			role, err := c.DirectoryRoles.GetByRoleTemplateID(t.Context(), "t-1", nil)
			if err != nil {
				return nil, err
			}
			return role.DisplayName, nil
		},
		line:  "GET /v1.0/directoryRoles/roleTemplateId=t-1",
		reply: `{"displayName":"Reports Reader"}`,
		want:  "Reports Reader",
	}})
}
