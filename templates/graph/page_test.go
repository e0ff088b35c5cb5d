package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// ids collects what an iteration gives: the ids, and the error if any.
func ids[T any](seq func(func(T, error) bool), id func(T) string) (got []string, err error) {
	for v, e := range seq {
		if e != nil {
			return got, e
		}
		got = append(got, id(v))
	}
	return got, nil
}

func userID(u *User) string { return u.ID }

// pageServer serves pages of two users, linked, and writes down the queries.
func pageServer(pages int, seen *[]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*seen = append(*seen, r.URL.RawQuery)
		n, _ := strconv.Atoi(r.URL.Query().Get("$skiptoken"))
		link := ""
		if n+1 < pages {
			link = fmt.Sprintf(`,"@odata.nextLink":"http://%s%s?%%24skiptoken=%d"`, r.Host, r.URL.Path, n+1)
		}
		fmt.Fprintf(w, `{"@odata.count":%d,"value":[{"id":"%d"},{"id":"%d"}]%s}`, 2*pages, 2*n, 2*n+1, link)
	}
}

func TestAllFollowsLinks(t *testing.T) {
	var seen []string
	c, _ := serve(t, pageServer(3, &seen))
	got, err := ids(c.Users.All(t.Context(), &UsersListOptions{Top: 2}), userID)
	if want := "0 1 2 3 4 5"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %v, %v", got, err)
	}
	// The link is the service's own; the options are not added to it again.
	if want := "$top=2, %24skiptoken=1, %24skiptoken=2"; strings.Join(seen, ", ") != want {
		t.Errorf("asked for %v", seen)
	}
}

func TestListGivesOnePage(t *testing.T) {
	var seen []string
	c, _ := serve(t, pageServer(2, &seen))
	page, err := c.Users.List(t.Context(), nil)
	if err != nil || len(page.Value) != 2 || !page.HasNext() || page.NextLink == "" || page.Count != 4 {
		t.Fatalf("got %+v, %v", page, err)
	}
	if len(seen) != 1 {
		t.Errorf("asked %d times", len(seen))
	}
	page, err = page.Next(t.Context())
	if err != nil || page.Value[0].ID != "2" || page.HasNext() {
		t.Fatalf("got %+v, %v", page, err)
	}
	if page, err = page.Next(t.Context()); page != nil || err != nil {
		t.Errorf("after the last page: %v, %v", page, err)
	}
}

func TestHeadersGoWithEveryPage(t *testing.T) {
	n := 0
	pages := pageServer(3, &[]string{})
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Prefer") != "odata.maxpagesize=2" || r.Header.Get("ConsistencyLevel") != "eventual" || r.Header.Get("X-Own") != "x" {
			t.Errorf("headers: %v", r.Header)
		}
		n++
		pages(w, r)
	})
	opts := &UsersListOptions{Count: true, Prefer: []string{"odata.maxpagesize=2"}}
	if _, err := ids(c.Users.All(WithHeader(t.Context(), "X-Own", "x"), opts), userID); err != nil || n != 3 {
		t.Errorf("%d pages, %v", n, err)
	}
}

func TestAllStopsAtBreak(t *testing.T) {
	var seen []string
	c, _ := serve(t, pageServer(3, &seen))
	for u := range c.Users.All(t.Context(), nil) {
		if u.ID == "1" { // the last item of its page
			break
		}
	}
	if len(seen) != 1 {
		t.Errorf("asked %d times", len(seen))
	}
}

func TestAllStopsWithTheContext(t *testing.T) {
	var seen []string
	c, _ := serve(t, pageServer(3, &seen))
	canceled, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range c.Users.All(canceled, nil) {
		if last = err; err == nil {
			n++
		}
		cancel()
	}
	if n != 1 || !errors.Is(last, context.Canceled) || len(seen) != 1 {
		t.Errorf("%d items after %d requests, %v", n, len(seen), last)
	}
}

func TestAllCanBeIteratedAgain(t *testing.T) {
	var seen []string
	c, _ := serve(t, pageServer(2, &seen))
	seq := c.Users.All(t.Context(), nil)
	first, _ := ids(seq, userID)
	second, err := ids(seq, userID)
	if err != nil || !reflect.DeepEqual(first, second) || len(seen) != 4 {
		t.Errorf("got %v, then %v, %v", first, second, err)
	}
}

func TestAllStopsAtALoop(t *testing.T) {
	for name, links := range map[string][]string{
		"to itself":        {"?p=1", "?p=1"},
		"over three pages": {"?p=1", "?p=2", "?p=3", "?p=1"},
	} {
		n := 0
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if n == len(links) {
				t.Fatalf("%s: goes on", name)
			}
			fmt.Fprintf(w, `{"value":[{"id":"%d"}],"@odata.nextLink":"http://%s/v1.0/users%s"}`, n, r.Host, links[n])
			n++
		})
		got, err := ids(c.Users.All(t.Context(), nil), userID)
		if err == nil || !strings.Contains(err.Error(), "repeats a next link") || len(got) != len(links) {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
}

func TestOddPages(t *testing.T) {
	tests := []struct {
		name, body, want string
		count            int64
	}{
		{"null", `{"value":null}`, "", -1},
		{"no value", `{}`, "", -1},
		{"empty", `{"value":[]}`, "", -1},
		{"null elements", `{"value":[null,{"id":"a"},null,{"id":"b"},null]}`, "a b", -1},
		{"count first", `{"@odata.count":7,"value":[{"id":"a"}]}`, "a", 7},
		{"count last", `{"value":[{"id":"a"}],"@odata.count":0}`, "a", 0},
		{"null links", `{"value":[{"id":"a"}],"@odata.nextLink":null,"@odata.count":null}`, "a", -1},
		{"empty link", `{"value":[{"id":"a"}],"@odata.nextLink":""}`, "a", -1},
		{"no body", ``, "", -1},
	}
	for _, test := range tests {
		c, _ := serve(t, reply(200, test.body))
		got, err := ids(c.Users.All(t.Context(), nil), userID)
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %v, %v", test.name, got, err)
		}
		if page, err := c.Users.List(t.Context(), nil); err != nil || page.Count != test.count {
			t.Errorf("%s: count %v, %v", test.name, page, err)
		}
	}
}

func TestErrorOnALaterPage(t *testing.T) {
	var seen []string
	first := pageServer(2, &seen)
	c, _ := serve(t, script(first, reply(403, `{"error":{"code":"Denied"}}`)))
	got, err := ids(c.Users.All(t.Context(), nil), userID)
	if len(got) != 2 || !IsForbidden(err) {
		t.Errorf("got %v, %v", got, err)
	}
	c, _ = serve(t, script(first, reply(429, ""), hangUp, reply(200, `{"value":[{"id":"2"}]}`)))
	got, err = ids(c.Users.All(t.Context(), nil), userID)
	if err != nil || strings.Join(got, " ") != "0 1 2" {
		t.Errorf("with failures that pass: got %v, %v", got, err)
	}
}

// TestLaterPageThatIsLost has the second page come without a body: that is not
// the end of the collection.
func TestLaterPageThatIsLost(t *testing.T) {
	var seen []string
	c, _ := serve(t, script(pageServer(2, &seen), reply(200, "")))
	if got, err := ids(c.Users.All(t.Context(), nil), userID); err == nil || len(got) != 2 {
		t.Errorf("got %v, %v", got, err)
	}
}

// TestRelativeLinks has next links without a host, which OData allows.
func TestRelativeLinks(t *testing.T) {
	for _, link := range []string{"/v1.0/users?$skiptoken=2", "/users?$skiptoken=2", "users?$skiptoken=2"} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path + "?" + r.URL.RawQuery {
			case "/v1.0/users?":
				reply(200, `{"value":[{"id":"1"}],"@odata.nextLink":"`+link+`"}`)(w, r)
			case "/v1.0/users?$skiptoken=2":
				reply(200, `{"value":[{"id":"2"}]}`)(w, r)
			default:
				t.Errorf("sent %s", r.URL)
			}
		})
		if got, err := ids(c.Users.All(t.Context(), nil), userID); err != nil || strings.Join(got, " ") != "1 2" {
			t.Errorf("%s: got %v, %v", link, got, err)
		}
	}
}

func TestLinkWithBlanks(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			fmt.Fprintf(w, `{"value":[],"@odata.nextLink":"http://%s/v1.0/users?$filter=a eq 'b'"}`, r.Host)
			return
		}
		fmt.Fprintf(w, `{"value":[{"id":%q}]}`, r.URL.Query().Get("$filter"))
	})
	got, err := ids(c.Users.All(t.Context(), nil), userID)
	if err != nil || strings.Join(got, "") != "a eq 'b'" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestNextOfAPageMadeByHand(t *testing.T) {
	page := &Page[*User]{NextLink: "https://graph.microsoft.com/v1.0/users?x"}
	if next, err := page.Next(t.Context()); next != nil || err != nil {
		t.Errorf("got %v, %v", next, err)
	}
}

// FuzzPages serves hostile pages; an iteration ends, and gives no more items
// than there are.
func FuzzPages(f *testing.F) {
	f.Add([]byte(`{"value":[{"id":"a"},null],"@odata.nextLink":"LINK","@odata.count":2}`), []byte(`{"value":[]}`))
	f.Add([]byte(`{"value":null,"@odata.nextLink":"LINK"}`), []byte(`{"value":[{"id":"a"}],"@odata.nextLink":"LINK"}`))
	f.Add([]byte(`{"value":[{"id":1}]}`), []byte(``))
	f.Add([]byte(`{"@odata.nextLink":"https://evil.example/","value":{}}`), []byte(`[[[[`))
	f.Add([]byte(`{"value":[],"value":[{}],"@odata.nextLink":5}`), []byte("\xff"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		link := "https://graph.microsoft.com/v1.0/users?$skiptoken=x"
		n := 0
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			if n++; n > 3 || r.URL.Host != "graph.microsoft.com" {
				t.Fatalf("request %d to %s", n, r.URL)
			}
			body := first
			if r.URL.RawQuery != "" {
				body = second
			}
			return response(r, 200, strings.ReplaceAll(string(body), "LINK", link)), nil
		})
		c, _ := clientFor(t, WithTransport(transport))
		items, errs := 0, 0
		for _, err := range c.Users.All(t.Context(), nil) {
			if items++; err != nil {
				errs++
			}
			if errs > 1 || items > len(first)+2*len(second)+1 {
				t.Fatalf("%d items with %d errors", items, errs)
			}
		}
	})
}
