package sdktest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/graphgen/graphgen/generated/graph"
)

// script answers one request after the other, and fails the test where
// another one comes.
type script []struct {
	line   string
	status int
	header map[string]string
	reply  string // HOST stands for the server's own address
}

func (s script) serve(t *testing.T) *graph.Client {
	t.Helper()
	left := s
	client := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		if len(left) == 0 || r.Method+" "+r.RequestURI != left[0].line {
			t.Errorf("unexpected request %s %s", r.Method, r.RequestURI)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		step := left[0]
		left = left[1:]
		io.Copy(io.Discard, r.Body)
		for name, value := range step.header {
			w.Header().Set(name, strings.ReplaceAll(value, "HOST", "http://"+r.Host))
		}
		answer(w, step.status, strings.ReplaceAll(step.reply, "HOST", "http://"+r.Host))
	})
	t.Cleanup(func() {
		if len(left) > 0 {
			t.Errorf("%d requests did not come, the next is %s", len(left), left[0].line)
		}
	})
	return client
}

func TestPages(t *testing.T) {
	client := script{
		{line: "GET /v1.0/users?$top=2", reply: `{"@odata.nextLink":"HOST/v1.0/users?$skiptoken=a","value":[{"id":"1"},{"id":"2"}]}`},
		{line: "GET /v1.0/users?$skiptoken=a", reply: `{"value":[{"id":"3"}]}`},
	}.serve(t)
	var ids []string
	for user, err := range client.Users.All(t.Context(), &graph.UsersListOptions{Top: 2}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, user.ID)
	}
	if !slices.Equal(ids, []string{"1", "2", "3"}) {
		t.Errorf("got %v", ids)
	}
}

func TestDelta(t *testing.T) {
	client := script{
		{line: "GET /v1.0/users/delta?$select=displayName", reply: `{"@odata.nextLink":"HOST/v1.0/users/delta?$skiptoken=a","value":[{"id":"1","displayName":"Ann"}]}`},
		{line: "GET /v1.0/users/delta?$skiptoken=a", reply: `{"@odata.deltaLink":"HOST/v1.0/users/delta?$deltatoken=b","value":[]}`},
		{line: "GET /v1.0/users/delta?$deltatoken=b", reply: `{"@odata.deltaLink":"HOST/v1.0/users/delta?$deltatoken=c","value":[{"id":"1","@removed":{"reason":"deleted"}}]}`},
	}.serve(t)
	first := client.Users.Delta(t.Context(), &graph.UsersDeltaOptions{Select: []string{"displayName"}})
	if got := changes(t, first); got != "1:Ann: " {
		t.Errorf("first round %q", got)
	}
	later := client.Users.Delta(t.Context(), nil).Resume(first.Token())
	if got := changes(t, later); got != "1::deleted " {
		t.Errorf("later round %q", got)
	}
}

func changes(t *testing.T, d *graph.Delta[*graph.User]) string {
	t.Helper()
	var b strings.Builder
	for change, err := range d.Changes() {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(change.ID + ":" + change.Item.DisplayName + ":" + change.Removed + " ")
	}
	return b.String()
}

func TestReportDownload(t *testing.T) {
	client := script{
		{line: "GET /v1.0/reports/getOffice365ActiveUserDetail(period='D7')", status: 302, header: map[string]string{"Location": "HOST/table"}},
		{line: "GET /table", reply: "Name,Active\n"},
	}.serve(t)
	got, err := read(client.Reports.GetOffice365ActiveUserDetail(t.Context(), "D7", nil))
	if err != nil || got != "Name,Active\n" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestDownloadOfAPart(t *testing.T) {
	client := script{
		{line: "GET /v1.0/me/drive/items/1/content", status: 302, header: map[string]string{"Location": "HOST/bytes"}},
		{line: "GET /bytes", status: 206, reply: "45"},
	}.serve(t)
	got, err := read(client.Me.Drive.Items.Content.Get(graph.WithRange(t.Context(), 4, 2), "1", nil))
	if err != nil || got != "45" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestCopy(t *testing.T) {
	client := script{
		{line: "POST /v1.0/me/drive/items/1/copy", status: 202, header: map[string]string{"Location": "HOST/monitor"}},
		{line: "GET /monitor", status: 202, reply: `{"status":"inProgress","percentageComplete":40}`},
		{line: "GET /monitor", reply: `{"status":"completed","resourceId":"2"}`},
	}.serve(t)
	monitor, err := client.Me.Drive.Items.Copy(t.Context(), "1", &graph.MeDriveItemsCopyRequest{Name: "copy.txt"})
	if err != nil {
		t.Fatal(err)
	}
	progress, err := monitor.Poll(t.Context())
	if err != nil || progress.Done || progress.Percent != 40 {
		t.Errorf("first poll: %+v, %v", progress, err)
	}
	progress, err = monitor.Poll(t.Context())
	if err != nil || !progress.Done || progress.Resource != "2" {
		t.Errorf("second poll: %+v, %v", progress, err)
	}
}

func TestUploadSession(t *testing.T) {
	client := script{
		{line: "POST /v1.0/me/drive/root:/aerial.tif:/createUploadSession", reply: `{"uploadUrl":"HOST/upload","nextExpectedRanges":["0-"]}`},
		{line: "PUT /upload", status: 201, reply: `{"id":"9","name":"aerial.tif"}`},
	}.serve(t)
	session, err := client.Me.Drive.Root.CreateUploadSessionByPath(t.Context(), "aerial.tif", &graph.MeDriveRootCreateUploadSessionByPathRequest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	content := []byte("not so large")
	item, err := graph.NewUpload[graph.DriveItem](client, session.UploadURL, bytes.NewReader(content), int64(len(content))).Send(t.Context())
	if err != nil || item.Name != "aerial.tif" {
		t.Errorf("got %+v, %v", item, err)
	}
}

func TestError(t *testing.T) {
	client := script{{
		line: "GET /v1.0/users/none", status: 404, header: map[string]string{"request-id": "r-1"},
		reply: `{"error":{"code":"Request_ResourceNotFound","message":"Nobody is called none."}}`,
	}}.serve(t)
	_, err := client.Users.Get(t.Context(), "none", nil)
	var e *graph.Error
	if !errors.As(err, &e) || !graph.IsNotFound(err) || e.Code != "Request_ResourceNotFound" || e.RequestID != "r-1" {
		t.Errorf("got %#v", err)
	}
}

func TestBatch(t *testing.T) {
	client := script{{
		line: "POST /v1.0/$batch",
		reply: `{"responses":[{"id":"2","status":200,"body":{"value":[{"subject":"Soil"}]}},
			{"id":"1","status":200,"body":{"displayName":"Ann"}}]}`,
	}}.serve(t)
	batch := client.NewBatch()
	me := graph.Add(batch, func(ctx context.Context) (*graph.User, error) { return client.Me.Get(ctx, nil) })
	mail := graph.Add(batch, func(ctx context.Context) (*graph.Page[*graph.Message], error) {
		return client.Me.Messages.List(ctx, nil)
	})
	if err := batch.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	user, err := me.Result()
	if err != nil || user.DisplayName != "Ann" {
		t.Errorf("got %+v, %v", user, err)
	}
	page, err := mail.Result()
	if err != nil || page.Value[0].Subject != "Soil" {
		t.Errorf("got %+v, %v", page, err)
	}
}
