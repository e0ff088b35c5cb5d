package pathfilter

import (
	"slices"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	const operations = `
GET /me
GET /users
POST /users
GET /users/{id | userPrincipalName}
PATCH /users/{user-id}
GET /users/{id}/messages
POST /users/{id}/messages/{id}/send
GET /reports/getEmailActivityCounts(period='{period_value}')
GET /drives/{drive-id}/root:/{item-path}:/content`
	for _, c := range []struct{ include, exclude, want string }{
		{"", "", operations},
		{"/users/**", "", "GET /users\nPOST /users\nGET /users/{id | userPrincipalName}\nPATCH /users/{user-id}\nGET /users/{id}/messages\nPOST /users/{id}/messages/{id}/send"},
		{"/users/**#GET,POST", "/users/*/messages/**", "GET /users\nPOST /users\nGET /users/{id | userPrincipalName}"},
		{"/users/{anything}", "", "GET /users/{id | userPrincipalName}\nPATCH /users/{user-id}"},
		{"users/", "", "GET /users\nPOST /users"},
		{"/{me,users}#get", "", "GET /me\nGET /users"},
		{"/USERS#POST", "", "POST /users"},
		{"#PATCH", "", "PATCH /users/{user-id}"},
		{"", "/users/**", "GET /me\nGET /reports/getEmailActivityCounts(period='{period_value}')\nGET /drives/{drive-id}/root:/{item-path}:/content"},
		{"/reports/*", "", "GET /reports/getEmailActivityCounts(period='{period_value}')"},
		{"/**/content", "", "GET /drives/{drive-id}/root:/{item-path}:/content"},
		{"/users/**", "/**", ""},
	} {
		f, err := New(words(c.include), words(c.exclude))
		if err != nil {
			t.Errorf("%q: %v", c.include, err)
			continue
		}
		var got []string
		for line := range strings.SplitSeq(strings.TrimSpace(operations), "\n") {
			method, path, _ := strings.Cut(line, " ")
			if f.Match(method, path) {
				got = append(got, line)
			}
		}
		if want := strings.TrimSpace(c.want); strings.Join(got, "\n") != want {
			t.Errorf("include %q, exclude %q: got\n%s\nwant\n%s", c.include, c.exclude, strings.Join(got, "\n"), want)
		}
	}
}

func words(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func TestInvalid(t *testing.T) {
	for pattern, want := range map[string]string{
		"/users#FETCH": `pattern "/users#FETCH": "FETCH" is no method: expected GET, POST, PATCH, PUT or DELETE`,
		"/users#":      `pattern "/users#": "" is no method: expected GET, POST, PATCH, PUT or DELETE`,
		"/users/[":     `pattern "/users/[": the path is no valid glob`,
		"/users/{a,b":  `pattern "/users/{a,b": the path is no valid glob`,
	} {
		if _, err := New([]string{pattern}, nil); err == nil || err.Error() != want {
			t.Errorf("%q: got error %v, want %s", pattern, err, want)
		}
		if _, err := New(nil, []string{pattern}); err == nil {
			t.Errorf("exclude %q: no error", pattern)
		}
	}
}

func TestUnused(t *testing.T) {
	f, err := New([]string{"/users", "/groups", "/me#POST"}, []string{"/me", "/teams/**"})
	if err != nil {
		t.Fatal(err)
	}
	f.Match("GET", "/users")
	f.Match("GET", "/me")
	if got, want := f.Unused(), []string{"/groups", "/me#POST", "/teams/**"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var none *Filter
	if !none.Match("GET", "/x") {
		t.Error("the nil Filter does not choose all")
	}
}
