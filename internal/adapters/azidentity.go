package adapters

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/graphgen/graphgen/generated/graph"
)

// FromAzure makes a token source of a credential of azidentity.
func FromAzure(credential azcore.TokenCredential) graph.TokenSource {
	return graph.TokenFunc(func(ctx context.Context, r graph.TokenRequest) (graph.Token, error) {
		t, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: r.Scopes, Claims: r.Claims, EnableCAE: true})
		return graph.Token{Value: t.Token, Expiry: t.ExpiresOn}, err
	})
}
