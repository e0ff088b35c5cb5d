package mock_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/docs/mock"
	"github.com/graphgen/graphgen/internal/pagetest"
	"github.com/graphgen/graphgen/parser"
)

const users = `# List users

Namespace: microsoft.graph

## HTTP request

~~~http
GET /users
GET /users/delta
GET /groups/{id}/members
~~~

## Response

Returns ~200 OK~ and a collection of [user](../resources/user.md) objects.

## Example

<!-- { "blockType": "request", "name": "users" } -->
~~~http
GET https://graph.microsoft.com/v1.0/users
~~~
<!-- { "blockType": "response", "@odata.type": "microsoft.graph.user", "isCollection": true } -->
~~~http
HTTP/1.1 200 OK
Content-type: application/json

{ "@odata.nextLink": "https://graph.microsoft.com/v1.0/users?$skiptoken=x",
  "value": [ {"id": "1"}, {"id": "2"}, {"id": "3"}, ] }
~~~
`

const file = `# Download file

Namespace: microsoft.graph

## HTTP request

~~~http
GET /me/drive/root:/{item-path}:/content
~~~

## Response

Returns ~302 Found~.
`

const cell = `# Sheet: cell

Namespace: microsoft.graph

## HTTP request

~~~http
GET /sheets/{id}/cell
~~~

## Function parameters

|Parameter|Type|Description|
|:---|:---|:---|
|row|Int32|Its number.|

## Response

Returns ~200 OK~.
`

const odd = `# Odd paths

Namespace: microsoft.graph

## HTTP request

~~~http
GET /sites/contoso.sharepoint.com
GET /classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/11111111-2dc6-4e71-b1e9-6d9810ab1793/rubric
GET /teams/(team-id)/messages
GET /keys/'{key}'
DELETE /policies/{id}$ref
GET /borders(<index>)
GET /folders/{id}/.../contacts
GET /reports/$count
~~~

## Response

Returns ~200 OK~ and a collection of [user](../resources/user.md) objects.

## Example

<!-- { "blockType": "request", "name": "odd" } -->
~~~http
PATCH https://graph.microsoft.com/v1.0/nothing
~~~
`

const single = `# List of one

Namespace: microsoft.graph

## HTTP request

~~~http
GET /singles
~~~

## Response

Returns ~200 OK~ and a collection of [user](../resources/user.md) objects.

## Example

<!-- { "blockType": "request", "name": "single" } -->
~~~http
GET https://graph.microsoft.com/v1.0/singles
~~~
<!-- { "blockType": "response", "@odata.type": "microsoft.graph.user", "isCollection": true } -->
~~~http
HTTP/1.1 200 OK

{ "value": {"id": "1"} }
~~~
`

func serve(t *testing.T, opts mock.Options) *httptest.Server {
	t.Helper()
	docs := pagetest.Docs{}
	for name, page := range map[string]string{"users": users, "file": file, "cell": cell, "odd": odd, "single": single} {
		docs["v1.0/api/"+name+".md"] = []byte(strings.ReplaceAll(page, "~", "`"))
	}
	api, _, err := parser.Load(context.Background(), docs, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.New(api, opts))
	t.Cleanup(server.Close)
	return server
}

func call(t *testing.T, method, url, body string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(data)
}

func TestAnswers(t *testing.T) {
	server := serve(t, mock.Options{})
	tests := []struct {
		name, method, path string
		status             int
		contains           string
	}{
		{"list", "GET", "/v1.0/users", 200, `"value":[{"id":"1"},{"id":"2"},{"id":"3"}]`},
		{"case of the path", "GET", "/v1.0/Users", 200, `"value"`},
		{"placeholder", "GET", "/v1.0/groups/a%2Fb/members", 200, `"value"`},
		{"path below a root", "GET", "/v1.0/me/drive/root:/a/b%20c.txt:/content", 302, ""},
		{"arguments that the path leaves out", "GET", "/v1.0/sheets/1/cell(row=1)", 200, ""},
		{"without them", "GET", "/v1.0/sheets/1/cell", 200, ""},
		{"sample host", "GET", "/v1.0/sites/a.b", 200, ""},
		{"sample ids", "GET", "/v1.0/classes/1/2/rubric", 200, ""},
		{"placeholder in parentheses", "GET", "/v1.0/teams/1/messages", 200, ""},
		{"placeholder in quotes", "GET", "/v1.0/keys/1", 200, ""},
		{"forgotten slash", "DELETE", "/v1.0/policies/1/$ref", 200, ""},
		{"key behind a slash", "GET", "/v1.0/borders/1", 200, ""},
		{"key in parentheses", "GET", "/v1.0/borders(1)", 200, ""},
		{"any number of segments", "GET", "/v1.0/folders/1/2/3/contacts", 200, ""},
		{"collection of which the page shows one", "GET", "/v1.0/singles", 200, `"value":[{"id":"1"}]`},
		{"path beyond reason", "GET", "/v1.0/sites/" + strings.Repeat("a", 17<<10), 414, `"code":"BadRequest"`},
		{"unknown path", "GET", "/v1.0/teapots", 404, `"code":"ResourceNotFound"`},
		{"too many segments", "GET", "/v1.0/groups/a/b/members", 404, `segment 'members'`},
		{"unknown method", "DELETE", "/v1.0/users", 405, `"code":"MethodNotAllowed"`},
		{"unknown version", "GET", "/v2.0/users", 400, `"code":"BadRequest"`},
		{"version without pages", "GET", "/beta/users", 404, `"code":"ResourceNotFound"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, _, body := call(t, tt.method, server.URL+tt.path, "")
			if status != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d with %s", status, body, tt.status, tt.contains)
			}
		})
	}
}

func TestPages(t *testing.T) {
	server := serve(t, mock.Options{PageSize: 2})
	var ids []string
	pages := 0
	for next := server.URL + "/v1.0/users"; next != ""; pages++ {
		_, _, body := call(t, "GET", next, "")
		var got struct {
			Value []struct{ ID string }
			Next  string `json:"@odata.nextLink"`
		}
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		for _, v := range got.Value {
			ids = append(ids, v.ID)
		}
		next = got.Next
	}
	if strings.Join(ids, "") != "123" || pages != 2 {
		t.Errorf("got elements %v on %d pages, want 1 2 3 on 2", ids, pages)
	}
}

func TestPagesOfOddSizes(t *testing.T) {
	server := serve(t, mock.Options{})
	for query, want := range map[string]int{
		"$top=9223372036854775807&$skiptoken=2": 1, "$top=-1": 3, "$top=2&$skiptoken=-1": 2, "$skiptoken=9223372036854775807": 3,
	} {
		status, _, body := call(t, "GET", server.URL+"/v1.0/users?"+query, "")
		var page struct{ Value []json.RawMessage }
		if err := json.Unmarshal([]byte(body), &page); err != nil || status != 200 || len(page.Value) != want {
			t.Errorf("%s: %d %s", query, status, body)
		}
	}
}

func TestDelta(t *testing.T) {
	server := serve(t, mock.Options{})
	_, _, body := call(t, "GET", server.URL+"/v1.0/users/delta", "")
	var got struct {
		Delta string `json:"@odata.deltaLink"`
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || got.Delta == "" {
		t.Fatalf("no delta link in %s", body)
	}
	if _, _, body = call(t, "GET", got.Delta, ""); !strings.Contains(body, `"value":[]`) {
		t.Errorf("resuming gives %s, want no changes", body)
	}
}

func TestBatch(t *testing.T) {
	server := serve(t, mock.Options{})
	_, _, body := call(t, "POST", server.URL+"/v1.0/$batch", `{"requests":[
		{"id":"a","method":"GET","url":"/users"},
		{"id":"b","method":"GET","url":"/teapots"},
		{"id":"c","method":"GET","url":"/users","dependsOn":["b"]}]}`)
	var got struct {
		Responses []struct {
			ID     string
			Status int
		}
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"a": 200, "b": 404, "c": 424}
	if len(got.Responses) != len(want) {
		t.Fatalf("got %s", body)
	}
	for _, r := range got.Responses {
		if r.Status != want[r.ID] {
			t.Errorf("%s: got %d, want %d", r.ID, r.Status, want[r.ID])
		}
	}
}

// TestBatchThatIsRefused has requests wait for each other in a way that Graph
// does not take.
func TestBatchThatIsRefused(t *testing.T) {
	server := serve(t, mock.Options{})
	for waits, want := range map[string]int{
		`[] [] []`: 200, `[] ["0"] ["1"]`: 200, `[] ["0"] ["0"]`: 200, `[] [] ["0"]`: 200,
		`[] ["0"] [] ["1"]`: 400, `[] ["0"] ["0","1"]`: 400, `[] [] ["0"] ["1"]`: 400,
	} {
		var calls []string
		for n, on := range strings.Fields(waits) {
			calls = append(calls, fmt.Sprintf(`{"id":"%d","method":"GET","url":"/users","dependsOn":%s}`, n, on))
		}
		status, _, body := call(t, "POST", server.URL+"/v1.0/$batch", `{"requests":[`+strings.Join(calls, ",")+`]}`)
		if status != want {
			t.Errorf("%s: got %d %s, want %d", waits, status, body, want)
		}
	}
}

func TestFaults(t *testing.T) {
	fault, err := mock.ParseFault("429:1")
	if err != nil {
		t.Fatal(err)
	}
	server := serve(t, mock.Options{Faults: []mock.Fault{fault}})
	status, header, _ := call(t, "GET", server.URL+"/v1.0/users", "")
	if status != 429 || header.Get("Retry-After") == "" {
		t.Errorf("got %d with Retry-After %q, want 429 and a time", status, header.Get("Retry-After"))
	}
	for _, bad := range []string{"429", "200:1", "429:2", "x:0.5", ""} {
		if _, err := mock.ParseFault(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestRequireToken(t *testing.T) {
	server := serve(t, mock.Options{RequireToken: true})
	if status, _, body := call(t, "GET", server.URL+"/v1.0/users", ""); status != 401 || !strings.Contains(body, "InvalidAuthenticationToken") {
		t.Errorf("got %d %s, want 401", status, body)
	}
	for header, want := range map[string]int{"Basic x": 401, "Bearer": 401, "bearer x": 200} {
		req, _ := http.NewRequest("GET", server.URL+"/v1.0/users", nil)
		req.Header.Set("Authorization", header)
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%q: got %d, want %d", header, res.StatusCode, want)
		}
	}
}

func TestUpload(t *testing.T) {
	server := serve(t, mock.Options{})
	req, _ := http.NewRequest("PUT", server.URL+"/_graphgen/upload", strings.NewReader("abc"))
	req.Header.Set("Content-Range", "bytes 0-2/6")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if data, _ := io.ReadAll(res.Body); res.StatusCode != 202 || !strings.Contains(string(data), `["3-"]`) {
		t.Errorf("got %d %s, want 202 and the range from 3", res.StatusCode, data)
	}
}
