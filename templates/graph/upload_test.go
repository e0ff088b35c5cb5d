package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// session is an upload session as the service keeps it.
type session struct {
	t      *testing.T
	size   int
	faults []string // of the first chunks: what goes wrong with each

	mu     sync.Mutex
	stored []byte
	chunks []string // the sizes and Content-Ranges that arrived
	gone   bool
}

func (s *session) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case r.Method == "DELETE":
		s.gone = true
		w.WriteHeader(204)
	case s.gone:
		reply(404, `{"error":{"code":"itemNotFound"}}`)(w, r)
	case r.Method == "GET":
		s.expect(w, 200)
	default:
		s.put(w, r)
	}
}

// expect says what is missing.
func (s *session) expect(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprintf(w, `{"expirationDateTime":"2026-05-04T03:02:01Z","nextExpectedRanges":["%d-"]}`, len(s.stored))
}

func (s *session) put(w http.ResponseWriter, r *http.Request) {
	fault := ""
	if len(s.faults) > 0 {
		fault, s.faults = s.faults[0], s.faults[1:]
	}
	if fault == "hang up" {
		hangUp(w, r)
		return
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller went away
	}
	var from, to, size int
	_, err = fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &from, &to, &size)
	if err != nil || size != s.size || to-from+1 != len(data) || int(r.ContentLength) != len(data) {
		s.t.Errorf("%d bytes as %q: %v", len(data), r.Header.Get("Content-Range"), err)
	}
	s.chunks = append(s.chunks, fmt.Sprintf("%d+%d", from, len(data)))
	switch {
	case fault == "429":
		reply(429, "", "Retry-After: 5")(w, r)
		return
	case fault == "500":
		reply(500, "")(w, r)
		return
	case from != len(s.stored):
		reply(416, `{"error":{"code":"invalidRange"}}`)(w, r)
		return
	}
	if to+1 < size && len(data)%(320<<10) != 0 {
		s.t.Errorf("a chunk of %d bytes", len(data))
	}
	if strings.HasPrefix(fault, "half") && len(data) > unit {
		data = data[:unit]
	}
	s.stored = append(s.stored, data...)
	switch {
	case fault == "lost":
		hangUp(w, r)
	case len(s.stored) == s.size:
		reply(201, `{"id":"made"}`, "Location: https://graph.microsoft.com/v1.0/made")(w, r)
	case strings.HasSuffix(fault, "silent"):
		w.WriteHeader(202)
	default:
		s.expect(w, 202)
	}
}

const unit = 320 << 10

// content is size bytes that are different everywhere.
func content(size int) []byte {
	data := make([]byte, size)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

// startUpload makes a session and an upload to it, in chunks of two units.
func startUpload(t *testing.T, size int, faults ...string) (*session, *Upload[Open], []byte, *clock) {
	s := &session{t: t, size: size, faults: faults}
	c, clock := serve(t, s.ServeHTTP)
	data := content(size)
	u := NewUpload[Open](c, c.core.origin+"/session?token=secret", bytes.NewReader(data), int64(size))
	u.ChunkSize = 2*unit + 1000
	return s, u, data, clock
}

func TestUploadSession(t *testing.T) {
	s, u, data, clock := startUpload(t, 5*unit+7)
	var progress []int64
	u.Progress = func(sent, total int64) { progress = append(progress, sent, total) }
	item, err := u.Send(t.Context())
	if err != nil || toJSON(t, item) != `{"id":"made"}` || u.Location() != "https://graph.microsoft.com/v1.0/made" {
		t.Fatalf("got %v, %q, %v", item, u.Location(), err)
	}
	if !bytes.Equal(s.stored, data) {
		t.Error("the service has something else")
	}
	if want := fmt.Sprintf("[0+%d %d+%d %d+%d]", 2*unit, 2*unit, 2*unit, 4*unit, unit+7); fmt.Sprint(s.chunks) != want {
		t.Errorf("sent %v, want %s", s.chunks, want)
	}
	if want := fmt.Sprint([]int{2 * unit, 5*unit + 7, 4 * unit, 5*unit + 7, 5*unit + 7, 5*unit + 7}); fmt.Sprint(progress) != want {
		t.Errorf("progress %v, want %s", progress, want)
	}
	if len(clock.slept()) != 0 {
		t.Errorf("waited %v", clock.slept())
	}
}

func TestUploadSessionGoesOn(t *testing.T) {
	for _, faults := range [][]string{
		{"hang up"}, {"", "hang up", "hang up"}, {"lost"}, {"", "lost", "half"}, {"half", "half"}, {"500", "429", "500"}, {"silent"}, {"half silent"},
		{"hang up", "half", "lost", "429", "silent", "500", "half"},
	} {
		s, u, data, _ := startUpload(t, 6*unit, faults...)
		item, err := u.Send(t.Context())
		if err != nil || toJSON(t, item) != `{"id":"made"}` || !bytes.Equal(s.stored, data) {
			t.Errorf("%q: got %v after %v, %v", faults, item, s.chunks, err)
		}
	}
}

// TestUploadSessionWithoutRanges has a service that says nothing about what it
// expects: the next chunk follows the last.
func TestUploadSessionWithoutRanges(t *testing.T) {
	s, u, data, _ := startUpload(t, 6*unit, "silent", "silent", "silent")
	if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("[0+%[1]d %[1]d+%[1]d %[2]d+%[1]d]", 2*unit, 4*unit); fmt.Sprint(s.chunks) != want {
		t.Errorf("sent %v, want %s", s.chunks, want)
	}
}

func TestUploadSessionThrottled(t *testing.T) {
	_, u, _, clock := startUpload(t, unit, "429")
	if _, err := u.Send(t.Context()); err != nil {
		t.Error(err)
	}
	if waits := clock.slept(); len(waits) != 1 || waits[0].Seconds() < 5 || waits[0].Seconds() > 6 {
		t.Errorf("waited %v", waits)
	}
}

func TestUploadSessionGivesUpAndResumes(t *testing.T) {
	faults := []string{"", "500", "500", "500", "500", "500"}
	s, u, data, _ := startUpload(t, 4*unit, faults...)
	if _, err := u.Send(t.Context()); Status(err) != 500 || len(s.faults) != 0 {
		t.Fatalf("%d faults left, %v", len(s.faults), err)
	}
	s.chunks = nil
	if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("[%d+%d]", 2*unit, 2*unit); fmt.Sprint(s.chunks) != want {
		t.Errorf("sent %v, want %s", s.chunks, want)
	}
}

func TestUploadSessionOfAnEarlierProgram(t *testing.T) {
	s, u, data, _ := startUpload(t, 3*unit)
	s.stored = append(s.stored, data[:unit]...)
	u.Resume = true
	if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("[%d+%d]", unit, 2*unit); fmt.Sprint(s.chunks) != want {
		t.Errorf("sent %v, want %s", s.chunks, want)
	}
}

func TestUploadSessionCanceled(t *testing.T) {
	s, u, _, _ := startUpload(t, 6*unit)
	canceled, cancel := context.WithCancel(t.Context())
	u.Progress = func(sent, total int64) { cancel() }
	if _, err := u.Send(canceled); !errors.Is(err, context.Canceled) || len(s.chunks) != 1 {
		t.Errorf("sent %v, %v", s.chunks, err)
	}
	if err := u.Cancel(t.Context()); err != nil || !s.gone {
		t.Errorf("gone %v, %v", s.gone, err)
	}
	if _, err := u.Send(t.Context()); !IsNotFound(err) {
		t.Errorf("after Cancel: %v", err)
	}
}

func TestUploadSessionWithoutRetry(t *testing.T) {
	s, u, _, _ := startUpload(t, unit, "500")
	if _, err := u.Send(WithoutRetry(t.Context())); Status(err) != 500 || len(s.chunks) != 1 {
		t.Errorf("sent %v, %v", s.chunks, err)
	}
}

func TestUploadSessionErrors(t *testing.T) {
	_, u, _, _ := startUpload(t, 0)
	if _, err := u.Send(t.Context()); err == nil {
		t.Error("an empty file was sent")
	}
	data := content(2 * unit)
	short, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	u = NewUpload[Open](short, short.core.origin+"/session", bytes.NewReader(data[:unit]), 2*unit)
	if _, err := u.Send(t.Context()); err == nil || !strings.Contains(err.Error(), "ContentLength") {
		t.Errorf("a file that is too short: %v", err)
	}
	for _, ranges := range []string{"9999999-", "-1", "x", "5-1"} {
		c, _ := serve(t, reply(202, `{"nextExpectedRanges":["`+ranges+`"]}`))
		u := NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
		if _, err := u.Send(t.Context()); err == nil || !strings.Contains(err.Error(), "range") {
			t.Errorf("%s: %v", ranges, err)
		}
	}
	var n atomic.Int64
	c, _ := serve(t, counted(&n, reply(202, `{"nextExpectedRanges":["0-"]}`)))
	u = NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
	if _, err := u.Send(t.Context()); err == nil || n.Load() != 5 {
		t.Errorf("a service that keeps nothing: %d chunks, %v", n.Load(), err)
	}
	c, _ = serve(t, reply(409, `{"error":{"code":"nameAlreadyExists"}}`))
	u = NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
	if _, err := u.Send(t.Context()); !IsConflict(err) {
		t.Errorf("got %v", err)
	}
}

// Outlook answers 200 to every chunk, and 201 to the last one.
func TestUploadToOutlook(t *testing.T) {
	data, stored := content(2*unit), 0
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.Copy(io.Discard, r.Body)
		if stored += int(n); stored == len(data) {
			w.WriteHeader(201)
			return
		}
		fmt.Fprintf(w, `{"NextExpectedRanges":["%d"]}`, stored)
	})
	u := NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
	u.ChunkSize = unit
	if _, err := u.Send(t.Context()); err != nil || stored != len(data) {
		t.Errorf("sent %d bytes of %d, %v", stored, len(data), err)
	}
}

func TestExpectedRanges(t *testing.T) {
	u := &uploader{size: 100}
	tests := []struct {
		body  string
		want  span
		said  saying
		fails bool
	}{
		{`{"nextExpectedRanges":["10-"]}`, span{10, 100}, saysRanges, false},
		{`{"NextExpectedRanges":["10"]}`, span{10, 100}, saysRanges, false},
		{`{"nextExpectedRanges":["10-19","30-"]}`, span{10, 20}, saysRanges, false},
		{`{"nextExpectedRanges":["30-","10-19"]}`, span{30, 100}, saysRanges, false},
		{`{"nextExpectedRanges":[" 10 - 19 "]}`, span{10, 20}, saysRanges, false},
		{`{"nextExpectedRanges":["10-99"]}`, span{10, 100}, saysRanges, false},
		{`{"nextExpectedRanges":["10-5000"]}`, span{10, 100}, saysRanges, false},
		{`{"nextExpectedRanges":"10-19"}`, span{10, 20}, saysRanges, false},
		{`{"nextExpectedRanges":[]}`, span{}, saysAll, false},
		{`{"nextExpectedRanges":null}`, span{}, saysAll, false},
		{`{"id":"x"}`, span{}, saysFile, false},
		{`{"expirationDateTime":"2026-05-04T03:02:01Z"}`, span{}, saysNothing, false},
		{`{}`, span{}, saysNothing, false},
		{`[]`, span{}, saysNothing, false},
		{``, span{}, saysNothing, false},
		{`<`, span{}, saysNothing, false},
		{`{"nextExpectedRanges":["100-"]}`, span{}, saysAll, false},
		{`{"NextExpectedRanges":["100"]}`, span{}, saysAll, false},
		{`{"nextExpectedRanges":["101-"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":["100-100"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":["100-","10-19"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":["-5"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":["9-5"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":["99999999999999999999-"]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":[10]}`, span{}, saysRanges, true},
		{`{"nextExpectedRanges":{}}`, span{}, saysRanges, true},
	}
	for _, test := range tests {
		got, said, err := u.missing(&answer{body: []byte(test.body)})
		if got != test.want || said != test.said || (err != nil) != test.fails {
			t.Errorf("%s: got %v, %v, %v", test.body, got, said, err)
		}
	}
}

func TestUploadSessionOnAnotherHost(t *testing.T) {
	data := content(2 * unit)
	s := &session{t: t, size: len(data)}
	c, _ := connect(t, nil, s.ServeHTTP)
	u := NewUpload[Open](c, foreignURL, bytes.NewReader(data), int64(len(data)))
	u.ChunkSize = unit
	if _, err := u.Send(WithHeader(t.Context(), "X-Own", "secret")); err != nil || !bytes.Equal(s.stored, data) {
		t.Error(err)
	}
}

func TestChunkSize(t *testing.T) {
	for want, got := range map[int64]int64{0: 12 * unit, -1: 12 * unit, 1: unit, unit: unit, 2*unit - 1: unit, 10 << 20: 32 * unit, 1 << 40: 192 * unit} {
		if n := chunkSize(want); n != got || n%unit != 0 {
			t.Errorf("%d becomes %d, want %d", want, n, got)
		}
	}
}
