package plan

import (
	"testing"

	"github.com/graphgen/graphgen/parser/model"
)

func TestTypeSentence(t *testing.T) {
	for text, want := range map[string]string{
		"The user resource type represents an account.":                       "User represents an account.",
		"The resource provides what is allowed.":                              "User provides what is allowed.",
		"A user in a directory is a person with an account.":                  "User is a person with an account.",
		"A **User** can sign in.":                                             "User can sign in.",
		"Contains what is known of an account.":                               "User contains what is known of an account.",
		"The user resource groups what is known of a person.":                 "User groups what is known of a person.",
		"An account. It can be one of these:":                                 "User is an account.",
		"This is an account.":                                                 "User is an account.",
		"This resource type holds an account.":                                "User holds an account.",
		"A base of all resource objects.":                                     "User is a base of all resource objects.",
		"This topic provides descriptions of the declared methods, and more.": "User is the type microsoft.graph.user.",
		"An account.":                    "User is an account.",
		"The account that is signed in.": "User is the account that is signed in.",
		"The manager property of an account is another one.":   "User: The manager property of an account is another one.",
		"The users property of the group entity is a list.":    "User: The users property of the group entity is a list.",
		"Accounts of people, which are kept in the directory.": "User: Accounts of people, which are kept in the directory.",
		"":                    "User is the type microsoft.graph.user.",
		"Not yet documented.": "User is the type microsoft.graph.user.",
		"**":                  "User is the type microsoft.graph.user.",
	} {
		if got := typeSentence("User", &model.Resource{Name: "microsoft.graph.user", Description: text}); got != want {
			t.Errorf("typeSentence of %q = %q, want %q", text, got, want)
		}
	}
}

func TestTold(t *testing.T) {
	for text, want := range map[string]string{
		"Not yet documented":                         "",
		"Not yet documented. Inherited from account": "Inherited from account",
		"The name. It can change.":                   "The name.",
	} {
		if got := told(text, 1); got != want {
			t.Errorf("told(%q) = %q, want %q", text, got, want)
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
