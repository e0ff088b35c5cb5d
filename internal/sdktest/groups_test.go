package sdktest

import (
	"testing"

	"github.com/graphgen/graphgen/generated/graph"
	"github.com/graphgen/graphgen/generated/graphbeta"
)

func TestGroups(t *testing.T) {
	run(t, []call{{
		name: "members of several types",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Groups.Members.List(t.Context(), "1", &graph.GroupsMembersListOptions{Search: `"displayName:a"`})
			return list(page, err, memberName)
		},
		line:   "GET /v1.0/groups/1/members?$search=%22displayName:a%22",
		header: map[string]string{"ConsistencyLevel": "eventual"},
		reply: `{"value":[{"@odata.type":"#microsoft.graph.user","mail":"ann@fabrikam.example"},
			{"@odata.type":"#microsoft.graph.device","operatingSystem":"Windows"},
			{"@odata.type":"#microsoft.graph.orgContact","id":"7","companyName":"Northwind"}]}`,
		want: []string{"user ann@fabrikam.example", "device Windows", `microsoft.graph.orgContact 7 "Northwind"`},
	}, {
		name: "add a member",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.Groups.Members.AddRef(t.Context(), "1", &graph.Reference{ODataID: "https://graph.microsoft.com/v1.0/users/2"})
		},
		line:   "POST /v1.0/groups/1/members/$ref",
		body:   `{"@odata.id":"https://graph.microsoft.com/v1.0/users/2"}`,
		status: 204,
	}, {
		name: "remove a member",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.Groups.Members.RemoveRef(t.Context(), "1", "2")
		},
		line:   "DELETE /v1.0/groups/1/members/2/$ref",
		status: 204,
	}, {
		name: "set a manager",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.Users.Manager.SetRef(t.Context(), "1", &graph.Reference{ODataID: "https://graph.microsoft.com/v1.0/users/2"})
		},
		line:   "PUT /v1.0/users/1/manager/$ref",
		body:   `{"@odata.id":"https://graph.microsoft.com/v1.0/users/2"}`,
		status: 204,
	}, {
		name: "links to the members",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.Groups.Members.ListRefs(t.Context(), "1")
			return list(page, err, func(r *graph.Reference) string { return r.ODataID })
		},
		line:  "GET /v1.0/groups/1/members/$ref",
		reply: `{"value":[{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/2"}]}`,
		want:  []string{"https://graph.microsoft.com/v1.0/directoryObjects/2"},
	}, {
		name: "count of members",
		do:   func(t *testing.T, c *graph.Client) (any, error) { return c.Groups.Members.Count(t.Context(), "1", nil) },
		line: "GET /v1.0/groups/1/members/$count", header: map[string]string{"ConsistencyLevel": "eventual"},
		reply: "3",
		want:  int64(3),
	}, {
		name: "restore gives the concrete type",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			object, err := c.Directory.DeletedItems.Restore(t.Context(), "1")
			if err != nil {
				return nil, err
			}
			group, ok := graph.As[graph.Group](object)
			return []any{ok, group.DisplayName}, nil
		},
		line:  "POST /v1.0/directory/deletedItems/1/restore",
		reply: `{"@odata.type":"#microsoft.graph.group","displayName":"Surveyors"}`,
		want:  []any{true, "Surveyors"},
	}, {
		name: "task with If-Match, an assignment removed",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			task := &graph.PlannerTask{PercentComplete: 50, Assignments: &graph.PlannerAssignments{}}
			if err := graph.SetExtra(task.Assignments, "user-1", nil); err != nil {
				return nil, err
			}
			changed, err := c.Planner.Tasks.Update(t.Context(), "1", task,
				&graph.PlannerTasksUpdateOptions{IfMatch: `W/"1"`, Prefer: []string{"return=representation"}})
			if err != nil {
				return nil, err
			}
			return changed.PercentComplete, nil
		},
		line:   "PATCH /v1.0/planner/tasks/1",
		header: map[string]string{"If-Match": `W/"1"`, "Prefer": "return=representation"},
		body:   `{"percentComplete":50,"assignments":{"user-1":null}}`,
		reply:  `{"percentComplete":50}`,
		want:   int32(50),
	}, {
		name: "managed devices",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			page, err := c.DeviceManagement.ManagedDevices.List(t.Context(), nil)
			return list(page, err, func(d *graph.ManagedDevice) graph.ComplianceState { return d.ComplianceState })
		},
		line:  "GET /v1.0/deviceManagement/managedDevices",
		reply: `{"value":[{"complianceState":"compliant"},{"complianceState":"newer"}]}`,
		want:  []graph.ComplianceState{graph.ComplianceStateCompliant, "newer"},
	}, {
		name: "sync a device",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.DeviceManagement.ManagedDevices.SyncDevice(t.Context(), "d/1")
		},
		line:   "POST /v1.0/deviceManagement/managedDevices/d%2F1/syncDevice",
		status: 204,
	}, {
		name: "wipe a device",
		do: func(t *testing.T, c *graph.Client) (any, error) {
			return nil, c.DeviceManagement.ManagedDevices.Wipe(t.Context(), "1", &graph.DeviceManagementManagedDevicesWipeRequest{KeepEnrollmentData: true})
		},
		line:   "POST /v1.0/deviceManagement/managedDevices/1/wipe",
		body:   `{"keepEnrollmentData":true}`,
		status: 204,
	}})
}

// memberName finds the concrete type of a group's member.
func memberName(m *graph.DirectoryObject) string {
	if user, ok := graph.As[graph.User](m); ok {
		return "user " + user.Mail
	}
	if device, ok := graph.As[graph.Device](m); ok {
		return "device " + device.OperatingSystem
	}
	return graph.ODataType(m) + " " + m.ID + " " + string(graph.Extra(m, "companyName"))
}

// The seed of the project: an action of the beta version without body or answer.
func TestBetaSync(t *testing.T) {
	c := &call{status: 204, line: "POST /beta/deviceManagement/windowsAutopilotSettings/sync", header: map[string]string{"Content-Type": ""}}
	asked := 0
	client, err := graphbeta.NewClient(graphbeta.StaticToken("a-token"), graphbeta.WithBaseURL(serve(t, c.handler(t, &asked))))
	if err != nil {
		t.Fatal(err)
	}
	if err := client.DeviceManagement.WindowsAutopilotSettings.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if asked != 1 {
		t.Errorf("%d requests, expected 1", asked)
	}
}
