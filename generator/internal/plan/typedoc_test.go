package plan

import "testing"

func TestAfterSubject(t *testing.T) {
	for text, want := range map[string]string{
		"The user resource type represents an account.":     "Represents an account.",
		"The Permission resource provides what is allowed.": "Provides what is allowed.",
		"This resource represents an account.":              "Represents an account.",
		"The name of an account represents it.":             "",
		"An account.":                                       "",
		"Users represents accounts.":                        "",
		"":                                                  "",
	} {
		if got := afterSubject(text); got != want {
			t.Errorf("afterSubject(%q) = %q, want %q", text, got, want)
		}
	}
}
