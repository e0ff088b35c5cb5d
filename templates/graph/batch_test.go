package graph

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestBatchOfEveryKind puts each kind of generated operation into one batch
// and takes out what the operation returns by itself.
func TestBatchOfEveryKind(t *testing.T) {
	inner := func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		switch r.Method + " " + r.URL.Path {
		case "GET /v1.0/users/a":
			if r.URL.RawQuery != "$select=id" || r.Header.Get("If-None-Match") != "tag" || r.Header.Get("X-Own") != "x" {
				t.Errorf("sent %s %v", r.URL, r.Header)
			}
			nameUser(w, r)
		case "GET /v1.0/users":
			if r.URL.Query().Get("$filter") != "a eq 'b&c'" || r.Header.Get("ConsistencyLevel") != "eventual" {
				t.Errorf("sent %s %v", r.URL, r.Header)
			}
			fmt.Fprint(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.count":7}`)
		case "GET /v1.0/users/$count":
			fmt.Fprint(w, `42`)
		case "POST /v1.0/users":
			if string(data) != `{"displayName":"N"}` || r.Header.Get("Content-Type") != "application/json" {
				t.Errorf("sent %s %v", data, r.Header)
			}
			w.WriteHeader(201)
			fmt.Fprint(w, `{"id":"new"}`)
		case "PATCH /v1.0/users/b", "DELETE /v1.0/users/b":
			w.WriteHeader(204)
		case "GET /v1.0/users/a/photo/$value":
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG")
		case "PUT /v1.0/users/a/photo/$value":
			if string(data) != `"`+base64.StdEncoding.EncodeToString([]byte("picture"))+`"` || r.Header.Get("Content-Type") != "image/jpeg" {
				t.Errorf("sent %s %v", data, r.Header)
			}
		case "POST /v1.0/me/drive/items/x/copy":
			w.Header().Set("Location", "https://inner/monitor")
			w.WriteHeader(202)
		case "GET /v1.0/users/delta":
			fmt.Fprint(w, `{"value":[{"id":"d"}],"@odata.deltaLink":"https://inner/delta"}`)
		default:
			t.Errorf("sent %s %s", r.Method, r.URL)
		}
	}
	c, s, _ := serveBatches(t, inner)
	b := c.NewBatch()
	user := Add(b, func(ctx context.Context) (*User, error) {
		return c.Users.Get(WithHeader(ctx, "X-Own", "x"), "a", &UsersGetOptions{Select: []string{"id"}, IfNoneMatch: "tag"})
	})
	page := Add(b, func(ctx context.Context) (*Page[*User], error) {
		return c.Users.List(ctx, &UsersListOptions{Filter: "a eq 'b&c'", Count: true})
	})
	count := Add(b, func(ctx context.Context) (int64, error) { return c.Users.Count(ctx) })
	created := Add(b, func(ctx context.Context) (*User, error) { return c.Users.Create(ctx, &User{DisplayName: "N"}) })
	updated := b.Do(func(ctx context.Context) error { return c.Users.Update(ctx, "b", &User{DisplayName: "M"}) })
	deleted := b.Do(func(ctx context.Context) error { return c.Users.Delete(ctx, "b") })
	photo := Add(b, func(ctx context.Context) (string, error) { return readDownload(c.Users.Photo.GetValue(ctx, "a")) })
	put := b.Do(func(ctx context.Context) error {
		return c.Users.Photo.ReplaceValue(ctx, "a", "image/jpeg", strings.NewReader("picture"))
	})
	monitor := Add(b, func(ctx context.Context) (*Monitor, error) { return c.Drive.Copy(ctx, "x", &Open{}) })
	all := Add(b, func(ctx context.Context) ([]string, error) {
		return ids(c.Users.All(ctx, &UsersListOptions{Filter: "a eq 'b&c'", Search: "s"}), userID)
	})
	changes := Add(b, func(ctx context.Context) ([]string, error) {
		return ids(c.Users.Delta(ctx, nil).Changes(), changeText)
	})
	if err := b.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(s.batches) != 1 {
		t.Errorf("sent %d batches", len(s.batches))
	}
	if v, err := user.Result(); err != nil || v.ID != "a" {
		t.Errorf("get: %v, %v", v, err)
	}
	if v, err := page.Result(); err != nil || len(v.Value) != 2 || v.Count != 7 {
		t.Errorf("list: %v, %v", v, err)
	}
	if v, err := count.Result(); err != nil || v != 42 {
		t.Errorf("count: %v, %v", v, err)
	}
	if v, err := created.Result(); err != nil || v.ID != "new" {
		t.Errorf("create: %v, %v", v, err)
	}
	if err := errors.Join(updated.Err(), deleted.Err(), put.Err()); err != nil {
		t.Error(err)
	}
	if v, err := photo.Result(); err != nil || v != "\x89PNG" {
		t.Errorf("download: %q, %v", v, err)
	}
	if v, err := monitor.Result(); err != nil || v.URL() != "https://inner/monitor" {
		t.Errorf("start: %v, %v", v, err)
	}
	if v, err := all.Result(); err != nil || strings.Join(v, " ") != "1 2" {
		t.Errorf("all: %v, %v", v, err)
	}
	if v, err := changes.Result(); err != nil || strings.Join(v, " ") != "d=" {
		t.Errorf("delta: %v, %v", v, err)
	}
}

func TestOptionsInTheContextOfABatch(t *testing.T) {
	c, s, _ := serveBatches(t, nameUser)
	b := c.NewBatch()
	item := getUser(c, b, "x")
	if err := b.Send(WithQuery(WithHeader(t.Context(), "Prefer", "p"), "$select", "id")); err != nil || item.Err() != nil {
		t.Fatal(err, item.Err())
	}
	if e := s.batches[0][0]; e.URL != "/users/x?$select=id" || e.Headers["Prefer"] != "p" {
		t.Errorf("sent %+v", e)
	}
}

func TestBatchIsSplit(t *testing.T) {
	for _, n := range []int{0, 1, 20, 21, 45} {
		c, s, _ := serveBatches(t, nameUser)
		b := c.NewBatch()
		var items []*BatchItem[*User]
		for i := range n {
			items = append(items, getUser(c, b, fmt.Sprint(i)))
		}
		if err := b.Send(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(s.batches) != (n+19)/20 {
			t.Errorf("%d calls went into %d batches", n, len(s.batches))
		}
		for i, item := range items {
			if user, err := item.Result(); err != nil || user.ID != fmt.Sprint(i) {
				t.Errorf("call %d gave %v, %v", i, user, err)
			}
		}
	}
}

func TestBatchErrors(t *testing.T) {
	c, _, _ := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/bad") {
			reply(404, `{"error":{"code":"NotThere","message":"no","innerError":{"request-id":"inner"}}}`)(w, r)
			return
		}
		nameUser(w, r)
	})
	b := c.NewBatch()
	bad, good := getUser(c, b, "bad"), getUser(c, b, "good")
	broken := getUser(c, b, "")
	if _, err := bad.Result(); err == nil || !strings.Contains(err.Error(), "not been sent") {
		t.Errorf("before it is sent: %v", err)
	}
	if err := b.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	user, err := bad.Result()
	e := asError(err)
	if user != nil || e == nil || e.StatusCode != 404 || e.Code != "NotThere" || e.RequestID != "inner" ||
		e.Method != "GET" || !strings.HasSuffix(e.URL, "/v1.0/users/bad") || len(e.ClientRequestID) != 36 {
		t.Errorf("got %v, %+v", user, e)
	}
	if _, err := good.Result(); err != nil {
		t.Errorf("another call failed as well: %v", err)
	}
	if err := broken.Err(); err == nil || !strings.Contains(err.Error(), "argument") {
		t.Errorf("a call that cannot be sent: %v", err)
	}
}

func TestBatchRepeatsWhatWasThrottled(t *testing.T) {
	var mu sync.Mutex
	tries := map[string]int{}
	c, s, clock := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		tries[r.URL.Path]++
		n := tries[r.URL.Path]
		mu.Unlock()
		switch {
		case strings.HasSuffix(r.URL.Path, "/slow") && n < 3:
			reply(429, "", "Retry-After: 11")(w, r)
		case strings.HasSuffix(r.URL.Path, "/busy") && n < 2:
			reply(503, "", "Retry-After: 7")(w, r)
		case strings.HasSuffix(r.URL.Path, "/down"):
			reply(503, "")(w, r)
		case strings.HasSuffix(r.URL.Path, "/late"):
			reply(504, "")(w, r)
		default:
			nameUser(w, r)
		}
	})
	b := c.NewBatch()
	items := map[string]*BatchItem[*User]{}
	for _, id := range []string{"ok", "slow", "busy", "down", "late"} {
		items[id] = getUser(c, b, id)
	}
	if err := b.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := s.urls(), "ok slow busy down late | slow busy | slow"; got != want {
		t.Errorf("sent %s, want %s", got, want)
	}
	for id, status := range map[string]int{"ok": 0, "slow": 0, "busy": 0, "down": 503, "late": 504} {
		if got := Status(items[id].Err()); got != status {
			t.Errorf("%s: %v", id, items[id].Err())
		}
	}
	for _, wait := range clock.slept() {
		if wait < 11*time.Second || wait > 13*time.Second {
			t.Errorf("waited %v", clock.slept())
		}
	}
}

func TestBatchRepeatsStreams(t *testing.T) {
	var got []string
	c, _, _ := serveBatches(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		if got = append(got, string(data)); len(got) < 3 {
			reply(429, "")(w, r)
		}
	})
	b := c.NewBatch()
	item := b.Do(func(ctx context.Context) error {
		return c.Users.Photo.ReplaceValue(ctx, "x", "image/png", io.MultiReader(strings.NewReader("content")))
	})
	want := `"` + base64.StdEncoding.EncodeToString([]byte("content")) + `"`
	if err := b.Send(t.Context()); err != nil || item.Err() != nil || strings.Join(got, " ") != want+" "+want+" "+want {
		t.Errorf("sent %q, %v, %v", got, err, item.Err())
	}
}

// TestBatchStreamOfJSON has a file of JSON sent: in a batch, that is no text in
// base64.
func TestBatchStreamOfJSON(t *testing.T) {
	for content, want := range map[string]string{`{"a": "b+/"}`: `{"a":"b+/"}`, `{"a":`: `"eyJhIjo="`} {
		c, s, _ := serveBatches(t, func(http.ResponseWriter, *http.Request) {})
		b := c.NewBatch()
		item := b.Do(func(ctx context.Context) error {
			return c.Users.Photo.ReplaceValue(ctx, "x", "application/json", strings.NewReader(content))
		})
		if err := b.Send(t.Context()); err != nil || item.Err() != nil || string(s.batches[0][0].Body) != want {
			t.Errorf("sent %s, %v, %v", s.batches[0][0].Body, err, item.Err())
		}
	}
}

// TestBatchWithClaimsChallenge has services behind the batch revoke the token:
// it is renewed once, for all of them.
func TestBatchWithClaimsChallenge(t *testing.T) {
	for good, status := range map[string]int{"token-2": 0, "never": 401} {
		s := &tokens{life: time.Hour}
		token := ""
		inner := &batchServer{t: t, inner: func(w http.ResponseWriter, r *http.Request) {
			r.Header.Set("Authorization", token)
			challenge(good, someClaims)(w, r)
		}}
		c, _ := serveTokens(t, s, func(w http.ResponseWriter, r *http.Request) {
			token = r.Header.Get("Authorization")
			inner.ServeHTTP(w, r)
		})
		b := c.NewBatch()
		one, two := getUser(c, b, "one"), getUser(c, b, "two")
		err := b.Send(t.Context())
		if err != nil || Status(one.Err()) != status || Status(two.Err()) != status {
			t.Errorf("%s: got %v, %v, %v", good, err, one.Err(), two.Err())
		}
		if strings.Join(s.claims, " ") != " "+someClaims || len(inner.batches) != 2 {
			t.Errorf("%s: asked for %q, sent %s", good, s.claims, inner.urls())
		}
	}
}

func TestBatchGivesUp(t *testing.T) {
	c, s, _ := serveBatches(t, reply(429, ""), WithRetry(RetryPolicy{Retries: 2}))
	b := c.NewBatch()
	item := getUser(c, b, "x")
	if err := b.Send(t.Context()); err != nil || !IsThrottled(item.Err()) || len(s.batches) != 3 {
		t.Errorf("%d batches, %v, %v", len(s.batches), item.Err(), err)
	}
	s.batches = nil
	b = c.NewBatch()
	item = getUser(c, b, "x")
	if err := b.Send(WithoutRetry(t.Context())); err != nil || !IsThrottled(item.Err()) || len(s.batches) != 1 {
		t.Errorf("without retry: %d batches, %v, %v", len(s.batches), item.Err(), err)
	}
}

func TestBatchThatIsLost(t *testing.T) {
	inner := &batchServer{t: t, inner: nameUser}
	c, _ := serve(t, script(inner.ServeHTTP, hangUp, inner.ServeHTTP))
	b := c.NewBatch()
	var items []*BatchItem[*User]
	for i := range 25 {
		items = append(items, getUser(c, b, fmt.Sprint(i)))
	}
	if err := b.Send(t.Context()); err == nil || items[0].Err() != nil || items[24].Err() == nil {
		t.Fatalf("got %v, %v, %v", err, items[0].Err(), items[24].Err())
	}
	// Sending again sends what has no answer yet.
	if err := b.Send(t.Context()); err != nil || items[24].Err() != nil {
		t.Errorf("got %v, %v", err, items[24].Err())
	}
	if len(inner.batches) != 2 || len(inner.batches[1]) != 5 {
		t.Errorf("sent %s", inner.urls())
	}
}

func TestBatchThatIsThrottledAsAWhole(t *testing.T) {
	inner := &batchServer{t: t, inner: nameUser}
	c, _ := serve(t, script(reply(429, "", "Retry-After: 3"), inner.ServeHTTP))
	b := c.NewBatch()
	item := getUser(c, b, "x")
	if err := b.Send(t.Context()); err != nil || item.Err() != nil {
		t.Errorf("got %v, %v", err, item.Err())
	}
}

func TestBatchEndsWithTheContext(t *testing.T) {
	c, _, _ := serveBatches(t, reply(429, "", "Retry-After: 60"))
	canceled, cancel := context.WithCancel(t.Context())
	c.core.sleep = func(ctx context.Context, d time.Duration) error {
		cancel()
		return sleep(ctx, time.Hour)
	}
	b := c.NewBatch()
	item := getUser(c, b, "x")
	if err := b.Send(canceled); !errors.Is(err, context.Canceled) || !errors.Is(item.Err(), context.Canceled) {
		t.Errorf("got %v, %v", err, item.Err())
	}
}

func TestBatchAnswersThatAreWrong(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"lacks the item", `{"responses":[{"id":"2","status":200,"body":{}}]}`, "lacks this call"},
		{"wrong body", `{"responses":[{"id":"1","status":200,"body":[]}]}`, "decoding"},
		{"null", `{"responses":null}`, "lacks this call"},
		{"twice", `{"responses":[{"id":"1","status":404},{"id":"1","status":200,"body":{}}]}`, "404"},
		{"odd headers", `{"responses":[{"id":"1","status":404,"headers":{"request-id":5,"x":null}}]}`, "request-id 5"},
		{"no headers", `{"responses":[{"id":"1","status":404,"headers":[]}]}`, "404"},
		{"a number as id", `{"responses":[{"id":1,"status":"404"}]}`, "404"},
		{"no status", `{"responses":[{"id":"1","body":{}}]}`, "lacks this call"},
		{"a status that is none", `{"responses":[{"id":"1","status":0,"body":{}}]}`, "lacks this call"},
		{"no object", `{"responses":[5,"1",null,{"id":"1","status":404}]}`, "404"},
	}
	for _, test := range tests {
		c, _ := serve(t, reply(200, test.body))
		b := c.NewBatch()
		item := getUser(c, b, "x")
		if err := b.Send(t.Context()); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if err := item.Err(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	c, _ := serve(t, reply(200, `[]`))
	b := c.NewBatch()
	item := getUser(c, b, "x")
	if err := b.Send(t.Context()); err == nil || item.Err() == nil {
		t.Errorf("no batch at all: %v, %v", err, item.Err())
	}
}

// TestOneOddAnswerOfABatch does not lose the others.
func TestOneOddAnswerOfABatch(t *testing.T) {
	for _, odd := range []string{`5`, `[]`, `{"id":{},"status":200}`, `{"id":"1","status":{}}`, `{"id":"1","status":1e99}`, `{"id":"3","status":200}`} {
		c, _ := serve(t, reply(200, `{"responses":[`+odd+`,{"id":"2","status":200,"body":{"id":"b"}}]}`))
		b := c.NewBatch()
		lost, good := getUser(c, b, "a"), getUser(c, b, "b")
		if err := b.Send(t.Context()); err != nil {
			t.Errorf("%s: %v", odd, err)
		}
		if user, err := good.Result(); err != nil || user.ID != "b" || lost.Err() == nil {
			t.Errorf("%s: got %v, %v, and %v", odd, user, err, lost.Err())
		}
	}
}

// TestBatchKeepsWhyItWaits has a call throttled for longer than the context
// lives: its error is still that of the service.
func TestBatchKeepsWhyItWaits(t *testing.T) {
	c, _, _ := serveBatches(t, reply(429, "", "Retry-After: 60"))
	c.core.now = time.Now
	soon, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	b := c.NewBatch()
	item := getUser(c, b, "x")
	err := b.Send(soon)
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(item.Err(), context.DeadlineExceeded) || !IsThrottled(item.Err()) {
		t.Errorf("got %v, %v", err, item.Err())
	}
}

// TestNoBatchInABatch has functions of a batch that send by themselves. They
// run twice, so they must not.
func TestNoBatchInABatch(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Errorf("sent %s %s", r.Method, r.URL) })
	b := c.NewBatch()
	nested := b.Do(func(ctx context.Context) error {
		inner := c.NewBatch()
		getUser(c, inner, "x")
		return inner.Send(ctx)
	})
	upload := Add(b, func(ctx context.Context) (*Open, error) {
		return NewUpload[Open](c, c.core.origin+"/session", strings.NewReader("content"), 7).Send(ctx)
	})
	if err := b.Send(t.Context()); err != nil || nested.Err() == nil || upload.Err() == nil {
		t.Errorf("got %v, %v, %v", err, nested.Err(), upload.Err())
	}
}

func TestWhatIsNoCallForABatch(t *testing.T) {
	c, s, _ := serveBatches(t, nameUser)
	other, _ := clientFor(t, WithBaseURL(c.core.origin)) // it may have another token
	b := c.NewBatch()
	nothing := b.Do(func(context.Context) error { return nil })
	foreign := b.Do(func(ctx context.Context) error { return other.Users.Delete(ctx, "x") })
	version := b.Do(func(ctx context.Context) error { return c.Do(ctx, "GET", c.core.origin+"/beta/x", nil, nil) })
	good := getUser(c, b, "x")
	if err := b.Send(t.Context()); err != nil || good.Err() != nil {
		t.Errorf("got %v, %v", err, good.Err())
	}
	for _, item := range []*BatchItem[struct{}]{nothing, foreign, version} {
		if item.Err() == nil || strings.Contains(item.Err().Error(), "not been sent") {
			t.Errorf("got %v", item.Err())
		}
	}
	if got := s.urls(); got != "x" {
		t.Errorf("sent %s", got)
	}
}

func TestBatchFollowsPagesByItself(t *testing.T) {
	var seen []string
	pages := pageServer(3, &seen)
	inner := &batchServer{t: t}
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/$batch") {
			inner.ServeHTTP(w, r)
			return
		}
		pages(w, r)
	})
	inner.inner = func(w http.ResponseWriter, r *http.Request) {
		r.Host = hostOf(c)
		pages(w, r)
	}
	b := c.NewBatch()
	item := Add(b, func(ctx context.Context) ([]string, error) { return ids(c.Users.All(ctx, nil), userID) })
	err := b.Send(t.Context())
	if got, failed := item.Result(); err != nil || failed != nil || strings.Join(got, " ") != "0 1 2 3 4 5" {
		t.Errorf("got %v, %v, %v", got, failed, err)
	}
}

// The service makes a request of each entry, so an entry is as well formed as
// a request of its own.
func TestBatchRefusesUnsendable(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { t.Error("a batch was sent") })
	b := c.NewBatch()
	split := b.Do(func(ctx context.Context) error {
		return c.Do(WithHeader(ctx, "If-Match", "x\r\nPrefer: y"), "GET", "/me", nil, nil)
	})
	odd := b.Do(func(ctx context.Context) error {
		return c.Do(WithHeader(ctx, "X Own", "x"), "GET", "/me", nil, nil)
	})
	huge := b.Do(func(ctx context.Context) error {
		zeros := io.LimitReader(zeroReader{}, maxBatchBody+1)
		return do(ctx, &c.core, &request{method: "PUT", path: "/me/photo/$value", stream: zeros})
	})
	if err := b.Send(t.Context()); err != nil || split.Err() == nil || odd.Err() == nil || huge.Err() == nil {
		t.Errorf("%v, a header of two lines: %v, one with a blank: %v, a body that is too large: %v", err, split.Err(), odd.Err(), huge.Err())
	}
}

// zeroReader reads zeros without an end.
type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { return len(p), nil }
