package plan

import (
	"slices"
	"testing"
)

func TestOwnContexts(t *testing.T) {
	all := []string{"", "the signed-in user", "other users", "groups"}
	for _, tt := range []struct {
		path     string
		in, want []string
	}{
		{"/me/getMemberGroups", all, all[:2]},
		{"/users/{id}/getMemberGroups", all, all},
		{"/meetings", all, all},
		{"/me", []string{"self", "other users"}, []string{"self"}},
		{"/me/messages", []string{"", "hidden messages"}, []string{"", "hidden messages"}},
		{"/me", nil, nil},
	} {
		if got := ownContexts(tt.path, tt.in); !slices.Equal(got, tt.want) {
			t.Errorf("ownContexts(%q, %q) = %q, want %q", tt.path, tt.in, got, tt.want)
		}
	}
}
