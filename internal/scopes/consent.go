package scopes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// graphAppID is the application id of Microsoft Graph in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// IDs are the ids of scopes, by kind ("Scope" for delegated, "Role" for
// application) and name.
type IDs map[string]map[string]string

// ReadIDs reads a permissions descriptions file: lists of objects with "id"
// and "value", called delegatedScopesList and applicationScopesList.
func ReadIDs(data []byte) (IDs, error) {
	type entry struct{ ID, Value string }
	var file struct {
		Delegated   []entry `json:"delegatedScopesList"`
		Application []entry `json:"applicationScopesList"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	if len(file.Delegated)+len(file.Application) == 0 {
		return nil, errors.New("expected delegatedScopesList or applicationScopesList")
	}
	ids := IDs{"Scope": {}, "Role": {}}
	for _, e := range file.Delegated {
		ids["Scope"][e.Value] = e.ID
	}
	for _, e := range file.Application {
		ids["Role"][e.Value] = e.ID
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

type grant struct{ kind, scope string }

// grants lists the scopes of all modes, delegated first.
func grants(modes []Mode) []grant {
	var out []grant
	for _, m := range modes {
		kind := "Scope"
		if m.Mode == Application {
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

// ConsentURL is where an administrator grants what the app registration asks
// for.
func ConsentURL(client string) string {
	if client == "" {
		client = "{client-id}"
		return "https://login.microsoftonline.com/organizations/adminconsent?client_id=" + client
	}
	return "https://login.microsoftonline.com/organizations/adminconsent?client_id=" + url.QueryEscape(client)
}

// WriteTerraform writes the required_resource_access block of an
// azuread_application.
func WriteTerraform(w io.Writer, modes []Mode, ids IDs) error {
	var b strings.Builder
	b.WriteString("required_resource_access {\n")
	fmt.Fprintf(&b, "  resource_app_id = %q # Microsoft Graph\n", graphAppID)
	for _, g := range grants(modes) {
		id := ids[g.kind][g.scope]
		table := "oauth2_permission_scope_ids"
		if g.kind == "Role" {
			table = "app_role_ids"
		}
		value := fmt.Sprintf("azuread_service_principal.msgraph.%s[%q]", table, g.scope)
		if id != "" {
			value = fmt.Sprintf("%q", id)
		}
		fmt.Fprintf(&b, "\n  resource_access {\n    id   = %s # %s\n    type = %q\n  }\n", value, g.scope, g.kind)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Patterns returns the include patterns that choose exactly the operations
// used, sorted.
func (p *Program) Patterns() []string {
	var out []string
	for _, use := range p.Uses {
		method, path, _ := strings.Cut(use.Operation, " ")
		out = append(out, path+"#"+method)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
