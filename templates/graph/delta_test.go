package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func changeText(c Change[*User]) string {
	if c.Removed != "" {
		return c.ID + ":" + c.Removed
	}
	return c.ID + "=" + c.Item.DisplayName
}

// deltaServer serves two pages, then the changes since.
func deltaServer(w http.ResponseWriter, r *http.Request) {
	self := "http://" + r.Host + r.URL.Path
	switch r.URL.Query().Get("token") {
	case "":
		fmt.Fprintf(w, `{"value":[{"id":"a","displayName":"A"},{"id":"b","displayName":"B"}],"@odata.nextLink":"%s?token=2"}`, self)
	case "2":
		fmt.Fprintf(w, `{"value":[null,{"id":"c","displayName":"C"}],"@odata.deltaLink":"%s?token=later"}`, self)
	case "later":
		fmt.Fprintf(w, `{"value":[{"id":"a","@removed":{"reason":"changed"}},{"id":"b","@removed":{"reason":"deleted"}},
			{"@removed":{},"id":"d"},{"id":"c","displayName":"C2"}],"@odata.deltaLink":"%s?token=last"}`, self)
	default:
		fmt.Fprintf(w, `{"value":[],"@odata.deltaLink":"%s?token=last"}`, self)
	}
}

func TestDelta(t *testing.T) {
	c, _ := serve(t, deltaServer)
	d := c.Users.Delta(t.Context(), &UsersListOptions{Select: []string{"displayName"}})
	if d.Token() != "" {
		t.Error("a token before the first request")
	}
	got, err := ids(d.Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "a=A b=B c=C" {
		t.Fatalf("got %v, %v", got, err)
	}
	kept := d.Token() // as if stored and read by another program

	d = c.Users.Delta(t.Context(), nil).Resume(kept)
	got, err = ids(d.Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "a:changed b:deleted d:deleted c=C2" {
		t.Fatalf("resumed: got %v, %v", got, err)
	}
	if d.Token() == kept || !strings.HasSuffix(d.Token(), "token=last") {
		t.Errorf("new token is %q", d.Token())
	}
	// Iterating the same Delta again asks for what has changed since.
	if got, err = ids(d.Changes(), changeText); err != nil || len(got) != 0 {
		t.Errorf("again: got %v, %v", got, err)
	}
}

func TestDeltaGoesOnAfterAFailure(t *testing.T) {
	c, _ := serve(t, script(deltaServer, reply(500, ""), deltaServer))
	d := c.Users.Delta(t.Context(), nil)
	got, err := ids(d.Changes(), changeText)
	if len(got) != 2 || Status(err) != 500 || d.Token() != "" {
		t.Fatalf("got %v, token %q, %v", got, d.Token(), err)
	}
	got, err = ids(d.Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "c=C" || d.Token() == "" {
		t.Errorf("got %v, token %q, %v", got, d.Token(), err)
	}
}

func TestDeltaBrokenOffRepeatsThePage(t *testing.T) {
	c, _ := serve(t, deltaServer)
	d := c.Users.Delta(t.Context(), nil)
	for change := range d.Changes() {
		if change.ID == "a" {
			break
		}
	}
	got, err := ids(d.Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "a=A b=B c=C" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestDeltaResync(t *testing.T) {
	var seen []string
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.RawQuery)
		if r.URL.Query().Get("token") == "old" {
			reply(410, `{"error":{"code":"resyncRequired"}}`, "Location: http://"+r.Host+"/v1.0/users/delta?token=2")(w, r)
			return
		}
		deltaServer(w, r)
	})
	d := c.Users.Delta(t.Context(), nil).Resume("http://" + hostOf(c) + "/v1.0/users/delta?token=old")
	_, err := ids(d.Changes(), changeText)
	if !IsResync(err) {
		t.Fatalf("got %v", err)
	}
	got, err := ids(d.Restart(err).Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "c=C" || d.Token() == "" {
		t.Errorf("from the service's location: got %v, %v", got, err)
	}
	got, err = ids(d.Restart(nil).Changes(), changeText)
	if err != nil || strings.Join(got, " ") != "a=A b=B c=C" {
		t.Errorf("from the beginning: got %v, %v", got, err)
	}
	if want := "token=old token=2  token=2"; strings.Join(seen, " ") != want {
		t.Errorf("asked for %q", seen)
	}
}

func TestDeltaResyncByCode(t *testing.T) {
	for _, code := range []string{"syncStateNotFound", "SyncStateNotFound", "resyncRequired"} {
		if !IsResync(&Error{StatusCode: 400, Code: code}) {
			t.Errorf("%s is no resync", code)
		}
	}
	if IsResync(&Error{StatusCode: 400}) {
		t.Error("every error is a resync")
	}
}

func hostOf(c *Client) string { return strings.TrimPrefix(c.core.origin, "http://") }

func TestRestartAtRelativeLocation(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$deltatoken") != "latest" {
			reply(410, "", "Location: /v1.0/users/delta?$deltatoken=latest")(w, r)
			return
		}
		reply(200, `{"value":[{"id":"1"}],"@odata.deltaLink":"x"}`)(w, r)
	})
	d := c.Users.Delta(t.Context(), nil)
	_, gone := ids(d.Changes(), changeText)
	if got, err := ids(d.Restart(gone).Changes(), changeText); err != nil || len(got) != 1 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestDeltaStopsWithTheContext(t *testing.T) {
	c, _ := serve(t, deltaServer)
	canceled, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range c.Users.Delta(canceled, nil).Changes() {
		if n++; n == 2 && !errors.Is(err, context.Canceled) || n > 2 {
			t.Errorf("entry %d: %v", n, err)
		}
		cancel()
	}
	if n != 2 {
		t.Errorf("%d entries", n)
	}
}
