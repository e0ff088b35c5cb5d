package graph

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"testing"
	"time"
)

// cannedServer answers every request on loopback with the same bytes. It
// allocates nothing per request, so that only the client is measured.
func cannedServer(tb testing.TB, body []byte) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { listener.Close() })
	answer := []byte(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/json;odata.metadata=minimal;odata.streaming=true;charset=utf-8\r\n"+
		"Cache-Control: no-cache\r\nStrict-Transport-Security: max-age=31536000\r\nrequest-id: 0f1fa9f5-0f63-4b9f-9f0a-a2a8c7a8c5c5\r\n"+
		"client-request-id: 0f1fa9f5-0f63-4b9f-9f0a-a2a8c7a8c5c5\r\nOData-Version: 4.0\r\nDate: Mon, 04 May 2026 03:02:01 GMT\r\n"+
		"Content-Length: %d\r\n\r\n%s", len(body), body))
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answerAll(conn, answer)
		}
	}()
	return "http://" + listener.Addr().String()
}

// answerAll answers after each empty line.
func answerAll(conn net.Conn, answer []byte) {
	defer conn.Close()
	r := bufio.NewReader(conn)
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return
		}
		if len(line) == 2 {
			if _, err := conn.Write(answer); err != nil {
				return
			}
		}
	}
}

// handWritten is the same call as Users.Get without an SDK.
func handWritten(ctx context.Context, client *http.Client, root, token, id string) (*plainUser, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", root+"/users/"+url.PathEscape(id), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Accept", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		return nil, fmt.Errorf("status %s", resp.Status)
	}
	user := &plainUser{}
	if err := json.NewDecoder(resp.Body).Decode(user); err != nil {
		return nil, err
	}
	return user, nil
}

// cost is what a number of calls took.
type cost struct {
	time          time.Duration
	allocs, bytes uint64
}

func (c *cost) add(n int, call func() error) error {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	for range n {
		if err := call(); err != nil {
			return err
		}
	}
	c.time += time.Since(start)
	runtime.ReadMemStats(&after)
	c.allocs += after.Mallocs - before.Mallocs
	c.bytes += after.TotalAlloc - before.TotalAlloc
	return nil
}

// comparison is the same call through the SDK and by hand.
type comparison struct {
	sdk, hand     func() error
	bySDK, byHand cost
	calls         int
}

func newComparison(tb testing.TB) *comparison {
	page := usersPage(1)
	body := page[len(`{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[`) : len(page)-2]
	address := cannedServer(tb, body)
	transport := &http.Transport{}
	tb.Cleanup(transport.CloseIdleConnections)
	tokens := TokenFunc(func(context.Context, TokenRequest) (Token, error) {
		return Token{Value: testToken, Expiry: time.Now().Add(24 * time.Hour)}, nil
	})
	client, err := NewClient(tokens, WithBaseURL(address), WithTransport(transport))
	if err != nil {
		tb.Fatal(err)
	}
	own := &http.Client{Transport: transport}
	const id = "48d31887-5fad-4d73-a9f5-3c356e680000"
	return &comparison{
		sdk: func() error {
			user, err := client.Users.Get(tb.Context(), id, nil)
			if err == nil && user.ID != id {
				err = fmt.Errorf("got %q", user.ID)
			}
			return err
		},
		hand: func() error {
			user, err := handWritten(tb.Context(), own, address+"/v1.0", testToken, id)
			if err == nil && user.ID != id {
				err = fmt.Errorf("got %q", user.ID)
			}
			return err
		},
	}
}

// turn makes n calls of each kind.
func (c *comparison) turn(tb testing.TB, n int) {
	if err := errors.Join(c.bySDK.add(n, c.sdk), c.byHand.add(n, c.hand)); err != nil {
		tb.Fatal(err)
	}
	c.calls += n
}

// BenchmarkOverhead makes the same call through the SDK and by hand, in turns,
// and reports how many times as much the SDK's takes.
func BenchmarkOverhead(b *testing.B) {
	c := newComparison(b)
	c.turn(b, 20) // the first calls connect
	c.bySDK, c.byHand, c.calls = cost{}, cost{}, 0
	for b.Loop() {
		c.turn(b, 20)
	}
	calls := float64(c.calls)
	b.ReportMetric(float64(c.bySDK.time)/float64(c.byHand.time), "times-time")
	b.ReportMetric(float64(c.bySDK.allocs)/float64(c.byHand.allocs), "times-allocs")
	b.ReportMetric(float64(c.bySDK.bytes)/float64(c.byHand.bytes), "times-bytes")
	b.ReportMetric(float64(c.bySDK.allocs)/calls, "sdk-allocs/call")
	b.ReportMetric(float64(c.byHand.allocs)/calls, "hand-allocs/call")
	b.ReportMetric(float64(c.bySDK.time.Nanoseconds())/calls, "sdk-ns/call")
	b.ReportMetric(float64(c.byHand.time.Nanoseconds())/calls, "hand-ns/call")
}

// TestOverheadAllocations holds the SDK to 1.2 times the allocations of the
// call by hand.
func TestOverheadAllocations(t *testing.T) {
	c := newComparison(t)
	c.turn(t, 20)
	c.bySDK, c.byHand = cost{}, cost{}
	c.turn(t, 200)
	if ratio := float64(c.bySDK.allocs) / float64(c.byHand.allocs); ratio > 1.2 {
		t.Errorf("the SDK makes %.2f times the allocations", ratio)
	}
}
