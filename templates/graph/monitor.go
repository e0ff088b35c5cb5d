package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Monitor follows a long-running operation. It is for one goroutine.
type Monitor struct {
	core   *core
	link   string // where to ask; "" where the operation was done at once
	pace   time.Duration
	asked  int
	status Progress
}

// Progress is how far a long-running operation is.
type Progress struct {
	Status   string  // as the service puts it, for instance inProgress or completed
	Percent  float64 // 0 to 100, as far as the service says
	Resource string  // id or URL of what the operation made, once done
	Body     []byte  // the service's whole answer
	Done     bool    // it has ended well
}

// OperationError is a long-running operation that ended without success.
type OperationError struct {
	Status  string // failed, cancelled …
	Code    string
	Message string
}

// Error says how the operation ended.
func (e *OperationError) Error() string {
	s := "graph: operation " + e.Status
	if e.Code != "" {
		s += ": " + e.Code
	}
	if e.Message != "" {
		s += ": " + e.Message
	}
	return oneLine(s)
}

// start sends r, which starts a long-running operation.
func start(ctx context.Context, c *core, r *request) (*Monitor, error) {
	a, err := c.send(ctx, *r, "", false)
	if err != nil {
		return nil, err
	}
	m := &Monitor{core: c}
	link := a.header.Get("Operation-Location")
	if link == "" {
		link = a.header.Get("Location")
	}
	if a.status != 202 || link == "" {
		m.status = Progress{Status: "completed", Percent: 100, Body: a.body, Done: true}
		return m, nil
	}
	m.link, err = c.resolve(link)
	m.status.Body = a.body
	m.follow(a)
	return m, err
}

// ResumeMonitor follows an operation again whose monitor URL was kept.
func (c *core) ResumeMonitor(link string) (*Monitor, error) {
	if link == "" {
		return nil, errPolicy("there is no operation to follow: the monitor URL is empty")
	}
	link, err := c.resolve(link)
	if err != nil {
		return nil, err
	}
	return &Monitor{core: c, link: link}, nil
}

// resolve makes an absolute URL of a Location header. Some services give
// paths below the version.
func (c *core) resolve(link string) (string, error) {
	u, err := url.Parse(link)
	if err != nil {
		return "", errPolicy("the location that the service gave is not a URL")
	}
	if u.Host != "" {
		return link, nil
	}
	if strings.HasPrefix(link, c.path+"/") {
		return c.origin + link, nil
	}
	return c.root + "/" + strings.TrimLeft(link, "/"), nil
}

// URL is where the operation's progress can be asked for, "" where it was done
// at once. It may be a secret by itself.
func (m *Monitor) URL() string { return m.link }

// Progress is what the service said last: before the first Poll, the body of
// the answer that started the operation.
func (m *Monitor) Progress() Progress { return m.status }

// Poll asks once for the progress. What is done is answered with 200, or with a
// redirect to the result, which is followed where that may see the token.
func (m *Monitor) Poll(ctx context.Context) (Progress, error) {
	if m.status.Done {
		return m.status, nil
	}
	polling := with(ctx, func(o *callOptions) { o.polling = true })
	a, err := m.core.send(polling, request{method: "GET", path: m.link, redirect: true}, m.link, false)
	if err != nil {
		return m.status, err
	}
	m.follow(a)
	return m.status, m.read(a)
}

// Wait polls at the service's pace until the operation is done, has failed
// (an *OperationError) or ctx ends.
func (m *Monitor) Wait(ctx context.Context) (Progress, error) {
	for !m.status.Done {
		if err := m.core.sleep(ctx, m.pace); err != nil {
			return m.status, err
		}
		if p, err := m.Poll(ctx); err != nil {
			return p, err
		}
	}
	return m.status, nil
}

// follow sets the pace: what the service asks for, if that is a second at
// least, or else slower and slower from one to thirty seconds.
func (m *Monitor) follow(a *answer) {
	if after, _ := retryAfter(a.header.Get("Retry-After"), m.core.now()); after >= time.Second {
		m.pace = after
		return
	}
	m.pace = min(time.Second<<min(m.asked, 5), 30*time.Second)
	m.asked++
}

// read takes the progress from a monitor's answer.
func (m *Monitor) read(a *answer) error {
	var op map[string]any // services differ in whether numbers are strings
	body := bytes.TrimSpace(a.body)
	if len(body) > 0 && body[0] == '{' {
		if err := json.Unmarshal(body, &op); err != nil {
			return a.undecodable("GET", err)
		}
	}
	p := Progress{Status: statusOf(op), Body: a.body}
	for _, name := range []string{"percentageComplete", "percentComplete"} {
		percent, _ := strconv.ParseFloat(text(op, name), 64)
		if percent > p.Percent && percent <= 100 {
			p.Percent = percent
		}
	}
	p.Resource = cmp.Or(text(op, "resourceLocation"), text(op, "targetResourceLocation"),
		text(op, "resourceId"), a.header.Get("Location"))
	failed := false
	p.Done, failed = ended(p.Status, a.status)
	m.status = p
	if failed {
		return failure(op, body, p.Status)
	}
	if p.Done {
		m.status.Percent = 100
	}
	return nil
}

// statusOf gives the status, which is an object where printers are concerned.
func statusOf(op map[string]any) string {
	if status, ok := op["status"].(map[string]any); ok {
		return text(status, "state")
	}
	return text(op, "status")
}

// failure makes the error of an operation that has failed. Services differ in
// where they put the reason.
func failure(op map[string]any, body []byte, status string) error {
	e := &Error{}
	if !e.readBody(body) {
		result, _ := op["resultInfo"].(map[string]any)
		state, _ := op["status"].(map[string]any)
		e.Code = text(result, "code")
		e.Message = cmp.Or(text(result, "message"), text(op, "statusDetail"), text(op, "statusDescription"), text(state, "description"))
	}
	return &OperationError{Status: status, Code: e.Code, Message: e.Message}
}

// ended classifies the many words that services use.
func ended(status string, code int) (done, failed bool) {
	switch strings.ToLower(status) {
	case "complete", "completed", "succeeded", "partiallysucceeded", "success":
		return true, false
	case "failed", "submissionfailed", "deletefailed", "cancelled", "canceled", "skipped", "error":
		return false, true
	case "":
		return code != 202, false
	}
	return false, false
}
