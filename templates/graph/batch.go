package graph

import (
	"context"
	"time"
)

// Batch sends several calls in one request. Put calls into it with [Add] and
// [Batch.Do], send it, then take the results from the items:
//
//	b := client.NewBatch()
//	me := graph.Add(b, func(ctx context.Context) (*graph.User, error) {
//		return client.Users.Get(ctx, id, nil)
//	})
//	read := b.Do(func(ctx context.Context) error {
//		return client.Users.Update(ctx, id, changes)
//	}).After(me)
//	err := b.Send(ctx)
//	user, err := me.Result()
//
// A batch of more than twenty calls is split, and so is one in which some calls
// wait for others and some do not: the service takes calls that run side by
// side, or a row of calls of which each waits for the one before. A Batch is for
// one goroutine.
type Batch struct {
	core  *core
	items []*batched
}

// NewBatch returns an empty batch.
func (c *core) NewBatch() *Batch { return &Batch{core: c} }

// BatchItem is a call in a batch, and its result once the batch was sent.
type BatchItem[T any] struct {
	*batched
	result T
}

// Dependency is a [BatchItem] of any type, for [BatchItem.After].
type Dependency interface {
	item() *batched
}

// batched is a BatchItem without its type.
type batched struct {
	run     func(ctx context.Context) error // makes the call and keeps its result
	after   []*batched
	ticket  *ticket // the call, once recorded
	attempt int     // how often it was sent
	wait    time.Duration
	refused error // the answer for which it is to be sent again
	renewed bool  // it was sent again with a new token
	done    bool  // answered for good
	err     error
}

func (i *batched) item() *batched { return i }

// Add puts a call into the batch. The function makes one call of a generated
// method with the context that it is given, and returns its result. It is run
// twice: to learn what to send, and to decode the answer. Where it goes on to
// make more calls, such as for further pages, those are sent one by one.
func Add[T any](b *Batch, call func(ctx context.Context) (T, error)) *BatchItem[T] {
	i := &BatchItem[T]{}
	i.batched = b.add(func(ctx context.Context) (err error) {
		i.result, err = call(ctx)
		return err
	})
	return i
}

// Do puts a call without a result into the batch; see [Add].
func (b *Batch) Do(call func(ctx context.Context) error) *BatchItem[struct{}] {
	return &BatchItem[struct{}]{batched: b.add(call)}
}

func (b *Batch) add(run func(ctx context.Context) error) *batched {
	i := &batched{run: run, err: errPolicy("the batch has not been sent")}
	b.items = append(b.items, i)
	return i
}

// After makes i wait for other items of the batch. If one of them fails, i is
// not done and fails with status 424. After returns i.
func (i *BatchItem[T]) After(others ...Dependency) *BatchItem[T] {
	for _, other := range others {
		i.after = append(i.after, other.item())
	}
	return i
}

// Result gives what the call returned. Where the service refused this call,
// the error is an [*Error] as if it had been sent by itself.
func (i *BatchItem[T]) Result() (T, error) {
	if i.err != nil {
		var none T
		return none, i.err
	}
	return i.result, nil
}

// Err gives the error of the call, or nil.
func (i *BatchItem[T]) Err() error { return i.err }

// ticket travels in the context of a batch's call: first to record the call,
// then to answer it.
type ticket struct {
	core      *core
	call      *call       // nil until recorded
	entry     *batchEntry // what is sent of call, nil until written
	streaming bool
	answer    *answer // nil until answered
	err       error   // instead of answer
	spent     bool    // the call was made and answered
}

// batching reports whether calls with ctx go into a batch.
func batching(ctx context.Context) bool {
	o := optionsOf(ctx)
	return o != nil && o.batch != nil && !o.batch.spent
}

// errRecorded ends a call that was only recorded.
const errRecorded = errPolicy("the call is in a batch that has not been sent")

// send records the call, or answers it.
func (t *ticket) send(ctx context.Context, c *core, r request, link string, streaming bool) (*answer, error) {
	switch {
	case c != t.core:
		return nil, errPolicy("the call in the batch is one of another client")
	case t.call == nil:
		k, err := c.prepare(ctx, &r, link)
		if err != nil {
			return nil, err
		}
		t.call, t.streaming = k, streaming
		return nil, errRecorded
	case t.answer == nil && t.err == nil:
		return nil, errRecorded
	}
	t.spent = true
	return t.answer, t.err
}

// record runs the call to learn what to send. Calls that cannot be sent are
// done at once.
func (i *batched) record(ctx context.Context, c *core) {
	i.ticket = &ticket{core: c}
	err := i.run(with(ctx, func(o *callOptions) { o.batch = i.ticket }))
	switch {
	case i.ticket.call != nil:
		return
	case err == nil:
		err = errPolicy("the function given to the batch makes no call with its context")
	}
	i.done, i.err = true, err
}

// write writes the call down, once: its stream cannot be read again. It
// reports whether it can be sent.
func (i *batched) write(ctx context.Context, c *core) bool {
	if i.ticket.entry == nil {
		entry, err := c.batchEntry(i.ticket.call)
		if err != nil {
			i.finish(ctx, nil, err)
			return false
		}
		i.ticket.entry = &entry
	}
	return true
}

// finish runs the call again, with its answer.
func (i *batched) finish(ctx context.Context, a *answer, err error) {
	i.ticket.answer, i.ticket.err = a, err
	i.done = true
	i.err = i.run(with(ctx, func(o *callOptions) { o.batch = i.ticket }))
}
