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
	"testing"
)

// uploadTo makes an upload of three units, in chunks of one, to what answer
// answers for each chunk. The sent chunks are written down.
func uploadTo(t *testing.T, chunks *[]string, answer http.HandlerFunc) (*Upload[Open], []byte) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "PUT" {
			n, _ := io.Copy(io.Discard, r.Body)
			*chunks = append(*chunks, fmt.Sprint(n/unit, " ", r.Header.Get("Content-Range")))
		}
		answer(w, r)
	})
	data := content(3 * unit)
	u := NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
	u.ChunkSize = unit
	return u, data
}

// TestUploadIsNotCutShort has services that answer chunks with success and say
// nothing about the file: only the last chunk ends the upload.
func TestUploadIsNotCutShort(t *testing.T) {
	for status, body := range map[int]string{
		200: "", 204: "",
		203: `{"nextExpectedRanges":[]}`, 206: `{"expirationDateTime":"2026-05-04T03:02:01Z","nextExpectedRanges":null}`,
	} {
		var chunks []string
		u, _ := uploadTo(t, &chunks, reply(status, body))
		item, err := u.Send(t.Context())
		if err != nil || len(chunks) != 3 || toJSON(t, item) != "{}" {
			t.Errorf("%d %s: sent %q, got %v, %v", status, body, chunks, item, err)
		}
	}
}

// TestUploadThatIsOnlyAccepted has the last chunk answered by 202 alone: what
// the session then says counts.
func TestUploadThatIsOnlyAccepted(t *testing.T) {
	tests := []struct {
		asked  http.HandlerFunc
		want   string // or the error
		chunks int
	}{
		{reply(404, ""), "{}", 3},
		{reply(200, `{"nextExpectedRanges":[]}`), "{}", 3},
		{reply(200, `{"id":"made"}`), `{"id":"made"}`, 3},
		{script(reply(200, fmt.Sprintf(`{"nextExpectedRanges":["%d-"]}`, 2*unit)), reply(404, "")), "{}", 4},
		{reply(200, `{"nextExpectedRanges":["0-"]}`), "does not keep", 15},
		{reply(200, `<html>`), "not about the upload session", 3},
	}
	for n, test := range tests {
		var chunks []string
		u, _ := uploadTo(t, &chunks, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "GET" {
				test.asked(w, r)
				return
			}
			reply(202, `{"note":"accepted"}`)(w, r)
		})
		item, err := u.Send(t.Context())
		got := toJSON(t, item)
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, test.want) || len(chunks) != test.chunks {
			t.Errorf("%d: sent %d chunks, got %s", n, len(chunks), got)
		}
	}
}

// TestUploadEndsWithTheFile has the service done before the last byte was
// sent, because it had that already.
func TestUploadEndsWithTheFile(t *testing.T) {
	var chunks []string
	u, _ := uploadTo(t, &chunks, reply(200, `{"id":"made"}`))
	if item, err := u.Send(t.Context()); err != nil || len(chunks) != 1 || toJSON(t, item) != `{"id":"made"}` {
		t.Errorf("sent %q, got %v, %v", chunks, item, err)
	}
}

// TestResumedUploadThatIsComplete has an earlier program have sent everything.
func TestResumedUploadThatIsComplete(t *testing.T) {
	for body, want := range map[string]string{`{"nextExpectedRanges":[]}`: `{}`, `{"id":"made"}`: `{"id":"made"}`} {
		var chunks []string
		u, _ := uploadTo(t, &chunks, reply(200, body))
		u.Resume = true
		if item, err := u.Send(t.Context()); err != nil || len(chunks) != 0 || toJSON(t, item) != want {
			t.Errorf("%s: sent %q, got %v, %v", body, chunks, item, err)
		}
	}
}

// TestResumedUploadOfWhatIsNoSession has the session's address answer like any
// other page: that is not taken for the end of the upload.
func TestResumedUploadOfWhatIsNoSession(t *testing.T) {
	for _, body := range []string{"", "<html>", "{}", "[]", `{"expirationDateTime":"2026-05-04T03:02:01Z"}`} {
		var chunks []string
		u, _ := uploadTo(t, &chunks, reply(200, body))
		u.Resume = true
		if item, err := u.Send(t.Context()); err == nil || len(chunks) != 0 {
			t.Errorf("%s: sent %q, got %v", body, chunks, item)
		}
	}
}

func TestResumedUploadOfASessionThatIsGone(t *testing.T) {
	for _, status := range []int{404, 410, 401} {
		var chunks []string
		u, _ := uploadTo(t, &chunks, reply(status, `{"error":{"code":"itemNotFound"}}`))
		u.Resume = true
		if _, err := u.Send(t.Context()); Status(err) != status || len(chunks) != 0 {
			t.Errorf("sent %q, %v", chunks, err)
		}
	}
}

// TestUploadFillsGaps has the service lack parts here and there, and name them
// in either order.
func TestUploadFillsGaps(t *testing.T) {
	for _, backwards := range []bool{false, true} {
		lacks := [][2]int{{1, 3}, {4, 5}, {7, 8}} // units
		stored := make([]byte, 8*unit)
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			var from, to int
			if _, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/", &from, &to); err == nil {
				io.ReadFull(r.Body, stored[from:to+1])
				lacks = without(lacks, from/unit, to/unit+1)
			}
			if len(lacks) == 0 {
				reply(200, `{"id":"made"}`)(w, r)
				return
			}
			reply(202, `{"nextExpectedRanges":[`+inRanges(lacks, backwards)+`]}`)(w, r)
		})
		data := content(len(stored))
		u := NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
		u.ChunkSize, u.Resume = unit, true
		item, err := u.Send(t.Context())
		if err != nil || toJSON(t, item) != `{"id":"made"}` {
			t.Fatalf("backwards %t: got %v, %v", backwards, item, err)
		}
		for n := range 8 {
			part := stored[n*unit : (n+1)*unit]
			missing := n == 1 || n == 2 || n == 4 || n == 7
			if missing != bytes.Equal(part, data[n*unit:(n+1)*unit]) {
				t.Errorf("backwards %t: unit %d sent: %t", backwards, n, !missing)
			}
		}
	}
}

// without takes a part off what is lacking.
func without(lacks [][2]int, from, to int) [][2]int {
	var rest [][2]int
	for _, l := range lacks {
		if before := ([2]int{l[0], min(l[1], from)}); before[0] < before[1] {
			rest = append(rest, before)
		}
		if after := ([2]int{max(l[0], to), l[1]}); after[0] < after[1] {
			rest = append(rest, after)
		}
	}
	return rest
}

// inRanges writes what is lacking as the service does.
func inRanges(lacks [][2]int, backwards bool) string {
	out := ""
	for _, l := range lacks {
		text := fmt.Sprintf(`"%d-%d"`, l[0]*unit, l[1]*unit-1)
		if backwards {
			out = text + "," + out
		} else {
			out += "," + text
		}
	}
	return strings.Trim(out, ",")
}

// TestUploadStopsWithinAChunk cancels in the middle of a chunk, and goes on
// afterwards.
func TestUploadStopsWithinAChunk(t *testing.T) {
	s := &session{t: t, size: 4 * unit}
	canceled, cancel := context.WithCancel(t.Context())
	first := true
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "PUT" && first {
			first = false
			io.CopyN(io.Discard, r.Body, 1000)
			cancel()
			io.Copy(io.Discard, r.Body) // until the connection ends
			return
		}
		s.ServeHTTP(w, r)
	})
	data := content(4 * unit)
	u := NewUpload[Open](c, c.core.origin+"/session", bytes.NewReader(data), int64(len(data)))
	u.ChunkSize = 2 * unit
	if _, err := u.Send(canceled); !errors.Is(err, context.Canceled) || len(s.chunks) != 0 {
		t.Fatalf("stored %v, %v", s.chunks, err)
	}
	if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) {
		t.Error(err)
	}
}

func TestUploadSizes(t *testing.T) {
	for _, size := range []int{1, unit - 1, unit, 2 * unit, 2*unit + 1, 4 * unit} {
		s, u, data, _ := startUpload(t, size)
		if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) || len(s.chunks) != (size+2*unit-1)/(2*unit) {
			t.Errorf("%d: sent %v, %v", size, s.chunks, err)
		}
	}
}

// TestUploadIsNotRedirected has the session's address point elsewhere: the
// content goes to no other host.
func TestUploadIsNotRedirected(t *testing.T) {
	for _, status := range []int{302, 307, 308} {
		c, n := connect(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, foreignURL, status)
		}, nil)
		u := NewUpload[Open](c, "https://"+graphHost+"/session", strings.NewReader("content"), 7)
		if _, err := u.Send(t.Context()); Status(err) != status || len(n.visits()) != 0 {
			t.Errorf("%d: visited %v, %v", status, n.visits(), err)
		}
	}
}

// TestUploadsAtRandom sends files of any size to a service that fails at
// random. Success is that the service has all of the file.
func TestUploadsAtRandom(t *testing.T) {
	kinds := []string{"", "hang up", "lost", "half", "429", "500", "silent", "half silent"}
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		size := 1 + r.IntN(6*unit)
		if r.IntN(3) == 0 {
			size = (1 + r.IntN(6)) * unit
		}
		var faults []string
		for range r.IntN(12) {
			faults = append(faults, kinds[r.IntN(len(kinds))])
		}
		s, u, data, _ := startUpload(t, size, faults...)
		u.core.retry.Retries = len(faults)
		if _, err := u.Send(t.Context()); err != nil || !bytes.Equal(s.stored, data) {
			t.Errorf("seed %d: %d bytes, %q: the service has %d after %v, %v", seed, size, faults, len(s.stored), s.chunks, err)
		}
	}
}
