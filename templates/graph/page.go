package graph

import (
	"context"
	"crypto/sha256"
	"iter"
)

// Page is one page of a collection.
type Page[T any] struct {
	Value     []T    // the items; null ones are left out
	NextLink  string // where the next page is, "" on the last
	DeltaLink string // where later changes are, "" unless tracking changes
	Count     int64  // of all items, -1 unless asked for with $count

	core *core
	req  request
}

// HasNext reports whether there is another page.
func (p *Page[T]) HasNext() bool { return p.NextLink != "" }

// Next gives the next page. After the last page it gives nil, nil.
func (p *Page[T]) Next(ctx context.Context) (*Page[T], error) {
	if p.NextLink == "" || p.core == nil {
		return nil, nil
	}
	return listLink[T](ctx, p.core, p.req, p.NextLink)
}

// list sends r and decodes one page.
func list[T any](ctx context.Context, c *core, r request) (*Page[T], error) {
	return listLink[T](ctx, c, r, "")
}

// listLink gets r's first page, or the one at link.
func listLink[T any](ctx context.Context, c *core, r request, link string) (*Page[T], error) {
	a, err := c.page(ctx, r, link)
	if err != nil {
		return nil, err
	}
	p := &Page[T]{core: c, req: r, Count: -1}
	if len(a.body) == 0 {
		return p, nil
	}
	if err := decodePage(a.body, p); err != nil {
		return nil, a.undecodable(r.method, err)
	}
	return p, nil
}

// page sends r, or asks for the page at link. Links lead back to the client's
// own hosts or nowhere. They repeat the query but not the headers.
func (c *core) page(ctx context.Context, r request, link string) (*answer, error) {
	if link == "" {
		return c.send(ctx, r, "", false)
	}
	if err := c.ours(link, "next link"); err != nil {
		return nil, err
	}
	r.method, r.body, r.stream = "GET", nil, nil
	return c.send(ctx, r, link, false)
}

// all iterates over the items of all pages. An error ends the iteration and is
// its last element.
func all[T any](ctx context.Context, c *core, r request) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for p, err := range pages[T](ctx, c, r, "") {
			if err != nil {
				yield(none, err)
				return
			}
			for _, v := range p.Value {
				if err := context.Cause(ctx); err != nil {
					yield(none, err)
					return
				}
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}

// pages iterates over the pages from r's first, or from the one at link. The
// service must not send it round in circles: a next link that was already
// followed ends the iteration with an error.
func pages[T any](ctx context.Context, c *core, r request, link string) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		// Hashes, because links are long and there may be many.
		seen := map[[sha256.Size]byte]bool{sha256.Sum256([]byte(link)): true}
		for {
			p, err := listLink[T](ctx, c, r, link)
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(p, nil) || p.NextLink == "" {
				return
			}
			link = p.NextLink
			sum := sha256.Sum256([]byte(link))
			if seen[sum] {
				yield(nil, errPolicy("the service repeats a next link"))
				return
			}
			seen[sum] = true
		}
	}
}
