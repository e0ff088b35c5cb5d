package graph

import (
	"context"
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
	req   request
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
func delta[T any](ctx context.Context, c *core, r request) *Delta[T] {
	return &Delta[T]{core: c, ctx: ctx, req: r}
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
		for p, err := range pages[changed[T]](d.ctx, d.core, d.req, d.link) {
			if err != nil {
				yield(Change[T]{}, err)
				return
			}
			for _, v := range p.Value {
				if !yield(v.Change, nil) {
					return
				}
			}
			d.link = p.NextLink
			if p.NextLink == "" {
				d.token, d.link = p.DeltaLink, p.DeltaLink
			}
		}
	}
}

// changed reads an entry of a delta: the item and the annotations beside it.
type changed[T any] struct {
	Change[T]
}

// UnmarshalJSON reads the entry.
func (c *changed[T]) UnmarshalJSON(data []byte) error {
	var note struct {
		ID      string `json:"id"`
		Removed *struct {
			Reason string `json:"reason"`
		} `json:"@removed"`
	}
	if err := decode(data, &note); err != nil {
		return err
	}
	c.ID = note.ID
	if note.Removed != nil {
		c.Removed = note.Removed.Reason
		if c.Removed == "" {
			c.Removed = "deleted"
		}
	}
	return decode(data, &c.Item)
}

// IsResync reports whether err says that a delta token is too old, so that
// everything has to be read again; see [Delta.Restart].
func IsResync(err error) bool {
	return Status(err) == 410 || HasCode(err, "syncStateNotFound") || HasCode(err, "resyncRequired")
}
