package adapters

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/graphgen/graphgen/generated/graph"
)

// client makes a client of a server that answers with handler.
func client(t *testing.T, tokens graph.TokenSource, handler http.HandlerFunc, opts ...graph.Option) *graph.Client {
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	c, err := graph.NewClient(tokens, append(opts, graph.WithBaseURL(server.URL))...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// authority is a sign-in service that gives out token-1, token-2 … and writes
// down what it is asked for.
func authority(t *testing.T, asked *[]string) *httptest.Server {
	n := 0
	var server *httptest.Server
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if strings.HasSuffix(r.URL.Path, "/openid-configuration") {
			fmt.Fprintf(w, `{"issuer":"%[1]s/tenant/v2.0","authorization_endpoint":"%[1]s/tenant/authorize","token_endpoint":"%[1]s/tenant/token"}`, server.URL)
			return
		}
		r.ParseForm()
		*asked = append(*asked, r.Form.Get("scope")+" "+r.Form.Get("claims"))
		n++
		fmt.Fprintf(w, `{"access_token":"token-%d","token_type":"Bearer","expires_in":3600}`, n)
	}))
	t.Cleanup(server.Close)
	return server
}

// echo answers with a user whose id is the token.
func echo(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, `{"id":%q}`, r.Header.Get("Authorization"))
}

func TestAzure(t *testing.T) {
	var asked []string
	server := authority(t, &asked)
	credential, err := azidentity.NewClientSecretCredential("tenant", "client", "secret", &azidentity.ClientSecretCredentialOptions{
		ClientOptions: azcore.ClientOptions{
			Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: server.URL},
			Transport: server.Client(),
		},
		DisableInstanceDiscovery: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	claims := `{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`
	c := client(t, FromAzure(credential), func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer token-1" && strings.HasSuffix(r.URL.Path, "/revoked") {
			w.Header().Set("WWW-Authenticate", `Bearer error="insufficient_claims", claims="`+base64.StdEncoding.EncodeToString([]byte(claims))+`"`)
			w.WriteHeader(401)
			return
		}
		echo(w, r)
	})
	for _, id := range []string{"a", "a", "revoked", "a"} {
		if user, err := c.Users.Get(t.Context(), id, nil); err != nil || user.ID != map[bool]string{true: "Bearer token-1", false: "Bearer token-2"}[len(asked) == 1] {
			t.Errorf("%s: got %v, %v", id, user, err)
		}
	}
	if len(asked) != 2 || !strings.HasPrefix(asked[0], "https://graph.microsoft.com/.default") || !strings.Contains(asked[1], "1604106651") {
		t.Errorf("asked for %q", asked)
	}
}

// withClient makes golang.org/x/oauth2 use client.
func withClient(ctx context.Context, client *http.Client) context.Context {
	return context.WithValue(ctx, oauth2.HTTPClient, client)
}

func TestOAuth2(t *testing.T) {
	var asked []string
	server := authority(t, &asked)
	config := clientcredentials.Config{
		ClientID: "client", ClientSecret: "secret",
		TokenURL: server.URL + "/token", Scopes: []string{graph.USGovL4.Scope()},
	}
	c := client(t, FromOAuth2(config.TokenSource(withClient(t.Context(), server.Client()))), echo)
	for range 2 {
		if user, err := c.Users.Get(t.Context(), "a", nil); err != nil || user.ID != "Bearer token-1" {
			t.Errorf("got %v, %v", user, err)
		}
	}
	if strings.Join(asked, ",") != "https://graph.microsoft.us/.default " {
		t.Errorf("asked for %q", asked)
	}
	server.Close()
	c = client(t, FromOAuth2(config.TokenSource(withClient(t.Context(), server.Client()))), echo)
	if _, err := c.Users.Get(t.Context(), "a", nil); err == nil || !strings.Contains(err.Error(), "getting a token") {
		t.Errorf("without the sign-in service: %v", err)
	}
}

func TestLog(t *testing.T) {
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, nil))
	c := client(t, graph.StaticToken("secret"), echo, graph.WithHooks(Log(logger)))
	if _, err := c.Users.Get(t.Context(), "a", nil); err != nil {
		t.Fatal(err)
	}
	s := out.String()
	if strings.Contains(s, "secret") || !strings.Contains(s, "method=GET") || !strings.Contains(s, "/v1.0/users/a") || !strings.Contains(s, "status=200") {
		t.Errorf("logged %s", s)
	}
}

func TestTrace(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	provider := sdktrace.NewTracerProvider(sdktrace.WithSyncer(spans))
	n := 0
	c := client(t, nil, func(w http.ResponseWriter, r *http.Request) {
		if n++; n == 1 {
			w.WriteHeader(503)
			return
		}
		echo(w, r)
	}, Trace(provider), graph.WithRetry(graph.RetryPolicy{Delay: 1}))
	ctx, span := provider.Tracer("test").Start(t.Context(), "caller")
	if _, err := c.Users.Get(ctx, "a", nil); err != nil {
		t.Fatal(err)
	}
	span.End()
	got := spans.GetSpans()
	if len(got) != 3 {
		t.Fatalf("%d spans, want two attempts and the caller's", len(got))
	}
	for _, attempt := range got[:2] {
		if attempt.Parent.SpanID() != span.SpanContext().SpanID() {
			t.Errorf("span %s is not the caller's", attempt.Name)
		}
	}
}
