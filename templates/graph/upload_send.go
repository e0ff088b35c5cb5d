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
	lost     int  // how often the service lacked what it had accepted in silence
	location string
}

// span is a part of the content, without its end.
type span struct{ start, end int64 }

// send sends what the service does not have yet, and gives its last answer.
func (u *uploader) send(ctx context.Context) (*answer, error) {
	switch {
	case u.size <= 0:
		return nil, errPolicy("an upload session needs content; upload an empty file without one")
	case batching(ctx):
		return nil, errPolicy("an upload does not fit into a batch")
	}
	next := span{0, u.size}
	if u.begun {
		a, missing, err := u.ask(ctx)
		if a != nil || err != nil {
			return a, err
		}
		next = missing
	}
	u.begun, u.lost = true, 0
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
		return u.accepted(ctx, a, part, n)
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
// 200 also where more is to come. Whoever says nothing gets the next chunk; who
// says nothing to the last one but that it was accepted is asked.
func (u *uploader) accepted(ctx context.Context, a *answer, part span, n int) (*answer, span, error) {
	if a.status == 201 {
		return a, span{}, nil
	}
	missing, said, err := u.missing(a)
	if said == saysNothing && a.status == 202 && part.end == u.size {
		var end *answer
		if end, missing, err = u.ask(ctx); end != nil {
			return end, span{}, nil
		}
		if Status(err) != 0 { // the session is gone
			return a.aboutFile(saysAll), span{}, nil
		}
		u.lost++
		said = saysRanges
	}
	switch {
	case err != nil:
		return nil, span{}, err
	case said == saysFile || said != saysRanges && part.end == u.size:
		return a.aboutFile(said), span{}, nil
	case said != saysRanges:
		return nil, span{part.end, u.size}, nil
	case missing.start <= part.start && max(n, u.lost) > u.core.retry.Retries:
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

// ask asks what the service lacks. It gives the answer instead where it lacks
// nothing.
func (u *uploader) ask(ctx context.Context) (*answer, span, error) {
	a, err := u.core.send(ctx, request{method: "GET", path: u.url}, u.url, false)
	if err != nil {
		return nil, span{}, err
	}
	missing, said, err := u.missing(a)
	switch {
	case err != nil || said == saysRanges:
		return nil, missing, err
	case said == saysNothing:
		return nil, span{}, a.undecodable("GET", errPolicy("it is not about the upload session"))
	}
	return a.aboutFile(said), span{}, nil
}

// aboutFile gives a without its body where that is about the session.
func (a *answer) aboutFile(said saying) *answer {
	if said == saysAll {
		a.body = nil
	}
	return a
}

// saying is what an answer of an upload session is about.
type saying int

const (
	saysNothing saying = iota // or not in JSON
	saysRanges                // what is missing
	saysAll                   // that nothing is missing
	saysFile                  // what became of it
)

// missing reads the first of nextExpectedRanges, such as "0-" or "100-199".
func (u *uploader) missing(a *answer) (s span, said saying, err error) {
	var session map[string]any
	if json.Unmarshal(a.body, &session) != nil {
		return span{}, saysNothing, nil
	}
	for _, name := range []string{"nextExpectedRanges", "NextExpectedRanges"} {
		if ranges, ok := session[name]; ok {
			return u.firstRange(ranges)
		}
	}
	if a.status == 202 || len(session) == 0 || session["expirationDateTime"] != nil {
		return span{}, saysNothing, nil
	}
	return span{}, saysFile, nil
}

// firstRange takes the first of a list of ranges, or the only one. One that
// begins where the content ends is none.
func (u *uploader) firstRange(ranges any) (span, saying, error) {
	list, ok := ranges.([]any)
	if !ok {
		list = []any{ranges}
	}
	if len(list) == 0 || list[0] == nil {
		return span{}, saysAll, nil
	}
	text, _ := list[0].(string)
	first, last, _ := strings.Cut(text, "-")
	start, err := strconv.ParseInt(strings.TrimSpace(first), 10, 64)
	if err == nil && start == u.size && last == "" && len(list) == 1 {
		return span{}, saysAll, nil
	}
	s := span{start, u.size}
	if end, bad := strconv.ParseInt(strings.TrimSpace(last), 10, 64); bad == nil && end < u.size {
		s.end = end + 1
	}
	if err != nil || s.start < 0 || s.start >= u.size || s.end <= s.start {
		return span{}, saysRanges, errPolicy("the upload session expects the range " + quote(text) +
			" of a file of " + strconv.FormatInt(u.size, 10) + " bytes")
	}
	return s, saysRanges, nil
}
