package adapters

import (
	"context"

	"golang.org/x/oauth2"

	"github.com/graphgen/graphgen/generated/graph"
)

// FromOAuth2 makes a token source of one of golang.org/x/oauth2. Such a source
// knows its scopes itself, and cannot answer a claims challenge.
func FromOAuth2(source oauth2.TokenSource) graph.TokenSource {
	return graph.TokenFunc(func(context.Context, graph.TokenRequest) (graph.Token, error) {
		t, err := source.Token()
		if err != nil {
			return graph.Token{}, err
		}
		return graph.Token{Value: t.AccessToken, Expiry: t.Expiry}, nil
	})
}
