package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// operationServer starts an operation at any POST, and answers polls with the
// given answers.
func operationServer(header string, polls ...http.HandlerFunc) http.HandlerFunc {
	poll := script(polls...)
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			w.Header().Set(header, "http://"+r.Host+"/v1.0/operations/1?token=secret")
			w.WriteHeader(202)
			return
		}
		poll(w, r)
	}
}

func TestOperation(t *testing.T) {
	for _, header := range []string{"Location", "Operation-Location"} {
		c, clock := serve(t, operationServer(header,
			reply(202, `{"status":"notStarted"}`, "Retry-After: 5"),
			reply(202, `{"status":"inProgress","percentageComplete":40.5}`),
			reply(200, `{"status":"completed","resourceId":"new-item"}`)))
		m, err := c.Drive.Copy(t.Context(), "x", &Open{})
		if err != nil || !strings.HasSuffix(m.URL(), "/operations/1?token=secret") {
			t.Fatalf("got %v, %v", m, err)
		}
		p, err := m.Wait(t.Context())
		if err != nil || !p.Done || p.Status != "completed" || p.Resource != "new-item" || p.Percent != 100 {
			t.Errorf("%s: got %+v, %v", header, p, err)
		}
		// First our own pace, then what the service asks for, then our own again.
		if got := fmt.Sprint(clock.slept()); got != "[1s 5s 2s]" {
			t.Errorf("%s: waited %s", header, got)
		}
	}
}

// TestMonitorKeepsTheFirstAnswer has the service say something once, when it
// starts the operation.
func TestMonitorKeepsTheFirstAnswer(t *testing.T) {
	c, _ := serve(t, reply(202, `{"password":"made up"}`, "Location: /operations/1"))
	m, err := c.Drive.Copy(t.Context(), "x", &Open{})
	if err != nil || string(m.Progress().Body) != `{"password":"made up"}` || m.Progress().Done {
		t.Errorf("got %+v, %v", m.Progress(), err)
	}
}

func TestPaceOfPolling(t *testing.T) {
	running := reply(202, `{"status":"running"}`, "Retry-After: 0")
	polls := []http.HandlerFunc{}
	for range 7 {
		polls = append(polls, running)
	}
	c, clock := serve(t, operationServer("Location", append(polls, reply(200, `{"status":"succeeded"}`))...))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	if _, err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(clock.slept()); got != "[1s 2s 4s 8s 16s 30s 30s 30s]" {
		t.Errorf("waited %s", got)
	}
}

// TestMonitorThatSaysLittle has a monitor that speaks by its status alone.
func TestMonitorThatSaysLittle(t *testing.T) {
	c, clock := serve(t, operationServer("Location", reply(202, ""), reply(202, "{}"), reply(200, `{"id":"made"}`)))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	if p, err := m.Wait(t.Context()); err != nil || !p.Done || string(p.Body) != `{"id":"made"}` || len(clock.slept()) != 3 {
		t.Errorf("got %+v after %v, %v", p, clock.slept(), err)
	}
}

func TestProgress(t *testing.T) {
	c, _ := serve(t, operationServer("Location",
		reply(200, `{"status":"inProgress","percentComplete":40}`), reply(200, `{"status":"succeeded","resourceLocation":"https://graph.microsoft.com/v1.0/x"}`)))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	if p := m.Progress(); p.Done {
		t.Errorf("before the first poll: %+v", p)
	}
	p, err := m.Poll(t.Context())
	if err != nil || p.Done || p.Percent != 40 || m.Progress().Percent != 40 {
		t.Errorf("got %+v, %v", p, err)
	}
	p, err = m.Poll(t.Context())
	if err != nil || !p.Done || p.Resource != "https://graph.microsoft.com/v1.0/x" || !strings.Contains(string(p.Body), "succeeded") {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestOperationThatFails(t *testing.T) {
	for _, status := range []string{"failed", "Cancelled", "deleteFailed"} {
		c, _ := serve(t, operationServer("Location",
			reply(200, `{"status":"`+status+`","error":{"code":"nameAlreadyExists","message":"The name\nis taken."}}`)))
		m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
		p, err := m.Wait(t.Context())
		var e *OperationError
		if !errors.As(err, &e) || e.Code != "nameAlreadyExists" || p.Done {
			t.Fatalf("got %+v, %v", p, err)
		}
		if want := "graph: operation " + status + ": nameAlreadyExists: The name is taken."; err.Error() != want {
			t.Errorf("says %s", err)
		}
	}
}

func TestOperationThatIsDoneAtOnce(t *testing.T) {
	c, clock := serve(t, reply(202, ""))
	m, err := c.Drive.Copy(t.Context(), "x", &Open{})
	if err != nil || m.URL() != "" {
		t.Fatalf("got %v, %v", m, err)
	}
	if p, err := m.Wait(t.Context()); err != nil || !p.Done || len(clock.slept()) != 0 {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestMonitorErrors(t *testing.T) {
	c, _ := serve(t, reply(400, `{"error":{"code":"invalidRequest"}}`))
	if _, err := c.Drive.Copy(t.Context(), "x", &Open{}); !HasCode(err, "invalidRequest") {
		t.Errorf("start: %v", err)
	}
	c, _ = serve(t, operationServer("Location", reply(404, `{"error":{"code":"gone"}}`)))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	if _, err := m.Wait(t.Context()); !HasCode(err, "gone") {
		t.Errorf("poll: %v", err)
	}
	c, _ = serve(t, operationServer("Location", reply(200, `{"status":`)))
	m, _ = c.Drive.Copy(t.Context(), "x", &Open{})
	if _, err := m.Wait(t.Context()); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("broken answer: %v", err)
	}
	c, _ = serve(t, reply(202, "", "Location: ://"))
	if _, err := c.Drive.Copy(t.Context(), "x", &Open{}); err == nil {
		t.Error("a location that is no URL gave no error")
	}
}

// TestMonitorRepeatsPolls has a poll fail in ways that pass.
func TestMonitorRepeatsPolls(t *testing.T) {
	c, _ := serve(t, operationServer("Location", hangUp, reply(429, ""), reply(200, `{"status":"completed"}`)))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	if p, err := m.Wait(t.Context()); err != nil || !p.Done {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestMonitorRedirectsToTheResult(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == "POST":
			reply(202, "", "Location: /v1.0/operations/1")(w, r)
		case strings.HasSuffix(r.URL.Path, "/operations/1"):
			reply(303, "", "Location: /v1.0/items/new")(w, r)
		default:
			reply(200, `{"id":"new"}`)(w, r)
		}
	})
	m, err := c.Drive.Copy(t.Context(), "x", &Open{})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := m.Wait(t.Context()); err != nil || !p.Done || string(p.Body) != `{"id":"new"}` {
		t.Errorf("got %+v, %v", p, err)
	}
}

// TestMonitorRedirectsElsewhere has a redirect to the result cross hosts, as
// that of a copied file does: without a token there is nothing to be had.
func TestMonitorRedirectsElsewhere(t *testing.T) {
	result := "https://" + graphHost + "/v1.0/items/new"
	graph := func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1.0/operations/1":
			reply(303, "", "Location: "+foreignURL)(w, r)
		default:
			reply(401, `{"error":{"code":"unauthenticated"}}`)(w, r)
		}
	}
	for monitor, want := range map[string]string{"https://" + graphHost + "/v1.0/operations/1": foreignURL, foreignURL: result} {
		c, n := connect(t, graph, reply(303, "", "Location: "+result))
		m, err := c.ResumeMonitor(monitor)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := m.Wait(t.Context()); err != nil || !p.Done || p.Resource != want || len(n.visits()) > 1 {
			t.Errorf("%s: got %+v, %v, visited %v", monitor, p, err, n.visits())
		}
	}
}

// TestMonitorMoves has another host answer for the monitor of a foreign one.
func TestMonitorMoves(t *testing.T) {
	c, n := connect(t, nil, script(reply(302, "", "Location: "+foreignURL), reply(200, `{"status":"completed"}`)))
	m, err := c.ResumeMonitor("https://" + foreignHost + "/moved")
	if err != nil {
		t.Fatal(err)
	}
	if p, err := m.Wait(t.Context()); err != nil || p.Status != "completed" || len(n.visits()) != 2 {
		t.Errorf("got %+v, %v, visited %v", p, err, n.visits())
	}
}

func TestResumeMonitor(t *testing.T) {
	c, _ := serve(t, reply(200, `{"status":"completed"}`))
	if m, err := c.ResumeMonitor(""); err == nil {
		t.Errorf("of nothing: got %v", m.URL())
	}
	for _, link := range []string{c.core.root + "/operations/1", "/v1.0/operations/1", "operations/1"} {
		m, err := c.ResumeMonitor(link)
		if err != nil || m.URL() != c.core.root+"/operations/1" {
			t.Fatalf("%s: %v, %v", link, m, err)
		}
		if p, err := m.Wait(t.Context()); err != nil || !p.Done {
			t.Errorf("%s: got %+v, %v", link, p, err)
		}
	}
}

func TestWaitEndsWithTheContext(t *testing.T) {
	c, _ := serve(t, operationServer("Location", reply(202, `{"status":"running"}`, "Retry-After: 3600")))
	m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
	canceled, cancel := context.WithCancel(t.Context())
	n := 0
	c.core.sleep = func(ctx context.Context, d time.Duration) error {
		if n++; n == 2 {
			cancel()
		}
		if n > 2 {
			t.Fatal("goes on")
		}
		if n == 1 {
			return nil
		}
		return sleep(ctx, d) // an hour
	}
	if _, err := m.Wait(canceled); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// What comes before the JSON does not turn a failure into success.
func TestMonitorBlanksBeforeBody(t *testing.T) {
	for lead, status := range map[string]string{"\r\n": "failed", "\ufeff": "failed", " ": "skipped"} {
		c, _ := serve(t, reply(200, lead+`{"status":"`+status+`","error":{"code":"c"}}`))
		m, err := c.ResumeMonitor("/operations/1")
		if err != nil {
			t.Fatal(err)
		}
		p, err := m.Poll(t.Context())
		if e := (*OperationError)(nil); p.Done || !errors.As(err, &e) || e.Code != "c" {
			t.Errorf("%q, %s: done %t, %v", lead, status, p.Done, err)
		}
	}
}

func TestMonitorPercentAsText(t *testing.T) {
	c, _ := serve(t, reply(200, `{"status":"running","percentageComplete":"12.5"}`))
	m, err := c.ResumeMonitor("/operations/1")
	if err != nil {
		t.Fatal(err)
	}
	if p, err := m.Poll(t.Context()); err != nil || p.Percent != 12.5 || p.Done {
		t.Errorf("got %v%%, done %t, %v", p.Percent, p.Done, err)
	}
}

// Printers have an object for the status: what it says counts, not that it is
// no text.
func TestMonitorWithAnObjectForStatus(t *testing.T) {
	c, _ := serve(t, operationServer("Operation-Location",
		reply(200, `{"status":{"state":"running","description":"at work"}}`),
		reply(200, `{"status":{"state":"failed","description":"out of paper"}}`)))
	m, err := c.Drive.Copy(t.Context(), "x", &Open{})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := m.Poll(t.Context()); err != nil || p.Done || p.Status != "running" {
		t.Errorf("got %+v, %v", p, err)
	}
	p, err := m.Poll(t.Context())
	if e := (*OperationError)(nil); p.Done || !errors.As(err, &e) || e.Status != "failed" || e.Message != "out of paper" {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestWordsOfMonitors(t *testing.T) {
	for word, want := range map[string]string{
		"complete": "done", "completed": "done", "Succeeded": "done", "partiallySucceeded": "done", "success": "done",
		"failed": "failed", "submissionFailed": "failed", "deleteFailed": "failed", "canceled": "failed", "skipped": "failed",
		"notStarted": "", "running": "", "inprogress": "", "updating": "", "unspecified": "", "unknownFutureValue": "",
	} {
		c, _ := serve(t, reply(200, `{"status":"`+word+`"}`))
		m, _ := c.ResumeMonitor("/operations/1")
		p, err := m.Poll(t.Context())
		got := ""
		if e := (*OperationError)(nil); errors.As(err, &e) {
			got = "failed"
		} else if p.Done {
			got = "done"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", word, got, want)
		}
	}
}

// TestReasonsOfMonitors finds the reason where the kinds of operations put it.
func TestReasonsOfMonitors(t *testing.T) {
	for body, want := range map[string]string{
		`"error":{"code":"c","message":"m"}`:      "c: m",
		`"resultInfo":{"code":500,"message":"m"}`: "500: m",
		`"statusDetail":"m"`:                      "m",
		`"statusDescription":"m"`:                 "m",
		`"error":null`:                            "",
		`"error":"c","resultInfo":[]`:             "c",
	} {
		c, _ := serve(t, reply(200, `{"status":"failed",`+body+`}`))
		m, _ := c.ResumeMonitor("/operations/1")
		_, err := m.Poll(t.Context())
		if want := strings.TrimSuffix("graph: operation failed: "+want, ": "); err == nil || err.Error() != want {
			t.Errorf("%s: says %v, want %s", body, err, want)
		}
	}
}

// TestOddPaces has the service ask for what is no pace: ours is taken.
func TestOddPaces(t *testing.T) {
	for _, after := range []string{"-1", "NaN", "soon", "0.0001", "5, 6", "Mon, 04 May 2026 03:02:00 GMT"} {
		c, clock := serve(t, operationServer("Location", reply(202, "", "Retry-After: "+after), reply(200, "")))
		m, _ := c.Drive.Copy(t.Context(), "x", &Open{})
		if _, err := m.Wait(t.Context()); err != nil || fmt.Sprint(clock.slept()) != "[1s 2s]" {
			t.Errorf("%s: waited %v, %v", after, clock.slept(), err)
		}
	}
}
