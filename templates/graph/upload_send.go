package graph

import (
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"
)

// uploader is an Upload without its type.
type uploader struct {
	core     *core
	url      string
	content  io.ReaderAt
	size     int64
	chunk    int64
	progress func(sent, total int64)
	begun    bool // the service may have a part already
	location string
}

// span is a part of the content, without its end.
type span struct{ start, end int64 }

// send sends what the service does not have yet, and gives its last answer.
func (u *uploader) send(ctx context.Context) (*answer, error) {
	if u.size <= 0 {
		return nil, errPolicy("an upload session needs content; upload an empty file without one")
	}
	next := span{0, u.size}
	if u.begun {
		a, missing, err := u.ask(ctx)
		if a != nil || err != nil {
			return a, err
		}
		next = missing
	}
	u.begun = true
	for failures := 0; ; {
		a, missing, err := u.step(ctx, next, failures+1)
		if err != nil {
			return nil, err
		}
		if a != nil {
			u.report(u.size)
			return a, nil
		}
		if failures++; missing.start > next.start {
			failures = 0
			u.report(missing.start)
		}
		next = missing
	}
}

func (u *uploader) report(sent int64) {
	if u.progress != nil {
		u.progress(sent, u.size)
	}
}

// step sends the first chunk of a part that the service lacks. It gives the
// answer that ends the upload, or what the service lacks afterwards. If the
// chunk failed for the n-th time in a way that may pass, it waits and asks.
func (u *uploader) step(ctx context.Context, part span, n int) (*answer, span, error) {
	part.end = min(part.end, part.start+u.chunk)
	a, k, err := u.put(ctx, part)
	if err == nil {
		return u.accepted(a, part, n)
	}
	wait, again := u.again(k, n, err)
	if !again || ctx.Err() != nil || tooLate(ctx, u.core.now().Add(wait)) {
		return nil, span{}, err
	}
	if stop := u.core.sleep(ctx, wait); stop != nil {
		return nil, span{}, &interruptedError{stop, err}
	}
	a, missing, asked := u.ask(ctx)
	if asked != nil {
		return nil, span{}, &interruptedError{asked, err}
	}
	return a, missing, nil
}

// accepted reads what the service says to a chunk that it took. Outlook answers
// 200 also where more is to come.
func (u *uploader) accepted(a *answer, part span, n int) (*answer, span, error) {
	missing, known, err := u.missing(a)
	switch {
	case a.status == 201 || !known && a.status != 202:
		return a, span{}, nil
	case err != nil:
		return nil, span{}, err
	case !known && part.end == u.size:
		return a, span{}, nil
	case !known:
		return nil, span{part.end, u.size}, nil
	case missing.start <= part.start && n > u.core.retry.Retries:
		return nil, span{}, errPolicy("the service accepts chunks of the upload but does not keep them")
	}
	return nil, missing, nil
}

// put sends one chunk, once.
func (u *uploader) put(ctx context.Context, part span) (*answer, *call, error) {
	r := request{
		method: "PUT", path: u.url,
		stream: io.NewSectionReader(u.content, part.start, part.end-part.start),
	}
	k, err := u.core.prepare(ctx, &r, u.url)
	if err != nil {
		return nil, &call{noRetry: true}, err
	}
	k.header["Content-Range"] = []string{"bytes " + strconv.FormatInt(part.start, 10) + "-" +
		strconv.FormatInt(part.end-1, 10) + "/" + strconv.FormatInt(u.size, 10)}
	once := *k
	once.noRetry = true
	a, err := u.core.exchange(ctx, &once)
	return a, k, err
}

// again says whether to go on after a chunk failed for the n-th time, and how
// long to wait first. More may pass here than in a call by itself, because the
// service says afterwards what it has.
func (u *uploader) again(k *call, n int, err error) (time.Duration, bool) {
	p := u.core.retry
	switch status := Status(err); {
	case k.noRetry || n > p.Retries:
		return 0, false
	case status == 416: // it has this part already
		return 0, true
	case status == 500 || status == 502:
		return p.backoff(n, 0), true
	}
	return p.next(k, n, err)
}

// ask asks what the service lacks. It gives the answer instead where that is
// about the finished file.
func (u *uploader) ask(ctx context.Context) (*answer, span, error) {
	a, err := u.core.send(ctx, request{method: "GET", path: u.url}, u.url, false)
	if err != nil {
		return nil, span{}, err
	}
	missing, known, err := u.missing(a)
	if err == nil && !known {
		return a, span{}, nil
	}
	return nil, missing, err
}

// missing reads the first of nextExpectedRanges, such as "0-" or "100-199".
// It is not known where the answer says nothing about ranges.
func (u *uploader) missing(a *answer) (s span, known bool, err error) {
	var session struct {
		NextExpectedRanges []string `json:"nextExpectedRanges"`
	}
	if len(a.body) == 0 || json.Unmarshal(a.body, &session) != nil || len(session.NextExpectedRanges) == 0 {
		return span{}, false, nil
	}
	first, last, _ := strings.Cut(session.NextExpectedRanges[0], "-")
	s.start, err = strconv.ParseInt(strings.TrimSpace(first), 10, 64)
	s.end = u.size
	if end, bad := strconv.ParseInt(strings.TrimSpace(last), 10, 64); bad == nil && end < u.size {
		s.end = end + 1
	}
	if err != nil || s.start < 0 || s.start >= u.size || s.end <= s.start {
		return span{}, true, errPolicy("the upload session expects the range " + quote(session.NextExpectedRanges[0]) +
			" of a file of " + strconv.FormatInt(u.size, 10) + " bytes")
	}
	return s, true, nil
}
