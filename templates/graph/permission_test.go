package graph

import (
	"reflect"
	"testing"
)

const permissionTable = `GET /users
	w		User.Read User.Read.All
	p		-
	a	of guests	User.Read.All
GET /users/{id | userPrincipalName}
	w		?
GET /users/delta
	a		User.Read.All
DELETE /users/{id}
GET /print/services
	w		
`

func TestLookUpPermissions(t *testing.T) {
	tests := []struct {
		method, path string
		want         []OperationPermission
	}{
		{"GET", "/users", []OperationPermission{
			{Account: AccountDelegatedWork, Scopes: []string{"User.Read", "User.Read.All"}, Supported: true},
			{Account: AccountDelegatedPersonal},
			{Account: AccountApplication, Context: "of guests", Scopes: []string{"User.Read.All"}, Supported: true},
		}},
		{"GET", "/Users/{user-id}", []OperationPermission{{Account: AccountDelegatedWork, Supported: true, Unknown: true}}},
		{"GET", "/users/alice@contoso.com", []OperationPermission{{Account: AccountDelegatedWork, Supported: true, Unknown: true}}},
		{"GET", "/users/delta", []OperationPermission{{Account: AccountApplication, Scopes: []string{"User.Read.All"}, Supported: true}}},
		{"GET", "/print/services", []OperationPermission{{Account: AccountDelegatedWork, Scopes: []string{}, Supported: true}}},
		{"GET", "/users/", nil},
		{"GET", "/users/1/messages", nil},
		{"DELETE", "/users/{id}", nil},
		{"PATCH", "/users", nil},
		{"GET", "/us", nil},
	}
	for _, tt := range tests {
		if got := lookUpPermissions(permissionTable, tt.method, tt.path); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s %s: got %+v, want %+v", tt.method, tt.path, got, tt.want)
		}
	}
}
