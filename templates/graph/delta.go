package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
)

// Delta reads the changes of a collection. Iterate over [Delta.Changes] to the
// end, keep [Delta.Token], and later give it to [Delta.Resume] on a new Delta
// of the same operation to read what has changed since.
//
// A Delta is for one goroutine.
type Delta[T any] struct {
	core  *core
	ctx   context.Context
	req   *request
	link  string // where the next page is, "" for the operation itself
	token string // the delta link, once known
}

// Change is one entry of a delta: an item that is new or has changed, or the
// notice that one is gone.
type Change[T any] struct {
	Item    T
	ID      string
	Removed string // "" for an item that is there, else the reason: deleted or changed
}

// delta prepares reading changes; nothing is sent yet.
//
//go:noinline
func delta[T any](ctx context.Context, c *core, r *request) *Delta[T] {
	q := *r
	return &Delta[T]{core: c, ctx: ctx, req: &q}
}

// Resume makes the iteration start from a token of an earlier one. It returns
// d for chaining.
func (d *Delta[T]) Resume(token string) *Delta[T] {
	d.link, d.token = token, ""
	return d
}

// Restart makes the iteration start from the beginning, or from where the
// service said when it answered that the token is too old (see [IsResync]).
// Items seen before and not seen again no longer exist.
func (d *Delta[T]) Restart(err error) *Delta[T] {
	d.link, d.token = "", ""
	if e := asError(err); e != nil && IsResync(err) {
		d.link = e.Header.Get("Location")
		if full, err := d.core.resolve(d.link); err == nil && d.link != "" {
			d.link = full
		}
	}
	return d
}

// Token is the delta link: what to resume from once all changes are read. It
// is "" before the end of the iteration.
func (d *Delta[T]) Token() string { return d.token }

// Changes iterates over the changes. An error ends the iteration and is its
// last element; iterating again goes on with the page that failed.
func (d *Delta[T]) Changes() iter.Seq2[Change[T], error] {
	return func(yield func(Change[T], error) bool) {
		var entries []json.RawMessage
		for head, err := range d.core.pages(d.ctx, d.req, d.link, &entries) {
			for i := 0; i < len(entries) && err == nil; i++ {
				var c Change[T]
				if err = context.Cause(d.ctx); err != nil {
					break
				}
				if c.ID, c.Removed, err = readChange(entries[i], &c.Item); err == nil && !yield(c, nil) {
					return
				}
			}
			if err != nil {
				yield(Change[T]{}, err)
				return
			}
			d.link = head.nextLink
			if head.nextLink == "" {
				d.token, d.link = head.deltaLink, head.deltaLink
			}
		}
	}
}

// readChange decodes an entry of a delta: the annotations, and the item into
// what item points to.
func readChange(entry []byte, item any) (id, removed string, err error) {
	var note struct {
		ID      string `json:"id"`
		Removed *struct {
			Reason string `json:"reason"`
		} `json:"@removed"`
	}
	if err := decode(entry, &note); err != nil {
		return "", "", err
	}
	if note.Removed != nil {
		removed = cmp.Or(note.Removed.Reason, "deleted")
	}
	return note.ID, removed, decode(entry, item)
}

// IsResync reports whether err says that a delta token is too old, so that
// everything has to be read again; see [Delta.Restart].
func IsResync(err error) bool {
	if Status(err) == 410 || HasCode(err, "resyncRequired") {
		return true
	}
	return HasCode(err, "syncStateNotFound") || HasCode(err, "SyncStateNotFound") // Outlook
}
