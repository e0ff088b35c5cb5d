package graph

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// TokenSource gives access tokens. The client asks when it has none that is
// still good, and again when the service demands it. Credentials of azidentity
// and token sources of golang.org/x/oauth2 fit through a [TokenFunc] of three
// lines. A TokenSource must be safe for use by many goroutines.
type TokenSource interface {
	Token(ctx context.Context, request TokenRequest) (Token, error)
}

// TokenRequest says what a token must be good for.
type TokenRequest struct {
	Scopes []string // for instance https://graph.microsoft.com/.default
	Claims string   // JSON from a claims challenge (continuous access evaluation), or empty
}

// Token is an access token and when it expires. A token with a zero Expiry is
// not kept: the source is asked for each request.
type Token struct {
	Value  string
	Expiry time.Time
}

// TokenFunc makes a [TokenSource] of a function.
type TokenFunc func(ctx context.Context, request TokenRequest) (Token, error)

// Token calls f.
func (f TokenFunc) Token(ctx context.Context, request TokenRequest) (Token, error) {
	return f(ctx, request)
}

// StaticToken is a [TokenSource] that always gives the same token, for tools
// and tests.
func StaticToken(value string) TokenSource {
	return TokenFunc(func(context.Context, TokenRequest) (Token, error) {
		return Token{Value: value}, nil
	})
}

// tokenMargin is how long before its expiry a token is no longer used.
const tokenMargin = 5 * time.Minute

// bearer keeps the last token in the form in which requests need it.
type bearer struct {
	source TokenSource
	scopes []string
	last   atomic.Pointer[authorization]
	asking chan struct{} // holds one value while a goroutine asks the source
}

// authorization is a token as a header value.
type authorization struct {
	token  Token
	header []string // {"Bearer …"}, never written to
}

func (b *bearer) configure(source TokenSource, scopes []string) {
	b.source, b.scopes = source, scopes
	b.asking = make(chan struct{}, 1)
}

// header gives the Authorization header values, from the last token while
// that is good. It is nil where the client has no token source.
func (b *bearer) header(ctx context.Context, now time.Time) ([]string, error) {
	if b.source == nil {
		return nil, nil
	}
	if a := b.last.Load(); a.good(now) {
		return a.header, nil
	}
	if err := b.lock(ctx); err != nil {
		return nil, err
	}
	defer b.unlock()
	if a := b.last.Load(); a.good(now) {
		return a.header, nil
	}
	return b.ask(ctx, "")
}

// challenged gives the header to use after the service refused the given one.
// Of many goroutines that were refused only the first asks the source.
func (b *bearer) challenged(ctx context.Context, refused []string, claims string) ([]string, error) {
	if err := b.lock(ctx); err != nil {
		return nil, err
	}
	defer b.unlock()
	if a := b.last.Load(); a != nil && a.header[0] != refused[0] {
		return a.header, nil
	}
	return b.ask(ctx, claims)
}

// lock waits until no other goroutine asks the source.
func (b *bearer) lock(ctx context.Context) error {
	select {
	case b.asking <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (b *bearer) unlock() { <-b.asking }

// good reports whether a can still be used.
func (a *authorization) good(now time.Time) bool {
	return a != nil && a.token.Expiry.Sub(now) > tokenMargin
}

// ask gets a new token from the source and keeps it.
func (b *bearer) ask(ctx context.Context, claims string) ([]string, error) {
	token, err := b.source.Token(ctx, TokenRequest{Scopes: b.scopes, Claims: claims})
	if err != nil {
		return nil, &tokenError{err}
	}
	if token.Value == "" {
		return nil, &tokenError{errors.New("the token source gave an empty token")}
	}
	a := b.last.Load()
	if a == nil || a.token.Value != token.Value {
		a = &authorization{token: token, header: []string{"Bearer " + token.Value}}
	} else if !a.token.Expiry.Equal(token.Expiry) {
		a = &authorization{token: token, header: a.header}
	}
	b.last.Store(a)
	return a.header, nil
}

// tokenError is a failure of the token source.
type tokenError struct{ err error }

func (e *tokenError) Error() string { return "graph: getting a token: " + e.err.Error() }
func (e *tokenError) Unwrap() error { return e.err }
