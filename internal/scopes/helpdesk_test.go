package scopes

import (
	"os"
	"slices"
	"testing"

	"github.com/graphgen/graphgen/internal/sdk"
)

// TestHelpdesk compares what is found for the program in docs/examples with
// what a reader of its source and of the permission tables finds.
func TestHelpdesk(t *testing.T) {
	p := loaded(t, Options{Dir: "../../docs/examples/helpdesk"}).analyze()
	want := `GET /deviceManagement/managedDevices: devices.go:20
GET /me/messages: mail.go:43
GET /users: users.go:13
POST /deviceManagement/managedDevices/{managedDeviceId}/syncDevice: devices.go:29
POST /me/drive/root:/{item-path}:/createUploadSession: report.go:47
PUT /me/drive/root:/{item-path}:/content: report.go:43
delegated: DeviceManagementManagedDevices.PrivilegedOperations.All DeviceManagementManagedDevices.Read.All Files.ReadWrite Mail.ReadBasic User.ReadBasic.All
application: DeviceManagementManagedDevices.PrivilegedOperations.All DeviceManagementManagedDevices.Read.All Mail.ReadBasic.All Sites.ReadWrite.All User.Read.All
`
	if got := describe(p); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	granted, err := os.ReadFile("../../docs/examples/helpdesk/granted.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := p.ByMode([]string{sdk.DelegatedWork})[0]
	if v := m.Check(ReadGranted(string(granted))); !v.OK() {
		t.Errorf("granted.txt: %+v", v)
	}
	if slices.Contains(m.Scopes, "Mail.ReadWrite") {
		t.Error("answered is never called")
	}
}
