package graph

import (
	"context"
	"slices"
	"strconv"
	"time"
)

// maxBatch is how many calls the service takes in one request.
const maxBatch = 20

// Send sends the items that have no answer yet, and waits for all answers.
// Items that were throttled are sent again, at the service's pace. Its error
// says that some items could not be sent or that their answer was lost; what
// the service refused is the error of the item.
func (b *Batch) Send(ctx context.Context) error {
	for _, i := range b.items {
		if !i.done && i.ticket == nil {
			i.record(ctx, b.core)
		}
	}
	for {
		sent, err := b.pass(ctx)
		if err != nil {
			b.interrupt(err)
			return err
		}
		open := b.open()
		if len(open) == 0 {
			return nil
		}
		if sent == 0 {
			err := errPolicy("the batch's items wait for each other")
			b.interrupt(err)
			return err
		}
		if err := b.pause(ctx, open); err != nil {
			b.interrupt(err)
			return err
		}
	}
}

// open gives the items that have no answer yet.
func (b *Batch) open() []*batched {
	var open []*batched
	for _, i := range b.items {
		if !i.done {
			open = append(open, i)
		}
	}
	return open
}

// interrupt keeps the reason for which items have no answer.
func (b *Batch) interrupt(err error) {
	for _, i := range b.open() {
		i.err = err
	}
}

// pause waits as long as the throttled items have to.
func (b *Batch) pause(ctx context.Context, open []*batched) error {
	var wait time.Duration
	for _, i := range open {
		wait = max(wait, i.wait)
		i.wait = 0
	}
	if wait == 0 {
		return nil
	}
	if tooLate(ctx, b.core.now().Add(wait)) {
		return context.DeadlineExceeded
	}
	return b.core.sleep(ctx, wait)
}

// pass sends every open item once, as far as what it depends on allows, and
// says how many were taken care of.
func (b *Batch) pass(ctx context.Context) (int, error) {
	n := 0
	rest := b.open()
	for len(rest) > 0 {
		var chunk []*batched
		chunk, rest = b.chunk(ctx, rest, &n)
		if len(chunk) == 0 {
			return n, nil
		}
		n += len(chunk)
		if err := b.exchange(ctx, chunk); err != nil {
			return n, err
		}
	}
	return n, nil
}

// chunk takes the next items to send off open. Items that wait for others
// outside of the chunk are left for the next pass, and items that waited for
// what failed are finished.
func (b *Batch) chunk(ctx context.Context, open []*batched, finished *int) (chunk, rest []*batched) {
	for at, i := range open {
		if len(chunk) == maxBatch {
			return chunk, open[at:]
		}
		ready := true
		for _, other := range i.after {
			switch {
			case other.done && other.err != nil:
				i.finish(ctx, nil, b.core.failedDependency(i.ticket.call))
				*finished++
			case other.done || slices.Contains(chunk, other):
				continue
			}
			ready = false
			break
		}
		if ready {
			chunk = append(chunk, i)
		}
	}
	return chunk, nil
}

// failedDependency is the error of an item that was not sent because another
// one failed; the service answers in the same way.
func (c *core) failedDependency(k *call) error {
	return &Error{
		Method: k.method, URL: c.redact(k.url), StatusCode: 424, ClientRequestID: k.id,
		Code: "FailedDependency", Message: "a call that this one depends on failed",
	}
}

// exchange sends one request of at most twenty items and hands out the
// answers.
func (b *Batch) exchange(ctx context.Context, chunk []*batched) error {
	var body batchBody
	for n, i := range chunk {
		entry, err := b.core.batchEntry(i.ticket.call)
		if err != nil {
			i.finish(ctx, nil, err)
			return b.exchange(ctx, slices.Delete(slices.Clone(chunk), n, n+1))
		}
		entry.ID = strconv.Itoa(n + 1)
		for _, other := range i.after {
			if at := slices.Index(chunk, other); at >= 0 {
				entry.DependsOn = append(entry.DependsOn, strconv.Itoa(at+1))
			}
		}
		body.Requests = append(body.Requests, entry)
	}
	if len(chunk) == 0 {
		return nil
	}
	var out batchAnswers
	r := &request{method: "POST", path: "/$batch", body: body, statuses: "200"}
	if err := b.core.fetch(forBatch(ctx), r, &out); err != nil {
		return err
	}
	for n, i := range chunk {
		i.attempt++
		b.settle(ctx, i, out.find(strconv.Itoa(n+1)))
	}
	return nil
}

// forBatch gives the context of the request itself: what is to be added to
// calls was added to the items.
func forBatch(ctx context.Context) context.Context {
	if optionsOf(ctx) == nil {
		return ctx
	}
	return with(ctx, func(o *callOptions) { *o = callOptions{noRetry: o.noRetry} })
}

// settle finishes an item with its answer, or leaves it open to be sent again.
func (b *Batch) settle(ctx context.Context, i *batched, got *batchAnswer) {
	k := i.ticket.call
	if got == nil {
		i.finish(ctx, nil, errPolicy(k.method+" "+b.core.redact(k.url)+": the batch's answer lacks this call"))
		return
	}
	a := got.answer(b.core.redact(k.url), i.ticket.streaming)
	if k.accepts(a.status) {
		i.finish(ctx, a, nil)
		return
	}
	e := newError(k.method, a.url, a.status, a.header, a.body, b.core.now())
	if e.ClientRequestID == "" {
		e.ClientRequestID = k.id
	}
	if b.again(i, e) {
		return
	}
	i.finish(ctx, nil, e)
}

// again reports whether an item is to be sent again: it was throttled, or it
// was not done because one that was throttled has to be done before.
func (b *Batch) again(i *batched, e *Error) bool {
	if e.StatusCode == 424 {
		return slices.ContainsFunc(i.after, func(other *batched) bool { return !other.done })
	}
	if e.StatusCode != 429 && !(e.StatusCode == 503 && e.hasRetryAfter) {
		return false
	}
	wait, again := b.core.retry.next(i.ticket.call, i.attempt, e)
	i.wait = wait
	return again
}
