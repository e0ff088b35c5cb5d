package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"
)

func readDownload(body io.ReadCloser, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	return string(data), err
}

func TestDownload(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "picture for "+r.Header.Get("Accept"))
	})
	got, err := readDownload(c.Users.Photo.GetValue(t.Context(), "x"))
	if err != nil || got != "picture for */*" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestDownloadIsNotBuffered reads the beginning before the server has sent the
// end.
func TestDownloadIsNotBuffered(t *testing.T) {
	read := make(chan struct{})
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "begin")
		w.(http.Flusher).Flush()
		<-read
		fmt.Fprint(w, "end")
	})
	body, err := c.Users.Photo.GetValue(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	begin := make([]byte, 5)
	if _, err := io.ReadFull(body, begin); err != nil || string(begin) != "begin" {
		t.Fatalf("read %q, %v", begin, err)
	}
	close(read)
	if rest, err := io.ReadAll(body); err != nil || string(rest) != "end" {
		t.Errorf("read %q, %v", rest, err)
	}
}

func TestDownloadErrors(t *testing.T) {
	c, _ := serve(t, reply(404, `{"error":{"code":"ImageNotFound"}}`))
	if _, err := c.Users.Photo.GetValue(t.Context(), "x"); !HasCode(err, "ImageNotFound") {
		t.Errorf("got %v", err)
	}
	c, _ = serve(t, cutOff)
	if _, err := readDownload(c.Users.Photo.GetValue(t.Context(), "x")); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a cut off download gave %v", err)
	}
	over := make(chan struct{})
	defer close(over)
	c, _ = serve(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "begin")
		w.(http.Flusher).Flush()
		<-over
	})
	canceled, cancel := context.WithCancel(t.Context())
	defer cancel()
	body, err := c.Users.Photo.GetValue(canceled, "x")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	cancel()
	if _, err := io.ReadAll(body); !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled download gave %v", err)
	}
}

func TestRange(t *testing.T) {
	content := "0123456789"
	ignores := func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, content) }
	obeys := func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "x", time.Time{}, strings.NewReader(content))
	}
	tests := []struct {
		offset, length int64
		want           string
	}{{0, 0, content}, {3, 0, "3456789"}, {3, 4, "3456"}, {0, 1, "0"}, {8, 5, "89"}, {-1, -1, content}}
	for _, test := range tests {
		for name, server := range map[string]http.HandlerFunc{"obeys": obeys, "ignores": ignores} {
			c, _ := serve(t, server)
			ctx := WithRange(t.Context(), test.offset, test.length)
			got, err := readDownload(c.Users.Photo.GetValue(ctx, "x"))
			if err != nil || got != test.want {
				t.Errorf("server that %s the range %d+%d: got %q, %v", name, test.offset, test.length, got, err)
			}
		}
	}
	c, _ := serve(t, obeys)
	if _, err := c.Users.Photo.GetValue(WithRange(t.Context(), 20, 0), "x"); Status(err) != 416 {
		t.Errorf("beyond the end: %v", err)
	}
	c, _ = serve(t, ignores)
	if got, err := readDownload(c.Users.Photo.GetValue(WithRange(t.Context(), 20, 0), "x")); got != "" || err != nil {
		t.Errorf("beyond the end, ignored: %q, %v", got, err)
	}
	c, _ = serve(t, cutOff)
	if _, err := c.Users.Photo.GetValue(WithRange(t.Context(), 20, 0), "x"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut off before the offset: %v", err)
	}
}

func TestRangeAcrossRedirect(t *testing.T) {
	c, _ := connect(t, reply(302, "", "Location: "+foreignURL), func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "x", time.Time{}, strings.NewReader("0123456789"))
	})
	got, err := readDownload(c.Drive.ContentByPath(WithRange(t.Context(), 2, 3), "a.txt"))
	if err != nil || got != "234" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestRedirectThatTheClientDoesNotFollow has the caller's client stop at the
// redirect: the content is not empty for that.
func TestRedirectThatTheClientDoesNotFollow(t *testing.T) {
	own := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	c, _ := serve(t, script(reply(302, "", "Location: /v1.0/elsewhere"), func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.URL.Path)
	}), WithHTTPClient(own))
	got, err := readDownload(c.Drive.ContentByPath(t.Context(), "a.txt"))
	if err != nil || got != "/v1.0/elsewhere" {
		t.Errorf("got %q, %v", got, err)
	}
	c, _ = serve(t, reply(302, ""))
	if _, err := c.Drive.ContentByPath(t.Context(), "a.txt"); err == nil {
		t.Error("a redirect to nowhere gave content")
	}
}

func TestUploadOfAStream(t *testing.T) {
	tests := []struct {
		name    string
		content io.Reader
		length  int64
	}{
		{"known size", strings.NewReader("content"), 7},
		{"buffer", bytes.NewBufferString("content"), 7},
		{"unknown size", io.MultiReader(strings.NewReader("content")), -1},
	}
	for _, test := range tests {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			data, err := io.ReadAll(r.Body)
			if string(data) != "content" || r.ContentLength != test.length || err != nil {
				t.Errorf("%s: got %q, length %d, %v", test.name, data, r.ContentLength, err)
			}
			fmt.Fprintf(w, `{"id":%q}`, r.Header.Get("Content-Type"))
		})
		item, err := c.Drive.Upload(t.Context(), "a.txt", "text/plain", test.content)
		if err != nil || toJSON(t, item) != `{"id":"text/plain"}` {
			t.Errorf("%s: got %v, %v", test.name, item, err)
		}
	}
	r := sent(t, func(c *Client) {
		c.Users.Photo.ReplaceValue(t.Context(), "x", "", strings.NewReader(""))
	})
	if r.ContentLength != 0 || r.Header.Get("Content-Type") != "application/octet-stream" || r.TransferEncoding != nil {
		t.Errorf("empty: length %d, %v", r.ContentLength, r.Header)
	}
}

func TestUploadDoesNotCloseTheReader(t *testing.T) {
	content := &closeWatcher{Reader: strings.NewReader("content")}
	c, _ := serve(t, reply(200, ""))
	if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", content); err != nil || content.closed {
		t.Errorf("closed %v, %v", content.closed, err)
	}
}

type closeWatcher struct {
	*strings.Reader
	closed bool
}

func (c *closeWatcher) Close() error { c.closed = true; return nil }

func TestLargeAnswers(t *testing.T) {
	name := strings.Repeat("x", 3<<20)
	for _, chunked := range []bool{false, true} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if chunked {
				w.(http.Flusher).Flush()
			} else {
				w.Header().Set("Content-Length", fmt.Sprint(len(name)+18))
			}
			fmt.Fprintf(w, `{"displayName":%q}`, name)
		})
		user, err := c.Users.Get(t.Context(), "x", nil)
		if err != nil || user.DisplayName != name {
			t.Errorf("chunked %v: %v", chunked, err)
		}
	}
}

func TestPromisedLengthIsNotAllocated(t *testing.T) {
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "99999999999999")
		fmt.Fprint(w, `{}`)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	if _, err := c.Users.Get(WithoutRetry(t.Context()), "x", nil); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v", err)
	}
}

// openBodies counts the bodies of answers that are not closed.
type openBodies struct {
	http.RoundTripper
	n atomic.Int64
}

type openBody struct {
	io.ReadCloser
	n *atomic.Int64
}

func (o *openBodies) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := o.RoundTripper.RoundTrip(r)
	if err == nil {
		o.n.Add(1)
		resp.Body = &openBody{resp.Body, &o.n}
	}
	return resp, err
}

func (b *openBody) Close() error {
	b.n.Add(-1)
	return b.ReadCloser.Close()
}

func TestEveryBodyIsClosed(t *testing.T) {
	transport := &openBodies{RoundTripper: &http.Transport{DisableKeepAlives: true}}
	for name, handler := range map[string]http.HandlerFunc{
		"success":      reply(200, `{"id":"x","value":[]}`),
		"empty":        reply(204, ""),
		"error":        reply(404, `{"error":{"code":"x"}}`),
		"large error":  reply(404, strings.Repeat("x", 1<<20)),
		"throttled":    reply(429, strings.Repeat("x", 1<<20)),
		"broken":       reply(200, `{"id":`),
		"cut off":      cutOff,
		"large answer": reply(200, `{"id":"`+strings.Repeat("x", 1<<20)+`"}`),
		"redirect":     reply(302, "moved", "Location: /v1.0/elsewhere"),
		"redirect not followed": func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "/elsewhere") {
				reply(302, "moved", "Location: /v1.0/elsewhere")(w, r)
			}
		},
		"challenge": challenge("never", someClaims),
		"started":   reply(202, "", "Location: /v1.0/monitor"),
	} {
		own := &http.Client{}
		if name == "redirect not followed" {
			own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		}
		c, _ := serve(t, handler, WithHTTPClient(own), WithTransport(transport))
		c.Users.Get(t.Context(), "x", nil)
		c.Users.Create(t.Context(), &User{})
		c.Users.Delete(t.Context(), "x")
		ids(c.Users.All(t.Context(), nil), userID)
		readDownload(c.Users.Photo.GetValue(t.Context(), "x"))
		readDownload(c.Drive.ContentByPath(WithRange(t.Context(), 5, 5), "x"))
		readDownload(c.Drive.ContentByPath(WithRange(t.Context(), 50, 5), "x"))
		if m, err := c.Drive.Copy(t.Context(), "x", &Open{}); err == nil {
			m.Poll(t.Context())
		}
		NewUpload[Open](c, c.core.origin+"/session", strings.NewReader("content"), 7).Send(t.Context())
		if n := transport.n.Load(); n != 0 {
			t.Errorf("%s: %d bodies are not closed", name, n)
			transport.n.Store(0)
		}
	}
}

// TestStreamIsLeftAloneAfterTheCall has a transport that goes on reading after
// its answer, as net/http may: the caller has the reader back by then.
func TestStreamIsLeftAloneAfterTheCall(t *testing.T) {
	for name, reader := range map[string]io.Reader{"seekable": strings.NewReader("content"), "once": bytes.NewBufferString("content")} {
		var sent io.Reader
		c, _ := clientFor(t, WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
			sent = r.Body
			return response(r, 400, ""), nil
		})))
		if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", reader); Status(err) != 400 {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(sent); len(data) > 0 || err == nil {
			t.Errorf("%s: %q is read after the call, %v", name, data, err)
		}
		if data, err := io.ReadAll(reader); string(data) != "content" || err != nil {
			t.Errorf("%s: left is %q, %v", name, data, err)
		}
	}
}

// TestCallEndsThoughItsStreamDoesNot has net/http wait for a pipe when the
// context ends.
func TestCallEndsThoughItsStreamDoesNot(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	defer cancel()
	stream, end := io.Pipe()
	defer end.Close()
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		io.ReadFull(r.Body, make([]byte, 7))
		cancel()
		io.Copy(io.Discard, r.Body)
	})
	go io.WriteString(end, "content")
	if err := c.Users.Photo.ReplaceValue(canceled, "x", "", stream); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// blockingReader blocks until it is ended, as a pipe does.
type blockingReader struct{ reading, end chan struct{} }

func (r blockingReader) Read([]byte) (int, error) {
	close(r.reading)
	<-r.end
	return 0, io.EOF
}

// TestAnswerBeforeTheStreamEnds has the service refuse what is still to come.
func TestAnswerBeforeTheStreamEnds(t *testing.T) {
	stream := blockingReader{make(chan struct{}), make(chan struct{})}
	defer close(stream.end)
	c, _ := clientFor(t, WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		go r.Body.Read(make([]byte, 1))
		<-stream.reading
		return response(r, 400, ""), nil
	})))
	if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", stream); Status(err) != 400 {
		t.Error(err)
	}
}

// TestLargeStreamThatCannotBeRewound is sent as it is.
func TestLargeStreamThatCannotBeRewound(t *testing.T) {
	want := content(1<<20 + 1)
	c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if got, err := io.ReadAll(r.Body); err != nil || !bytes.Equal(got, want) {
			t.Errorf("got %d bytes, %v", len(got), err)
		}
	})
	stream := io.MultiReader(bytes.NewReader(want))
	if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", stream); err != nil {
		t.Error(err)
	}
	c, _ = serve(t, func(w http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
	stream = io.MultiReader(strings.NewReader("content"), iotest.ErrReader(errDisk))
	if err := c.Users.Photo.ReplaceValue(t.Context(), "x", "", stream); !errors.Is(err, errDisk) {
		t.Errorf("a reader that fails: %v", err)
	}
}
