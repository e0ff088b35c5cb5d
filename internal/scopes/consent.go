package scopes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/sdk"
)

// graphAppID is the application id of Microsoft Graph in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// IDs are the ids of scopes, by kind ("Scope" for delegated, "Role" for
// application) and name.
type IDs map[string]map[string]string

// ReadIDs reads a permissions descriptions file: lists of objects with "id"
// and "value", called delegatedScopesList and applicationScopesList. It also
// takes what the service itself answers for its service principal, where they
// are called oauth2PermissionScopes and appRoles.
func ReadIDs(data []byte) (IDs, error) {
	type entry struct{ ID, Value string }
	var file struct {
		Delegated   []entry `json:"delegatedScopesList"`
		Application []entry `json:"applicationScopesList"`
		Scopes      []entry `json:"oauth2PermissionScopes"`
		Roles       []entry `json:"appRoles"`
	}
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	ids := IDs{"Scope": {}, "Role": {}}
	for _, e := range slices.Concat(file.Delegated, file.Scopes) {
		ids["Scope"][e.Value] = e.ID
	}
	for _, e := range slices.Concat(file.Application, file.Roles) {
		ids["Role"][e.Value] = e.ID
	}
	if len(ids["Scope"])+len(ids["Role"]) == 0 {
		return nil, errors.New("expected delegatedScopesList or applicationScopesList")
	}
	return ids, nil
}

// Access is one scope of a manifest. Value is there where the id is not known.
type Access struct {
	ID    string `json:"id,omitempty"`
	Type  string `json:"type"`
	Value string `json:"value,omitempty"`
}

// Resource is one entry of requiredResourceAccess.
type Resource struct {
	AppID  string   `json:"resourceAppId"`
	Access []Access `json:"resourceAccess"`
}

// Manifest returns the requiredResourceAccess of an app registration.
func Manifest(modes []Mode, ids IDs) map[string][]Resource {
	r := Resource{AppID: graphAppID, Access: []Access{}}
	for _, g := range grants(modes) {
		a := Access{ID: ids[g.kind][g.scope], Type: g.kind}
		if a.ID == "" {
			a.Value = g.scope
		}
		r.Access = append(r.Access, a)
	}
	return map[string][]Resource{"requiredResourceAccess": {r}}
}

// Missing lists the scopes that ids does not know, as "Role User.Read.All".
func Missing(modes []Mode, ids IDs) []string {
	var out []string
	for _, g := range grants(modes) {
		if ids[g.kind][g.scope] == "" {
			out = append(out, g.kind+" "+g.scope)
		}
	}
	return out
}

type grant struct{ kind, scope string }

// grants lists the scopes of all modes, delegated first.
func grants(modes []Mode) []grant {
	var out []grant
	for _, m := range modes {
		kind := "Scope"
		if m.Mode == sdk.Application {
			kind = "Role"
		}
		for _, s := range m.Scopes {
			if g := (grant{kind, s}); !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b grant) int { return strings.Compare(b.kind, a.kind) })
	return out
}

// Consent is where to send an administrator.
type Consent struct {
	Tenant, Client, Redirect string
}

// URL is the page where an administrator grants the delegated scopes of the
// modes or, where there are none, what the app registration asks for.
func (c Consent) URL(modes []Mode) string {
	const resource = "https://graph.microsoft.com/"
	var asked []string
	for _, g := range grants(modes) {
		if g.kind == "Scope" {
			asked = append(asked, resource+g.scope)
		}
	}
	if len(asked) == 0 {
		asked = []string{resource + ".default"}
	}
	query := "client_id=" + orPlaceholder(c.Client, "{client-id}") + "&scope=" + url.PathEscape(strings.Join(asked, " "))
	if c.Redirect != "" {
		query += "&redirect_uri=" + url.QueryEscape(c.Redirect)
	}
	return "https://login.microsoftonline.com/" + orPlaceholder(c.Tenant, "organizations") + "/v2.0/adminconsent?" + query
}

func orPlaceholder(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return url.QueryEscape(value)
}

// WriteTerraform writes the required_resource_access block of an
// azuread_application. Where an id is not known, it looks it up by name in the
// tenant's service principal of Graph.
func WriteTerraform(w io.Writer, modes []Mode, ids IDs) error {
	var b strings.Builder
	if len(Missing(modes, ids)) > 0 {
		fmt.Fprintf(&b, "data \"azuread_service_principal\" \"msgraph\" {\n  client_id = %s\n}\n\n", hcl(graphAppID))
		b.WriteString("# in resource \"azuread_application\"\n")
	}
	fmt.Fprintf(&b, "required_resource_access {\n  resource_app_id = %s # Microsoft Graph\n", hcl(graphAppID))
	for _, g := range grants(modes) {
		table := "oauth2_permission_scope_ids"
		if g.kind == "Role" {
			table = "app_role_ids"
		}
		value := fmt.Sprintf("data.azuread_service_principal.msgraph.%s[%s]", table, hcl(g.scope))
		if id := ids[g.kind][g.scope]; id != "" {
			value = hcl(id) + " # " + g.scope
		}
		fmt.Fprintf(&b, "\n  resource_access {\n    id   = %s\n    type = %q\n  }\n", value, g.kind)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// hcl quotes text for Terraform, which would evaluate ${…} and %{…}.
func hcl(text string) string {
	return fmt.Sprintf("%q", strings.NewReplacer("${", "$${", "%{", "%%{").Replace(text))
}
