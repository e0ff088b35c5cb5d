package sdktest

import (
	"strings"
	"testing"

	"github.com/graphgen/graphgen/docs/mock"
	"github.com/graphgen/graphgen/generated/graph"
	"github.com/graphgen/graphgen/generated/graphbeta"
)

// A small program against the fake Graph that the same pages make: it lists
// users, reads mail, uploads a file and synchronises devices.
func TestScenario(t *testing.T) {
	url := serve(t, mock.New(load(t, "").API, mock.Options{}).ServeHTTP)
	client, err := graph.NewClient(graph.StaticToken("a-token"), graph.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	users := 0
	for user, err := range client.Users.All(ctx, nil) {
		if err != nil || user.DisplayName == "" {
			t.Fatalf("user %q: %v", user.DisplayName, err)
		}
		users++
	}
	if users == 0 {
		t.Error("no users")
	}
	mail, err := client.Me.Messages.List(ctx, &graph.MeMessagesListOptions{Filter: "isRead eq false", Top: 10})
	if err != nil || len(mail.Value) == 0 || mail.Value[0].From.EmailAddress.Address == "" {
		t.Errorf("mail %+v: %v", mail, err)
	}
	file, err := client.Me.Drive.Root.Content.ReplaceByPath(ctx, "Notes/today.txt", "text/plain", strings.NewReader("Rain."))
	if err != nil || file.ID == "" {
		t.Errorf("file %+v: %v", file, err)
	}
	devices := 0
	for device, err := range client.DeviceManagement.ManagedDevices.All(ctx, nil) {
		if err != nil {
			t.Fatal(err)
		}
		if err := client.DeviceManagement.ManagedDevices.SyncDevice(ctx, device.ID); err != nil {
			t.Error(err)
		}
		devices++
	}
	if devices == 0 {
		t.Error("no devices")
	}
	beta, err := graphbeta.NewClient(graphbeta.StaticToken("a-token"), graphbeta.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	if err := beta.DeviceManagement.WindowsAutopilotSettings.Sync(ctx); err != nil {
		t.Error(err)
	}
}
