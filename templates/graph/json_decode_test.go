package graph

import (
	"encoding/json"
	"strings"
	"testing"
)

// What is no JSON is an error that says where; encoding/json agrees.
func TestMalformed(t *testing.T) {
	tests := []struct{ text, want string }{
		{``, "offset 0: unexpected end, expected a value"},
		{`{`, "offset 1: unexpected end, expected a name"},
		{`{"city"`, "offset 7: unexpected end, expected ':'"},
		{`{"city":`, "offset 8: unexpected end, expected a value"},
		{`{"city":"a`, "offset 10: unexpected end, expected '\"'"},
		{`{"city":"a"`, "offset 11: unexpected end, expected ',' or '}'"},
		{`{"city":"a",}`, "offset 12: unexpected '}', expected a name"},
		{`{"city" "a"}`, "offset 8: unexpected '\"', expected ':'"},
		{`{"city":"a"}}`, "offset 12: unexpected '}', expected the end"},
		{`{"city":"a";}`, "offset 11: unexpected ';', expected ',' or '}'"},
		{`{city:"a"}`, "offset 1: unexpected 'c', expected a name"},
		{`{"city":'a'}`, `offset 8: unexpected '\'', expected a value`},
		{`{"city":"\x"}`, "offset 10: unexpected 'x', expected an escape"},
		{`{"city":"\u12g4"}`, "offset 13: unexpected 'g', expected a hexadecimal digit"},
		{"{\"city\":\"a\n\"}", `offset 10: unexpected '\n', expected no control character in a string`},
		{`{"quota":01}`, "offset 10: unexpected '1', expected ',' or '}'"},
		{`{"quota":1.}`, "offset 11: unexpected '}', expected a digit"},
		{`{"quota":-}`, "offset 10: unexpected '}', expected a digit"},
		{`{"quota":1e}`, "offset 11: unexpected '}', expected a digit"},
		{`{"quota":+1}`, "offset 9: unexpected '+', expected a value"},
		{`{"quota":NaN}`, "offset 9: unexpected 'N', expected a value"},
		{`{"accountEnabled":tru}`, "offset 21: unexpected '}', expected true"},
		{`{"accountEnabled":nul}`, "offset 21: unexpected '}', expected null"},
		{`{"skills":["a",]}`, "offset 15: unexpected ']', expected a value"},
		{`{"skills":["a"}`, "offset 14: unexpected '}', expected ',' or ']'"},
		{`{"x":[1,{"y":tru}]}`, "offset 16: unexpected '}', expected true"},
		{`{"x":{"y":"\"}}`, "offset 15: unexpected end, expected '\"'"},
		{"{}\x00", `offset 2: unexpected '\x00', expected the end`},
		{`nul`, "offset 3: unexpected end, expected null"},
		{`null 1`, "offset 5: unexpected '1', expected the end"},
	}
	for _, test := range tests {
		err := decode([]byte(test.text), new(User))
		if err == nil || !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("%s:\n got %v\nwant %s", test.text, err, test.want)
		}
		if json.Valid([]byte(test.text)) {
			t.Errorf("%s is valid", test.text)
		}
	}
}

// Whole answers of another type are errors, for nobody could look inside.
func TestWrongAnswer(t *testing.T) {
	for text, want := range map[string]string{
		`[]`: "JSON array does not fit graph.User", `"x"`: "JSON string does not fit", `5`: "JSON number does not fit", `true`: "JSON bool does not fit",
	} {
		if err := decode([]byte(text), new(User)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := decode([]byte(`{}`), new([]string)); err == nil || err.Error() != "JSON object does not fit []string" {
		t.Error(err)
	}
	if err := decode([]byte(`{}`), User{}); err == nil {
		t.Error("decoding into a value needs an error")
	}
	if err := decode([]byte(`[1]`), new([]string)); err == nil {
		t.Error("a number is no string")
	}
}

// readPage decodes a page as a list does.
func readPage[T any](data []byte, p *Page[T]) error {
	head, err := decodePage(data, &p.Value)
	p.NextLink, p.DeltaLink, p.Count = head.nextLink, head.deltaLink, head.count
	return err
}

// Every cut of a page is an error, and none ends the program.
func TestCutShort(t *testing.T) {
	page := usersPage(2)
	for i := range page {
		var p Page[*User]
		if err := readPage(page[:i], &p); err == nil {
			t.Fatalf("no error for %s", page[:i])
		}
	}
}

func TestDecodePage(t *testing.T) {
	var p Page[*User]
	err := readPage([]byte(`{"@odata.nextLink":"n","@odata.count":"12","@odata.deltaLink":"d","value":[{"id":"1"},null,{"id":"2"}],"x":{}}`), &p)
	if err != nil || len(p.Value) != 2 || p.Value[1].ID != "2" || p.NextLink != "n" || p.DeltaLink != "d" || p.Count != 12 {
		t.Errorf("%+v %v", p, err)
	}
	var raw Page[json.RawMessage]
	err = readPage([]byte(`{"value":[{"id" : 1.0},null,"x"]}`), &raw)
	if err != nil || len(raw.Value) != 2 || string(raw.Value[0]) != `{"id" : 1.0}` || raw.Count != -1 {
		t.Errorf("%s %v", raw.Value, err)
	}
	var user User
	id, removed, err := readChange([]byte(`{"id":"1","@removed":{"reason":"deleted"}}`), &user)
	if err != nil || id != "1" || removed != "deleted" || user.ID != "1" {
		t.Errorf("%s %s %+v %v", id, removed, user, err)
	}
	for _, text := range []string{`{}`, `{"value":null}`, `{"value":[]}`, `{"value":[null]}`} {
		var p Page[*User]
		if err := readPage([]byte(text), &p); err != nil || p.Value == nil || len(p.Value) != 0 {
			t.Errorf("%s: %v, %v", text, p.Value, err)
		}
	}
	for text, want := range map[string]string{
		`{"value":[{},5]}`:       "value: item 1: JSON number does not fit graph.User",
		`{"value":{}}`:           "value: invalid JSON at offset 9: unexpected '{', expected an array",
		`[]`:                     "invalid JSON at offset 0: unexpected '[', expected an object",
		`{"@odata.nextLink":[]}`: "@odata.nextLink: JSON array does not fit string",
		`{"value":[]} {}`:        "invalid JSON at offset 13: unexpected '{', expected the end",
	} {
		var p Page[*User]
		if err := readPage([]byte(text), &p); err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestDecodeValue(t *testing.T) {
	var f float64
	var s string
	var n int64
	var raw json.RawMessage
	var list []string
	tests := []struct {
		text string
		into any
		got  func() any
		want any
	}{
		{`{"value":"-INF"}`, &f, func() any { return f < 0 }, true},
		{`1.5`, &f, func() any { return f }, 1.5},
		{`{"value":"x"}`, &s, func() any { return s }, "x"},
		{"\ufeff12", &s, func() any { return s }, "12"},
		{"\ufeff12", &n, func() any { return n }, int64(12)},
		{`{"@odata.context":"c","value":"12"}`, &n, func() any { return n }, int64(12)},
		{`{"value":["a","b"]}`, &list, func() any { return strings.Join(list, "+") }, "a+b"},
		{`{"value":{"a" : 1}}`, &raw, func() any { return string(raw) }, `{"a" : 1}`},
		{`{"value":null}`, &raw, func() any { return string(raw) }, `null`},
	}
	for _, test := range tests {
		if err := decodeValue([]byte(test.text), test.into); err != nil || test.got() != test.want {
			t.Errorf("%s: got %v, %v", test.text, test.got(), err)
		}
	}
	for _, text := range []string{`{"value":"x"}`, `{"value":1`, `{"value":{}}`, `x`} {
		if err := decodeValue([]byte(text), &n); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}

// What was decoded does not change with the text it came from.
func TestNoSharing(t *testing.T) {
	text := []byte(`{"id":"1","city":5,"x":"y","manager":{"id":"2"},"assignedPlans":["z"],"skills":["a"],"thumbnail":"AAEC"}`)
	want := string(text)
	u := fromJSON[User](t, string(text))
	if err := decode(text, u); err != nil {
		t.Fatal(err)
	}
	before := toJSON(t, u)
	clear(text)
	if after := toJSON(t, u); after != before || !sameJSON(t, []byte(after), []byte(want)) {
		t.Error(after)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"id":"1","city":null,"accountEnabled":false,"birthday":"2021-07-01T10:00:00.0000000Z","x":[1,{"y":2}]}`))
	f.Add([]byte(`{"businessPhones":["\ud83d\ude00",null],"score":"INF","quota":"12","mailboxSettings":{"workStart":"08:00:00.0000000"}}`))
	f.Add([]byte(`{"manager":{"id":"1"},"assignedLicenses":[{"skuId":"x","disabledPlans":[]},5],"tenure":"P1D","thumbnail":"AA=="}`))
	f.Add([]byte(`{"city":"\ud800","city":1.50,"\u0063ity":-0}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		u := new(User)
		err := decode(text, u)
		if !json.Valid(text) {
			if err == nil {
				t.Fatal("accepted")
			}
			return
		}
		if err != nil {
			if !strings.Contains(err.Error(), "too deep") && !strings.Contains(err.Error(), "does not fit") {
				t.Fatal(err)
			}
			return
		}
		got, err := encode(u)
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSpace(string(text)) != "null" && !sameJSON(t, got, text) {
			t.Fatalf("got %s", got)
		}
	})
}
