package scopes

import (
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/sdk"
)

func TestReadGranted(t *testing.T) {
	got := ReadGranted("\ufeffMail.Read, User.Read # for sign in\r\n\n# nothing\nMail.Send\tMail.Read\n")
	if want := []string{"Mail.Read", "Mail.Send", "User.Read"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func allowProgram() *Program {
	row := func(mode string, scopes ...string) sdk.Requirement {
		return sdk.Requirement{Mode: mode, Scopes: scopes, Supported: len(scopes) > 0}
	}
	return &Program{Uses: []Use{
		{Operation: "GET /me", Calls: []string{"a.go:1", "a.go:2"}, Needs: []sdk.Requirement{row(sdk.DelegatedWork, "User.Read", "User.Read.All"), row(sdk.Application)}},
		{Operation: "GET /users", Calls: []string{"a.go:3"}, Needs: []sdk.Requirement{row(sdk.DelegatedWork, "User.Read.All"), row(sdk.Application, "User.Read.All")}},
	}}
}

// TestTogether has an operation that needs two scopes, of one of which another
// scope is also enough.
func TestTogether(t *testing.T) {
	row := func(scopes ...string) sdk.Requirement {
		return sdk.Requirement{Mode: sdk.Application, Scopes: scopes, Supported: true}
	}
	p := &Program{Uses: []Use{
		{Operation: "POST /owners", Calls: []string{"a.go:1"}, Needs: []sdk.Requirement{row("App.Write", "Dir.Write"), row("Dir.Read")}},
		{Operation: "GET /self", Calls: []string{"a.go:2"}, Needs: []sdk.Requirement{row("A", "All"), row("B", "All")}},
	}}
	modes := p.ByMode([]string{sdk.Application})
	var b strings.Builder
	if err := p.WriteText(&b, modes); err != nil {
		t.Fatal(err)
	}
	want := `application: All App.Write Dir.Read
  (the least privileged scope of each operation: A App.Write B Dir.Read)
  POST /owners: App.Write and Dir.Read, at a.go:1
  GET /self: All, at a.go:2
`
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
	for granted, want := range map[string]string{
		"App.Write Dir.Read A B":   "",
		"App.Write Dir.Read All":   "",
		"App.Write Dir.Read A":     "a.go:2: application: GET /self needs B or All\n",
		"A B":                      "a.go:1: application: POST /owners needs App.Write or Dir.Write\na.go:1: application: POST /owners needs Dir.Read\n",
		"Dir.Write Dir.Read All B": "application: granted but not needed: B: other granted scopes cover what it covers\n",
	} {
		b.Reset()
		if err := modes[0].Check(ReadGranted(granted)).WriteText(&b); err != nil || b.String() != want {
			t.Errorf("granted %q: got:\n%swant:\n%s", granted, b.String(), want)
		}
	}
}

func TestAllow(t *testing.T) {
	modes := allowProgram().ByMode([]string{sdk.DelegatedWork, sdk.Application})
	tests := []struct{ granted, want string }{
		{"User.Read.All offline_access openid", ""},
		{"User.Read", "a.go:3: delegatedWork: GET /users needs User.Read.All\n"},
		{"User.Read.All Mail.Read User.Read", "delegatedWork: granted but not needed: Mail.Read: no operation takes it\n" +
			"delegatedWork: granted but not needed: User.Read: other granted scopes cover what it covers\n"},
		{"", "a.go:3: application: GET /users needs User.Read.All\n" +
			"a.go:1: application: GET /me can't be called in this mode\n" +
			"a.go:2: application: GET /me can't be called in this mode\n"},
	}
	for i, tt := range tests {
		use := modes
		if i == len(tests)-1 {
			use = modes[1:]
		}
		v := Best(use, ReadGranted(tt.granted))
		var b strings.Builder
		if err := v.WriteText(&b); err != nil || b.String() != tt.want || v.OK() != (tt.want == "") {
			t.Errorf("granted %q: ok %t, got:\n%swant:\n%s", tt.granted, v.OK(), b.String(), tt.want)
		}
	}
}
