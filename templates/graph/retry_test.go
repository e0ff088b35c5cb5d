package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestWhatIsRepeated gives each method each answer once, then success.
func TestWhatIsRepeated(t *testing.T) {
	after := "Retry-After: 7"
	tests := []struct {
		name    string
		first   http.HandlerFunc
		methods string // those that are sent again
	}{
		{"429 with Retry-After", reply(429, "", after), "GET PUT DELETE PATCH POST"},
		{"429", reply(429, ""), "GET PUT DELETE PATCH POST"},
		{"503 with Retry-After", reply(503, "", after), "GET PUT DELETE PATCH POST"},
		{"503", reply(503, ""), "GET PUT DELETE"},
		{"504", reply(504, ""), "GET PUT DELETE"},
		{"504 with Retry-After", reply(504, "", after), "GET PUT DELETE"},
		{"connection lost", hangUp, "GET PUT DELETE"},
		{"answer cut off", cutOff, "GET PUT DELETE"},
		{"500", reply(500, ""), ""},
		{"502", reply(502, ""), ""},
		{"400", reply(400, "", after), ""},
		{"404", reply(404, ""), ""},
		{"409", reply(409, ""), ""},
	}
	for _, test := range tests {
		for _, method := range []string{"GET", "PUT", "DELETE", "PATCH", "POST"} {
			t.Run(method+" "+test.name, func(t *testing.T) {
				var n atomic.Int64
				c, clock := serve(t, counted(&n, script(test.first, reply(200, "{}"))))
				var body any
				if method != "GET" && method != "DELETE" {
					body = map[string]string{"a": "b"}
				}
				err := c.Do(t.Context(), method, "/users/x", body, nil)
				want := 1
				if strings.Contains(test.methods, method) {
					want = 2
				}
				if int(n.Load()) != want || (err == nil) != (want == 2) {
					t.Errorf("sent %d times, want %d; %v", n.Load(), want, err)
				}
				if len(clock.slept()) != want-1 {
					t.Errorf("waited %v", clock.slept())
				}
			})
		}
	}
}

func TestRetryAfterIsWaitedOut(t *testing.T) {
	start := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"30":  30 * time.Second,
		"1.5": 1500 * time.Millisecond,
		start.Add(time.Minute).Format(http.TimeFormat): time.Minute,
		start.Add(time.Minute).Format(time.RFC850):     time.Minute,
	} {
		c, clock := serve(t, script(reply(429, "", "Retry-After: "+header), reply(200, "{}")))
		if _, err := c.Users.Get(t.Context(), "x", nil); err != nil {
			t.Fatal(err)
		}
		// A tenth more keeps callers from coming back all at once.
		if waits := clock.slept(); len(waits) != 1 || waits[0] < want || waits[0] > want+want/10+1 {
			t.Errorf("%s: waited %v, want %v", header, waits, want)
		}
	}
}

func TestRetryAfterValues(t *testing.T) {
	now := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	tests := []struct {
		header string
		want   time.Duration
		ok     bool
	}{
		{"", 0, false}, {"soon", 0, false}, {"-1", 0, false}, {"NaN", 0, false},
		{"0", 0, true}, {" 5 ", 5 * time.Second, true}, {"1e300", maxRetryAfter, true}, {"+Inf", maxRetryAfter, true},
		{now.Add(-time.Hour).Format(http.TimeFormat), 0, true},
		{"Fri, 31 Dec 9999 23:59:59 GMT", maxRetryAfter, true},
	}
	for _, test := range tests {
		if got, ok := retryAfter(test.header, now); got != test.want || ok != test.ok {
			t.Errorf("%q: got %v, %v, want %v, %v", test.header, got, ok, test.want, test.ok)
		}
	}
}

// TestBackoff checks that waits double, that half of each is left to chance,
// and that they end with the last repetition.
func TestBackoff(t *testing.T) {
	var n atomic.Int64
	c, clock := serve(t, counted(&n, reply(503, "")), WithRetry(RetryPolicy{Retries: 6, Delay: time.Second, MaxDelay: 10 * time.Second}))
	_, err := c.Users.Get(t.Context(), "x", nil)
	if Status(err) != 503 || n.Load() != 7 {
		t.Errorf("sent %d times, %v", n.Load(), err)
	}
	waits := clock.slept()
	full := []time.Duration{1, 2, 4, 8, 10, 10}
	for i, d := range full {
		d *= time.Second
		if i >= len(waits) || waits[i] < d/2 || waits[i] > d {
			t.Fatalf("waited %v, want half to all of %v s", waits, full)
		}
	}
	for _, after := range []time.Duration{0, time.Minute} {
		different := map[time.Duration]bool{}
		for range 20 {
			different[c.core.retry.backoff(1, after)] = true
		}
		if len(different) < 10 {
			t.Errorf("only %d different waits in 20 where the service asks for %s", len(different), after)
		}
	}
}

func TestRetryDefaultsAndLimits(t *testing.T) {
	if p := (RetryPolicy{}).withDefaults(); p.Retries != 4 || p.Delay != 500*time.Millisecond || p.MaxDelay != 3*time.Minute {
		t.Errorf("defaults are %+v", p)
	}
	var n atomic.Int64
	c, _ := serve(t, counted(&n, reply(429, "")), WithRetry(RetryPolicy{Retries: -1}))
	if _, err := c.Users.Get(t.Context(), "x", nil); !IsThrottled(err) || n.Load() != 1 {
		t.Errorf("without retries: sent %d times, %v", n.Load(), err)
	}
	n.Store(0)
	c, _ = serve(t, counted(&n, reply(429, "")))
	if _, err := c.Users.Get(WithoutRetry(t.Context()), "x", nil); !IsThrottled(err) || n.Load() != 1 {
		t.Errorf("call without retry: sent %d times, %v", n.Load(), err)
	}
	n.Store(0)
	c, clock := serve(t, counted(&n, reply(429, "", "Retry-After: 600")))
	if _, err := c.Users.Get(t.Context(), "x", nil); !IsThrottled(err) || n.Load() != 1 || len(clock.slept()) != 0 {
		t.Errorf("asked to wait for longer than MaxDelay: sent %d times, %v", n.Load(), err)
	}
}

// TestDeadlineBeforeRetry does not wait for what comes too late anyway.
func TestDeadlineBeforeRetry(t *testing.T) {
	c, clock := serve(t, reply(429, "", "Retry-After: 60"))
	deadline, cancel := context.WithDeadline(t.Context(), time.Now().Add(time.Hour))
	defer cancel()
	clock.now = time.Now().Add(time.Hour - time.Second)
	if _, err := c.Users.Get(deadline, "x", nil); !IsThrottled(err) || len(clock.slept()) != 0 {
		t.Errorf("waited %v, %v", clock.slept(), err)
	}
}

func TestCancelWhileWaitingToRetry(t *testing.T) {
	c, _ := serve(t, reply(429, "", "Retry-After: 60"))
	canceled, cancel := context.WithCancel(t.Context())
	c.core.sleep = func(ctx context.Context, d time.Duration) error {
		cancel()
		return sleep(ctx, time.Hour) // the real one, which must not take an hour
	}
	_, err := c.Users.Get(canceled, "x", nil)
	if !errors.Is(err, context.Canceled) || !IsThrottled(err) {
		t.Errorf("got %v", err)
	}
}

func TestCancelWhileWaitingForTheAnswer(t *testing.T) {
	arrived, over := make(chan struct{}), make(chan struct{})
	defer close(over)
	var n atomic.Int64
	c, _ := serve(t, counted(&n, func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-over
	}))
	cause := errors.New("the user went away")
	canceled, cancel := context.WithCancelCause(t.Context())
	go func() { <-arrived; cancel(cause) }()
	_, err := c.Users.Get(canceled, "x", nil)
	if !errors.Is(err, cause) || n.Load() != 1 {
		t.Errorf("sent %d times, %v", n.Load(), err)
	}
}

func TestSleep(t *testing.T) {
	if err := sleep(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := sleep(canceled, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// bodies answers 503 to the first two requests and keeps all bodies.
func bodies(got *[]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		*got = append(*got, fmt.Sprintf("%s %d %v", data, r.ContentLength, err))
		if len(*got) < 3 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(503)
		}
	}
}

func TestBodyIsSentAgain(t *testing.T) {
	file := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(file, []byte("--content"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.Seek(2, io.SeekStart) // what was read before is not part of the body
	for name, content := range map[string]io.Reader{
		"strings.Reader": strings.NewReader("content"),
		"bytes.Reader":   bytes.NewReader([]byte("content")),
		"file":           f,
	} {
		var got []string
		c, _ := serve(t, bodies(&got))
		if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "image/png", content); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if want := strings.Repeat("content 7 <nil>,", 3); strings.Join(got, ",")+"," != want {
			t.Errorf("%s: sent %q", name, got)
		}
	}
	var got []string
	c, _ := serve(t, bodies(&got))
	if err := c.Do(t.Context(), "POST", "/users", map[string]int{"a": 1}, nil); err != nil {
		t.Error(err)
	}
	if want := strings.Repeat(`{"a":1} 7 <nil>,`, 3); strings.Join(got, ",")+"," != want {
		t.Errorf("JSON: sent %q", got)
	}
}

func TestBodyThatCannotBeSentAgain(t *testing.T) {
	var got []string
	c, _ := serve(t, bodies(&got))
	once := io.MultiReader(strings.NewReader("content"))
	err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", once)
	if Status(err) != 503 || len(got) != 1 || got[0] != "content -1 <nil>" {
		t.Errorf("sent %q, %v", got, err)
	}
	got = nil
	buffer := bytes.NewBufferString("content") // has a length, but can be read once
	err = c.Users.Photo.ReplaceValue(t.Context(), "x", "", buffer)
	if Status(err) != 503 || len(got) != 1 || got[0] != "content 7 <nil>" {
		t.Errorf("sent %q, %v", got, err)
	}
}

// brokenReader is a seekable body that fails.
type brokenReader struct{ *strings.Reader }

var errDisk = errors.New("disk failure")

func (brokenReader) Read([]byte) (int, error) { return 0, errDisk }

func TestBodyThatFails(t *testing.T) {
	c, clock := serve(t, reply(200, ""))
	err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", brokenReader{strings.NewReader("content")})
	if !errors.Is(err, errDisk) || len(clock.slept()) != 0 {
		t.Errorf("waited %v, %v", clock.slept(), err)
	}
}

// TestAnswerBeforeTheBodyIsRead has the server throttle without reading: the
// reader must not be read by two attempts at once (see go test -race).
func TestAnswerBeforeTheBodyIsRead(t *testing.T) {
	large := strings.Repeat("x", 4<<20)
	early := reply(429, "", "Connection: close")
	c, _ := serve(t, script(early, early, func(w http.ResponseWriter, r *http.Request) {
		if data, err := io.ReadAll(r.Body); string(data) != large || err != nil {
			t.Errorf("got %d bytes, %v", len(data), err)
		}
	}))
	if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", strings.NewReader(large)); err != nil {
		t.Error(err)
	}
}

// TestConnectionLostWhileSending breaks the connection in the middle of a
// body, from a file as well, which is copied to the connection in another way.
func TestConnectionLostWhileSending(t *testing.T) {
	large := strings.Repeat("x", 4<<20)
	file := filepath.Join(t.TempDir(), "content")
	if err := os.WriteFile(file, []byte(large), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, content := range []io.Reader{strings.NewReader(large), f} {
		c, _ := serve(t, script(hangUp, hangUp, func(w http.ResponseWriter, r *http.Request) {
			if data, err := io.ReadAll(r.Body); string(data) != large || err != nil {
				t.Errorf("got %d bytes, %v", len(data), err)
			}
		}))
		if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", content); err != nil {
			t.Errorf("%T: %v", content, err)
		}
	}
}

func TestTimeoutOfTheCallersClient(t *testing.T) {
	n := 0
	c, _ := clientFor(t, WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		if n++; n == 1 {
			return nil, os.ErrDeadlineExceeded
		}
		return response(r, 200, "{}"), nil
	})))
	if _, err := c.Users.Get(t.Context(), "x", nil); err != nil || n != 2 {
		t.Errorf("sent %d times, %v", n, err)
	}
}

func TestNothingListens(t *testing.T) {
	c, clock := serve(t, nil)
	server := c.core.http
	c.core.http = &http.Client{Transport: server.Transport}
	c.core.root, c.core.origin = "http://127.0.0.1:1/v1.0", "http://127.0.0.1:1"
	_, err := c.Users.Get(t.Context(), "x", nil)
	if err == nil || len(clock.slept()) != 4 {
		t.Errorf("waited %v, %v", clock.slept(), err)
	}
	if s := err.Error(); !strings.Contains(s, "GET") || !strings.Contains(s, "client-request-id") {
		t.Errorf("the error says %s", s)
	}
}
