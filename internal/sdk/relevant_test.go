package sdk

import (
	"strings"
	"testing"
)

func TestRelevant(t *testing.T) {
	tests := []struct{ operation, contexts, want string }{
		{"GET /me/mailFolders", ",mailFolder", ""},
		{"GET /chats/{id}/messages/{id}", "channel,chat", "chat"},
		{"GET /teams/{id}/channels/{id}/messages/{id}", "channel,chat", "channel"},
		{"GET /me/authentication/methods", "acting on self,acting on other users", "acting on self"},
		{"GET /me/photo", "photo of the signed-in user,photo of a group", "photo of the signed-in user"},
		{"GET /users/{id}/authentication/methods", "acting on self,acting on other users", "acting on self,acting on other users"},
		{"GET /directory/deletedItems/{id}", "applications,groups,users", "applications,groups,users"},
		{"GET /groups/{id}/calendar", "user calendar,group", "user calendar,group"},
	}
	for _, tt := range tests {
		rows := []Requirement{{Mode: Application, Context: "chat"}}
		for context := range strings.SplitSeq(tt.contexts, ",") {
			rows = append(rows, Requirement{Mode: DelegatedWork, Context: context})
		}
		var got []string
		for _, r := range Relevant(tt.operation, rows, DelegatedWork) {
			got = append(got, r.Context)
		}
		if strings.Join(got, ",") != tt.want {
			t.Errorf("%s of %q: got %q, want %q", tt.operation, tt.contexts, got, tt.want)
		}
	}
}
