package naming

import (
	"fmt"
	"go/token"
	"os"
	"strings"
	"testing"
)

// nameCase is one line of testdata/names.txt.
type nameCase struct {
	method, path string
	collection   bool
	want         string
}

func (c nameCase) name(r *Rules) Name {
	return r.Name(Op{Method: c.method, Path: r.Paths().Parse(c.path), Collection: c.collection})
}

func nameCases(t testing.TB) []nameCase {
	data, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []nameCase
	for line := range strings.Lines(string(data)) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\u00e9`, "\u00e9")
		if line == "" || line[0] == '#' {
			continue
		}
		left, want, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("no \" = \" in %q", line)
		}
		var c nameCase
		c.method, c.path, _ = strings.Cut(left, " ")
		c.path, c.collection = strings.CutSuffix(c.path, " collection")
		c.want = want
		cases = append(cases, c)
	}
	return cases
}

// show prints a name in the form of testdata/names.txt.
func show(n Name) string {
	var args []string
	for _, a := range n.Args {
		args = append(args, a.Name)
	}
	var path strings.Builder
	for _, p := range n.Pieces {
		switch {
		case p.Name == "":
			path.WriteString(p.Text)
		case p.Escape == EscapePath:
			path.WriteString("</" + p.Name + ">")
		case p.Escape == EscapeString:
			path.WriteString("<'" + p.Name + "'>")
		case p.Escape == EscapeLiteral:
			path.WriteString("<=" + p.Name + ">")
		default:
			path.WriteString("<" + p.Name + ">")
		}
	}
	return fmt.Sprintf("%s(%s) %s", n.String(), strings.Join(args, ", "), path.String())
}

func TestNames(t *testing.T) {
	rules := DefaultRules()
	for _, c := range nameCases(t) {
		if got := show(c.name(rules)); got != c.want {
			t.Errorf("%s %s\n got %s\nwant %s", c.method, c.path, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"userId", "user Id"},
		{"user-principal_name", "user principal name"},
		{"macOSScepProfile", "mac OS Scep Profile"},
		{"b2xUserFlows", "b2x User Flows"},
		{"publicIPs", "public IPs"},
		{"oauth2PermissionGrants", "oauth2 Permission Grants"},
		{"", ""},
		{"--", ""},
		{"\xff", ""},
	} {
		if got := strings.Join(Words(c.name), " "); got != c.want {
			t.Errorf("Words(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSingular(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"users", "user"}, {"policies", "policy"}, {"mailboxes", "mailbox"},
		{"classes", "class"}, {"branches", "branch"}, {"status", "status"}, {"series", "series"}, {"children", "children"}, {"s", "s"},
	} {
		if got := Singular(c.name); got != c.want {
			t.Errorf("Singular(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestKeyIgnoresSpelling(t *testing.T) {
	rules := DefaultRules()
	for _, same := range [][]string{
		{"/users/{id}/messages/{id}", "/users/{id | userPrincipalName}/messages/{message-id}", "/Users/<id>/messages/{x}"},
		{"/workbook/range(address='{a}')", "/workbook/range(<address>)", "/workbook/Range(address='A1')"},
		{"/a/{id}/microsoft.graph.user", "/a/{id}/user"},
		{"/a/{id}/b()", "/a/{id}/b"},
		{"/users('{id}')", "/users/{id}"},
	} {
		for _, path := range same[1:] {
			if got, want := rules.Key("GET", path), rules.Key("GET", same[0]); got != want {
				t.Errorf("Key(%q) = %q, want %q as of %q", path, got, want, same[0])
			}
		}
	}
}

func TestSettle(t *testing.T) {
	rules := DefaultRules()
	paths := []string{"/things/act/{id}", "/things/{id}/act", "/things/act"}
	for i := range paths {
		var ops []Named
		for j := range paths {
			path := paths[(i+j)%len(paths)]
			name := nameCase{method: "PATCH", path: path}.name(rules)
			name.Chain = "Things"
			ops = append(ops, Named{Key: rules.Key("PATCH", path), Name: &name})
		}
		got := fmt.Sprint(rules.Settle(ops))
		want := "[{PATCH /things/{}/act PATCH /things/act/{} Things.Update Things.UpdateByThingID}" +
			" {PATCH /things/act PATCH /things/act/{} Things.Update Things.UpdateUnkeyed}]"
		if got != want {
			t.Errorf("Settle = %s\nwant %s", got, want)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, c := range nameCases(f) {
		f.Add(c.method, c.path)
	}
	rules := DefaultRules()
	f.Fuzz(func(t *testing.T, method, path string) {
		n := nameCase{method: method, path: path}.name(rules)
		for _, id := range append(strings.Split(n.Chain, "."), n.Method) {
			if !token.IsIdentifier(id) || !token.IsExported(id) {
				t.Errorf("%q is no exported identifier", id)
			}
		}
		seen := map[string]bool{}
		for _, a := range n.Args {
			if !token.IsIdentifier(a.Name) || rules.reserved[a.Name] || seen[a.Name] {
				t.Errorf("%q can't be an argument", a.Name)
			}
			seen[a.Name] = true
		}
		rules.Key(method, path)
	})
}

func BenchmarkName(b *testing.B) {
	rules := DefaultRules()
	cases := nameCases(b)
	for b.Loop() {
		paths := rules.Paths()
		for _, c := range cases {
			rules.Name(Op{Method: c.method, Path: paths.Parse(c.path), Collection: c.collection})
		}
	}
}
