package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"sync"
	"sync/atomic"
)

// body is what a request sends, and how to send it again.
type body struct {
	json   []byte
	stream io.Reader
	start  int64 // where a seekable stream began
	size   int64 // of the stream, -1 unknown
	sent   *lease
}

func (b *body) isStream() bool { return b.stream != nil }

// set takes the body of r.
func (b *body) set(r *request) error {
	if r.stream != nil {
		b.stream = r.stream
		return b.measure()
	}
	if isNone(r.body) {
		return nil
	}
	data, err := encode(r.body)
	if err != nil {
		return errors.New("graph: encoding the body: " + err.Error())
	}
	b.json = data
	return nil
}

// isNone reports whether the caller gave no body: nil of whatever type.
func isNone(body any) bool {
	if body == nil {
		return true
	}
	switch v := reflect.ValueOf(body); v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return v.IsNil()
	}
	return false
}

// measure finds the size of the stream, because parts of Graph refuse a
// request without Content-Length.
func (b *body) measure() error {
	b.size = -1
	if s, ok := b.stream.(io.Seeker); ok {
		start, err := s.Seek(0, io.SeekCurrent)
		if err == nil {
			end, err := s.Seek(0, io.SeekEnd)
			if err == nil {
				_, err = s.Seek(start, io.SeekStart)
			}
			if err != nil {
				return errors.New("graph: measuring the stream: " + err.Error())
			}
			b.start, b.size = start, end-start
			return nil
		}
	}
	if l, ok := b.stream.(interface{ Len() int }); ok {
		b.size = int64(l.Len())
	}
	return nil
}

// replayable reports whether the body can be sent again.
func (b *body) replayable() bool {
	if b.stream == nil || b.sent == nil {
		return true
	}
	_, ok := b.stream.(io.Seeker)
	return ok && b.size >= 0
}

// attach gives the body to req. The transport may go on reading the body of
// an earlier attempt; its lease is ended first. It may also ask for the body
// anew: for a redirect, or a connection that was gone before it was used.
func (b *body) attach(req *http.Request) error {
	if b.stream == nil {
		if b.json != nil {
			b.attachJSON(req)
		}
		return nil
	}
	stream, err := b.lend()
	if err != nil {
		return err
	}
	req.ContentLength = b.size
	req.Body = stream
	switch {
	case b.size == 0:
		req.Body = http.NoBody
	case b.replayable():
		req.GetBody = b.lend
	default:
		b.sent.ctx = req.Context()
	}
	return nil
}

// lend gives the stream from where it began.
func (b *body) lend() (io.ReadCloser, error) {
	if b.sent != nil {
		b.sent.end()
		if _, err := b.stream.(io.Seeker).Seek(b.start, io.SeekStart); err != nil {
			return nil, errPolicy("rewinding the stream: " + err.Error())
		}
	}
	b.sent = &lease{r: b.stream}
	return b.sent, nil
}

func (b *body) attachJSON(req *http.Request) {
	data := b.json
	req.ContentLength = int64(len(data))
	req.Body = io.NopCloser(bytes.NewReader(data))
	req.GetBody = func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}
}

// release gives the stream back to the caller, although the transport may want
// to go on reading. It waits for a read that is under way, but not for one from
// a pipe and the like, which may take for ever.
func (b *body) release() {
	switch {
	case b.sent == nil:
	case b.replayable():
		b.sent.end()
	default:
		b.sent.ended.Store(true)
	}
}

// lease lends the caller's reader to one attempt. Closing it does not close
// the reader, and after end no read reaches the reader any more.
type lease struct {
	mu    sync.Mutex
	r     io.Reader
	ended atomic.Bool
	ctx   context.Context // where a read may take for ever, what ends it
	room  []byte
}

func (l *lease) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.ended.Load():
		return 0, errPolicy("the body belongs to another attempt")
	case l.ctx == nil:
		return l.r.Read(p)
	}
	return l.await(p)
}

// await reads until the context ends: net/http waits for a read that is under
// way. Such a read goes on, into room that nobody else has.
func (l *lease) await(p []byte) (int, error) {
	if l.room == nil {
		l.room = make([]byte, 32<<10)
	}
	type result struct {
		n   int
		err error
	}
	room := l.room[:min(len(p), len(l.room))]
	read := make(chan result, 1)
	go func() {
		n, err := l.r.Read(room)
		read <- result{n, err}
	}()
	select {
	case r := <-read:
		return copy(p, room[:r.n]), r.err
	case <-l.ctx.Done():
		l.ended.Store(true)
		return 0, context.Cause(l.ctx)
	}
}

// Close is called by the transport when it needs no more of the body.
func (l *lease) Close() error { return nil }

// end waits for a read that is under way.
func (l *lease) end() {
	l.mu.Lock()
	l.ended.Store(true)
	l.mu.Unlock()
}
