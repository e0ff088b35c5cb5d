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
	if batching(ctx) {
		return errPolicy("a batch does not fit into a batch")
	}
	for _, i := range b.items {
		if !i.done && i.ticket == nil {
			i.record(ctx, b.core)
		}
	}
	for open := b.open(); len(open) > 0; open = b.open() {
		err := b.pass(ctx, open)
		if err == nil {
			err = b.pause(ctx, b.open())
		}
		if err != nil {
			b.interrupt(err)
			return err
		}
	}
	return nil
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
		if i.refused != nil {
			i.err = &interruptedError{err, i.refused}
		}
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

// pass sends each open item once, as far as what it waits for allows.
func (b *Batch) pass(ctx context.Context, open []*batched) error {
	n, sent := len(open), false
	for {
		chunk := b.chunk(ctx, open)
		if len(chunk) == 0 {
			break
		}
		if err := b.exchange(ctx, chunk); err != nil {
			return err
		}
		sent = true
		open = slices.DeleteFunc(open, func(i *batched) bool { return slices.Contains(chunk, i) })
	}
	if !sent && len(b.open()) == n {
		return errPolicy("the batch's items wait for each other")
	}
	return nil
}

// chunk takes the next items to send off open: some that wait for nothing, or
// a row of which each waits for the one before. The service refuses a request
// of any other arrangement as a whole.
func (b *Batch) chunk(ctx context.Context, open []*batched) []*batched {
	b.giveUp(ctx, open)
	var chunk []*batched
	for _, i := range open {
		if len(chunk) < maxBatch && !i.done && !i.waits(nil) && i.write(ctx, b.core) {
			chunk = append(chunk, i)
		}
	}
	for len(chunk) > 0 && len(chunk) < maxBatch {
		next := follower(open, chunk)
		if next == nil || !next.write(ctx, b.core) {
			break
		}
		chunk = append(chunk, next)
	}
	return chunk
}

// follower gives the one item that waits for the last of a row, if there is
// just one. Several are left to run side by side in the next request.
func follower(open, row []*batched) *batched {
	last := row[len(row)-1]
	if len(row) > 1 && !slices.Contains(last.after, row[len(row)-2]) {
		return nil // no row
	}
	var next *batched
	for _, i := range open {
		if i.done || !slices.Contains(i.after, last) || i.waits(row) {
			continue
		}
		if next != nil {
			return nil
		}
		next = i
	}
	return next
}

// waits reports whether i waits for more than the items of row.
func (i *batched) waits(row []*batched) bool {
	return slices.ContainsFunc(i.after, func(other *batched) bool {
		return (!other.done || other.err != nil) && !slices.Contains(row, other)
	})
}

// giveUp finishes the items that wait for one that failed.
func (b *Batch) giveUp(ctx context.Context, open []*batched) {
	failed := func(i *batched) bool { return i.done && i.err != nil }
	for again := true; again; {
		again = false
		for _, i := range open {
			if !i.done && slices.ContainsFunc(i.after, failed) {
				i.finish(ctx, nil, b.core.failedDependency(i.ticket.call))
				again = true
			}
		}
	}
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
		entry := *i.ticket.entry
		entry.ID = strconv.Itoa(n + 1)
		if n > 0 && slices.Contains(i.after, chunk[n-1]) {
			entry.DependsOn = []string{strconv.Itoa(n)}
		}
		body.Requests = append(body.Requests, entry)
	}
	var out batchAnswers
	r := &request{method: "POST", path: "/$batch", body: body}
	if err := b.core.fetch(forBatch(ctx), r, &out); err != nil {
		return err
	}
	used := b.core.bearer.last.Load()
	for n, i := range chunk {
		i.attempt++
		b.settle(ctx, i, out.find(strconv.Itoa(n+1)), used)
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
// The batch was sent with the token that was used.
func (b *Batch) settle(ctx context.Context, i *batched, got *batchAnswer, used *authorization) {
	k := i.ticket.call
	var a *answer
	if got != nil {
		a = got.answer(b.core.redact(k.url), i.ticket.streaming)
	}
	if a == nil {
		i.finish(ctx, nil, errPolicy(k.method+" "+b.core.redact(k.url)+": the batch's answer lacks this call"))
		return
	}
	if k.accepts(a.status) {
		i.finish(ctx, a, nil)
		return
	}
	e := newError(k.method, a.url, a.status, a.header, a.body, b.core.now())
	if e.ClientRequestID == "" {
		e.ClientRequestID = k.id
	}
	if b.renewed(ctx, i, e, used) || b.again(i, e) {
		return
	}
	i.finish(ctx, nil, e)
}

// renewed reports whether an item is to be sent again with a new token, because
// it was refused with a claims challenge. That happens once.
func (b *Batch) renewed(ctx context.Context, i *batched, e *Error, used *authorization) bool {
	claims := claimsChallenge(e.Header)
	if e.StatusCode != 401 || claims == "" || used == nil || i.renewed {
		return false
	}
	i.renewed, i.refused = true, e
	_, err := b.core.bearer.challenged(ctx, used.header, claims)
	return err == nil
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
	i.wait, i.refused = wait, e
	return again
}
