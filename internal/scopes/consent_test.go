package scopes

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/internal/sdk"
)

func consentModes() []Mode {
	return []Mode{
		{Mode: sdk.DelegatedWork, Scopes: []string{"Mail.Read", "User.Read"}},
		{Mode: sdk.DelegatedPersonal, Scopes: []string{"Mail.Read"}},
		{Mode: sdk.Application, Scopes: []string{"Mail.Read"}},
	}
}

const descriptions = `{
  "delegatedScopesList": [{"id": "11111111-0000-0000-0000-000000000000", "value": "Mail.Read", "isAdmin": false}],
  "applicationScopesList": [{"id": "22222222-0000-0000-0000-000000000000", "value": "Mail.Read", "isAdmin": true}]
}`

func TestManifest(t *testing.T) {
	ids, err := ReadIDs([]byte("\ufeff" + descriptions))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(Manifest(consentModes(), ids))
	want := `{"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[` +
		`{"id":"11111111-0000-0000-0000-000000000000","type":"Scope"},` +
		`{"type":"Scope","value":"User.Read"},` +
		`{"id":"22222222-0000-0000-0000-000000000000","type":"Role"}]}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if missing := Missing(consentModes(), ids); !slices.Equal(missing, []string{"Scope User.Read"}) {
		t.Errorf("missing: %v", missing)
	}
}

func TestReadIDsOfServicePrincipal(t *testing.T) {
	ids, err := ReadIDs([]byte(`{"appRoles":[{"id":"r","value":"A.Read"}],"oauth2PermissionScopes":[{"id":"s","value":"A.Read"}]}`))
	if err != nil || ids["Role"]["A.Read"] != "r" || ids["Scope"]["A.Read"] != "s" {
		t.Errorf("got %v, %v", ids, err)
	}
}

func TestReadIDsRefuses(t *testing.T) {
	for _, text := range []string{"", "[]", "{}", `{"delegatedScopesList": 1}`} {
		if _, err := ReadIDs([]byte(text)); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestConsentURL(t *testing.T) {
	tests := []struct {
		consent Consent
		modes   []Mode
		want    string
	}{
		{Consent{}, consentModes()[2:], "https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id={client-id}&scope=https:%2F%2Fgraph.microsoft.com%2F.default"},
		{
			Consent{"contoso.com", "c&d", "https://app/done"}, consentModes(),
			"https://login.microsoftonline.com/contoso.com/v2.0/adminconsent?client_id=c%26d&scope=https:%2F%2Fgraph.microsoft.com%2FMail.Read%20https:%2F%2Fgraph.microsoft.com%2FUser.Read&redirect_uri=https%3A%2F%2Fapp%2Fdone",
		},
	}
	for _, tt := range tests {
		if got := tt.consent.URL(tt.modes); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestTerraform(t *testing.T) {
	ids, _ := ReadIDs([]byte(descriptions))
	var b strings.Builder
	modes := append(consentModes(), Mode{Mode: sdk.Application, Scopes: []string{"${evil}"}})
	if err := WriteTerraform(&b, modes, ids); err != nil {
		t.Fatal(err)
	}
	want := `data "azuread_service_principal" "msgraph" {
  client_id = "00000003-0000-0000-c000-000000000000"
}

# in resource "azuread_application"
required_resource_access {
  resource_app_id = "00000003-0000-0000-c000-000000000000" # Microsoft Graph

  resource_access {
    id   = "11111111-0000-0000-0000-000000000000" # Mail.Read
    type = "Scope"
  }

  resource_access {
    id   = data.azuread_service_principal.msgraph.oauth2_permission_scope_ids["User.Read"]
    type = "Scope"
  }

  resource_access {
    id   = "22222222-0000-0000-0000-000000000000" # Mail.Read
    type = "Role"
  }

  resource_access {
    id   = data.azuread_service_principal.msgraph.app_role_ids["$${evil}"]
    type = "Role"
  }
}
`
	if b.String() != want {
		t.Errorf("got:\n%s", b.String())
	}
}
