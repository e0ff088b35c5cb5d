package graph

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// fromJSON decodes or ends the test.
func fromJSON[T any](t *testing.T, text string) *T {
	t.Helper()
	v := new(T)
	if err := decode([]byte(text), v); err != nil {
		t.Fatalf("decoding %s: %v", text, err)
	}
	return v
}

// toJSON encodes or ends the test.
func toJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := encode(v)
	if err != nil {
		t.Fatalf("encoding: %v", err)
	}
	if !json.Valid(text) {
		t.Fatalf("encoding gave invalid JSON: %s", text)
	}
	return string(text)
}

// Unset, zero, null and set are four things, and the last call wins.
func TestFieldStates(t *testing.T) {
	tests := []struct {
		name string
		do   func(u *User)
		want string
	}{
		{"nothing", func(u *User) {}, `{}`},
		{"set", func(u *User) { u.City = "Bern" }, `{"city":"Bern"}`},
		{"zero bool", func(u *User) { SetZero(u, &u.AccountEnabled) }, `{"accountEnabled":false}`},
		{"zero string", func(u *User) { SetZero(u, &u.City) }, `{"city":""}`},
		{"zero enum", func(u *User) { SetZero(u, &u.AgeGroup) }, `{"ageGroup":""}`},
		{"zero int", func(u *User) { SetZero(u, &u.DeviceEnrollmentLimit) }, `{"deviceEnrollmentLimit":0}`},
		{"zero float", func(u *User) { SetZero(u, &u.Score) }, `{"score":0}`},
		{"zero time", func(u *User) { SetZero(u, &u.Birthday) }, `{"birthday":"0001-01-01T00:00:00Z"}`},
		{"zero date", func(u *User) { SetZero(u, &u.Started) }, `{"started":"0001-01-01"}`},
		{"zero duration", func(u *User) { SetZero(u, &u.Tenure) }, `{"tenure":"PT0S"}`},
		{"zero bytes", func(u *User) { SetZero(u, &u.Thumbnail) }, `{"thumbnail":""}`},
		{"zero list", func(u *User) { SetZero(u, &u.Skills) }, `{"skills":[]}`},
		{"empty list", func(u *User) { u.Skills = []string{} }, `{"skills":[]}`},
		{"zero object", func(u *User) { SetZero(u, &u.PasswordProfile) }, `{"passwordProfile":{}}`},
		{"empty object", func(u *User) { u.PasswordProfile = &PasswordProfile{} }, `{"passwordProfile":{}}`},
		{"several zero", func(u *User) { SetZero(u, &u.City, &u.State) }, `{"city":"","state":""}`},
		{"zero clears", func(u *User) { u.City = "Bern"; SetZero(u, &u.City) }, `{"city":""}`},
		{"null", func(u *User) { SetNull(u, &u.City, &u.Birthday, &u.Manager) }, `{"birthday":null,"city":null,"manager":null}`},
		{"null clears", func(u *User) { u.City = "Bern"; SetNull(u, &u.City) }, `{"city":null}`},
		{"null then set", func(u *User) { SetNull(u, &u.City); u.City = "Bern" }, `{"city":"Bern"}`},
		{"null then zero", func(u *User) { SetNull(u, &u.City); SetZero(u, &u.City) }, `{"city":""}`},
		{"zero then null", func(u *User) { SetZero(u, &u.City); SetNull(u, &u.City) }, `{"city":null}`},
		{"zero then set", func(u *User) { SetZero(u, &u.AccountEnabled); u.AccountEnabled = true }, `{"accountEnabled":true}`},
		{"unset", func(u *User) { u.City = "Bern"; Unset(u, &u.City) }, `{}`},
		{"null then unset", func(u *User) { SetNull(u, &u.City); Unset(u, &u.City) }, `{}`},
		{"extra", func(u *User) { _ = SetExtra(u, "ext_1", map[string]int{"a": 1}) }, `{"ext_1":{"a":1}}`},
		{"type first", func(u *User) { u.City = "Bern"; _ = SetExtra(u, "@odata.type", "#x.y") }, `{"@odata.type":"#x.y","city":"Bern"}`},
		{"no extra", func(u *User) { _ = SetExtra(u, "a", 1); UnsetExtra(u, "a") }, `{}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			u := &User{}
			test.do(u)
			if got := toJSON(t, u); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			again := fromJSON[User](t, test.want)
			if got := toJSON(t, again); got != test.want {
				t.Errorf("decoded and encoded: got %s, want %s", got, test.want)
			}
		})
	}
}

func TestHas(t *testing.T) {
	u := fromJSON[User](t, `{"city":null,"state":"","surname":"A","accountEnabled":false,"skills":[],"country":7}`)
	tests := []struct {
		name      string
		field     any
		has, null bool
		raw       string
	}{
		{"null", &u.City, true, true, `null`},
		{"empty", &u.State, true, false, `""`},
		{"set", &u.Surname, true, false, `"A"`},
		{"false", &u.AccountEnabled, true, false, `false`},
		{"no items", &u.Skills, true, false, `[]`},
		{"of another type", &u.Country, true, false, `7`},
		{"absent", &u.Mail, false, false, ``},
		{"absent relation", &u.Manager, false, false, ``},
	}
	for _, test := range tests {
		if has, null := Has(u, test.field), IsNull(u, test.field); has != test.has || null != test.null {
			t.Errorf("%s: has %v, null %v", test.name, has, null)
		}
		if got := string(Raw(u, test.field)); got != test.raw {
			t.Errorf("%s: raw %s, want %s", test.name, got, test.raw)
		}
	}
	if u.City = "Bern"; IsNull(u, &u.City) || string(Raw(u, &u.City)) != `"Bern"` {
		t.Error("a value set after null is not null")
	}
}

// A copy goes its own way, whichever of the two is changed.
func TestCopy(t *testing.T) {
	a := fromJSON[User](t, `{"city":null,"x":1}`)
	b := *a
	SetNull(&b, &b.State)
	if err := SetExtra(&b, "y", 2); err != nil {
		t.Fatal(err)
	}
	SetZero(a, &a.City)
	if err := SetExtra(a, "x", 3); err != nil {
		t.Fatal(err)
	}
	if got := toJSON(t, a); got != `{"city":"","x":3}` {
		t.Error("original:", got)
	}
	if got := toJSON(t, &b); got != `{"city":null,"state":null,"x":1,"y":2}` {
		t.Error("copy:", got)
	}
}

func TestExtra(t *testing.T) {
	u := fromJSON[User](t, `{"@odata.type":"#microsoft.graph.user","z":1,"id":"1","memberOf@odata.nextLink":"n","z":[2]}`)
	if got := slices.Sorted(maps.Keys(maps.Collect(Extras(u)))); strings.Join(got, " ") != "@odata.type memberOf@odata.nextLink z" {
		t.Error("names:", got)
	}
	if got := string(Extra(u, "z")); got != "[2]" {
		t.Error("of two properties the last counts, got", got)
	}
	if string(Extra(u, "id")) != `"1"` || Extra(u, "mail") != nil || Extra(u, "nothing") != nil {
		t.Error("a field is found by its name, what is not there is not")
	}
	if err := SetExtra(u, "bad", func() {}); err == nil {
		t.Error("SetExtra of a function needs an error")
	}
	if got := toJSON(t, u); got != `{"@odata.type":"#microsoft.graph.user","id":"1","z":1,"memberOf@odata.nextLink":"n","z":[2]}` {
		t.Error(got)
	}
}

// A property that has a field is set and read as one that has none.
func TestExtraOfField(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"city", "Bern", `{"city":"Bern"}`},
		{"city", "", `{"city":""}`},
		{"city", nil, `{"city":null}`},
		{"city", 7, `{"city":7}`},
		{"accountEnabled", false, `{"accountEnabled":false}`},
		{"skills", []string{"a"}, `{"skills":["a"]}`},
		{"birthday", "2021-07-01T00:00:00Z", `{"birthday":"2021-07-01T00:00:00Z"}`},
		{"manager", map[string]string{"id": "1"}, `{"manager":{"id":"1"}}`},
	} {
		u := fromJSON[User](t, `{"city":8,"skills":["b"]}`)
		Unset(u, &u.Skills)
		if err := SetExtra(u, test.name, test.value); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if test.name != "city" {
			UnsetExtra(u, "city")
		}
		if got := toJSON(t, u); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
		if got := `{"` + test.name + `":` + string(Extra(u, test.name)) + `}`; got != test.want {
			t.Errorf("Extra gives %s, want %s", got, test.want)
		}
	}
	u := &User{City: "Bern"}
	if err := SetExtra(u, "city", json.RawMessage("7 8")); err == nil {
		t.Error("SetExtra of two values needs an error")
	}
}

func TestETag(t *testing.T) {
	u := fromJSON[User](t, `{"@odata.etag":"W/\"1\""}`)
	if got := ETag(u); got != `W/"1"` {
		t.Errorf("got %s", got)
	}
	if ETag(&u) != ETag(u) || ETag(&User{}) != "" || ETag(nil) != "" {
		t.Error("the address of an item is as good, and what has no tag has none")
	}
}

// A mistake in naming a field shows when the value is sent.
func TestWrongField(t *testing.T) {
	var other User
	for name, field := range map[string]any{
		"other value": &other.City, "no pointer": "city", "nil": nil, "the struct": &other, "other type": new(string),
	} {
		u := &User{}
		SetNull(u, field)
		if _, err := encode(u); err == nil || !strings.Contains(err.Error(), "User") {
			t.Errorf("%s: got error %v", name, err)
		}
		if Has(u, field) || IsNull(u, field) || Raw(u, field) != nil {
			t.Errorf("%s: is there", name)
		}
	}
	var none *User
	SetNull(none)
	SetNull(nil)
	if Has(none, nil) || Extra(none, "a") != nil || SetExtra(none, "a", 1) == nil || ODataType(none) != "" {
		t.Error("nil has nothing")
	}
}

// A struct of the caller's may embed a generated one.
func TestEmbedded(t *testing.T) {
	type mine struct {
		User
		Note string
	}
	var m mine
	if err := json.Unmarshal([]byte(`{"city":"Bern","state":null}`), &m); err != nil || m.City != "Bern" {
		t.Fatal(m.City, err)
	}
	SetNull(&m.User, &m.City)
	if got := toJSON(t, &m.User); got != `{"city":null,"state":null}` {
		t.Error(got)
	}
	for _, v := range []any{&m, m, m.User, "user", new(int)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("SetNull takes a %T", v)
				}
			}()
			SetNull(v, &m.Mail)
		}()
	}
}

// encoding/json gives the same as the runtime.
func TestStandardLibrary(t *testing.T) {
	u := User{City: "Bern", Birthday: time.Date(2021, 7, 1, 0, 0, 0, 0, time.UTC)}
	SetNull(&u, &u.State)
	const want = `{"birthday":"2021-07-01T00:00:00Z","city":"Bern","state":null}`
	for name, v := range map[string]any{"value": u, "pointer": &u} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Error(name, string(got), err)
		}
	}
	var back struct{ U User }
	if err := json.Unmarshal([]byte(`{"u":`+want+`}`), &back); err != nil || toJSON(t, back.U) != want {
		t.Error(back.U, err)
	}
	for text, want := range map[string]string{"null": `{"city":"Bern"}`, `{"state":"x"}`: `{"state":"x"}`} {
		v := User{City: "Bern"}
		if err := json.Unmarshal([]byte(text), &v); err != nil || toJSON(t, v) != want {
			t.Errorf("%s into a used value: %s, %v", text, toJSON(t, v), err)
		}
	}
}
