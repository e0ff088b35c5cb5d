package graph

import (
	"context"
	"crypto/sha256"
	"iter"
	"reflect"
)

// Page is one page of a collection. T is a pointer where the items are
// objects: Page[*User].
type Page[T any] struct {
	Value     []T    // the items; null ones are left out
	NextLink  string // where the next page is, "" on the last
	DeltaLink string // where later changes are, "" unless tracking changes
	Count     int64  // of all items, -1 unless asked for with $count

	core *core
	req  *request
}

// HasNext reports whether there is another page.
func (p *Page[T]) HasNext() bool { return p.NextLink != "" }

// Next gives the next page. After the last page it gives nil, nil.
func (p *Page[T]) Next(ctx context.Context) (*Page[T], error) {
	if p.NextLink == "" || p.core == nil {
		return nil, nil
	}
	return list[T](ctx, p.core, p.req.at(p.NextLink))
}

// list gets r's first page, or the one at r's link.
//
//go:noinline
func list[T any](ctx context.Context, c *core, r *request) (*Page[T], error) {
	q := *r
	p := &Page[T]{core: c, req: &q}
	head, err := c.page(ctx, r, r.link, &p.Value)
	if err != nil {
		return nil, err
	}
	p.NextLink, p.DeltaLink, p.Count = head.nextLink, head.deltaLink, head.count
	return p, nil
}

// at gives the request for the page at link.
func (r *request) at(link string) *request {
	q := *r
	q.link = link
	return &q
}

// page sends r, or asks for the page at link, and decodes the items into the
// slice that items points to. Links lead back to the client's own hosts or
// nowhere. They repeat the query but not the headers.
func (c *core) page(ctx context.Context, r *request, link string, items any) (pageHead, error) {
	q := *r
	if link != "" {
		var err error
		if link, err = c.resolve(link); err == nil {
			err = c.ours(link, "next link")
		}
		if err != nil {
			return pageHead{}, err
		}
		q.method, q.body, q.stream = "GET", nil, nil
	}
	a, err := c.send(ctx, q, link, false)
	if err != nil {
		return pageHead{}, err
	}
	if len(a.body) == 0 && (link == "" || mayBeEmpty(q.method, a.status)) {
		reflect.ValueOf(items).Elem().SetZero()
		return pageHead{count: -1}, nil
	}
	head, err := decodePage(a.body, items)
	if err != nil {
		return pageHead{}, a.undecodable(r.method, err)
	}
	return head, nil
}

// all iterates over the items of all pages. An error ends the iteration and is
// its last element.
//
//go:noinline
func all[T any](ctx context.Context, c *core, r *request) iter.Seq2[T, error] {
	q := *r
	return func(yield func(T, error) bool) {
		var items []T
		c.each(ctx, &q, &items, func(i int, err error) bool {
			if err != nil {
				var none T
				return yield(none, err)
			}
			return yield(items[i], nil)
		})
	}
}

// each decodes page after page into the slice that items points to and calls
// yield with the index of each item, or with an error.
func (c *core) each(ctx context.Context, r *request, items any, yield func(i int, err error) bool) {
	for _, err := range c.pages(ctx, r, "", items) {
		if err != nil {
			yield(0, err)
			return
		}
		for i := range reflect.ValueOf(items).Elem().Len() {
			if err := context.Cause(ctx); err != nil {
				yield(0, err)
				return
			}
			if !yield(i, nil) {
				return
			}
		}
	}
}

// pages iterates over the pages from r's first, or from the one at link, and
// decodes each into the slice that items points to. The service must not send
// it round in circles: a next link that was already followed ends the
// iteration with an error.
func (c *core) pages(ctx context.Context, r *request, link string, items any) iter.Seq2[pageHead, error] {
	return func(yield func(pageHead, error) bool) {
		// Hashes, because links are long and there may be many.
		seen := map[[sha256.Size]byte]bool{sha256.Sum256([]byte(link)): true}
		for {
			head, err := c.page(ctx, r, link, items)
			if err != nil {
				yield(pageHead{}, err)
				return
			}
			if !yield(head, nil) || head.nextLink == "" {
				return
			}
			link = head.nextLink
			sum := sha256.Sum256([]byte(link))
			if seen[sum] {
				yield(pageHead{}, errPolicy("the service repeats a next link"))
				return
			}
			seen[sum] = true
		}
	}
}
