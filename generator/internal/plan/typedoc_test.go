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

func TestSaysNothing(t *testing.T) {
	for text, want := range map[string]bool{"": true, " ": true, "Not yet documented": true, "not yet documented.": true, "An account.": false} {
		if got := saysNothing(text); got != want {
			t.Errorf("saysNothing(%q) = %t, want %t", text, got, want)
		}
	}
}
