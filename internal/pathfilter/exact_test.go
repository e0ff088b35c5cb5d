package pathfilter

import "testing"

func TestExact(t *testing.T) {
	paths := []string{
		"/users", "/users/{id}", "/users/{a,b}/messages", "/me/drive/root:/{path}:/content",
		"/reports/getUsers(period='{value}')", "/odd/[a]/*?/x\\y", "/a/{x | y}/b", "/a/{{x}}/b",
	}
	for _, path := range paths {
		f, err := New([]string{Exact(path, "GET", "PATCH")}, nil)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if !f.Match("GET", path) || !f.Match("PATCH", path) || f.Match("POST", path) {
			t.Errorf("%s is not matched by %s", path, Exact(path, "GET", "PATCH"))
		}
		for _, other := range paths {
			if other != path && f.Match("GET", other) {
				t.Errorf("%s also matches %s", Exact(path), other)
			}
		}
	}
}
