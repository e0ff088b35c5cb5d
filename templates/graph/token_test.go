package graph

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestScopes(t *testing.T) {
	tests := []struct {
		name string
		opts []Option
		want string
	}{
		{"default", nil, "https://graph.microsoft.com/.default"},
		{"global", []Option{WithCloud(Global)}, "https://graph.microsoft.com/.default"},
		{"US L4", []Option{WithCloud(USGovL4)}, "https://graph.microsoft.us/.default"},
		{"US L5", []Option{WithCloud(USGovL5)}, "https://dod-graph.microsoft.us/.default"},
		{"China", []Option{WithCloud(China)}, "https://microsoftgraph.chinacloudapi.cn/.default"},
		{"own", []Option{WithScopes("a", "b")}, "a b"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got TokenRequest
			tokens := TokenFunc(func(_ context.Context, r TokenRequest) (Token, error) {
				got = r
				return Token{Value: "x"}, nil
			})
			var host string
			transport := roundTripper(func(r *http.Request) (*http.Response, error) {
				host = r.URL.Scheme + "://" + r.URL.Host
				return nil, errors.New("stop")
			})
			client, err := NewClient(tokens, append(test.opts, WithTransport(transport))...)
			if err != nil {
				t.Fatal(err)
			}
			client.Users.Get(t.Context(), "x", nil)
			if s := strings.Join(got.Scopes, " "); s != test.want || got.Claims != "" {
				t.Errorf("asked for %q with claims %q, want %q and none", s, got.Claims, test.want)
			}
			if cloud, ok := strings.CutSuffix(test.want, "/.default"); ok && host != cloud {
				t.Errorf("called %s, want %s", host, cloud)
			}
		})
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAuthority(t *testing.T) {
	want := map[Cloud]string{
		"": "https://login.microsoftonline.com/", Global: "https://login.microsoftonline.com/",
		USGovL4: "https://login.microsoftonline.us/", USGovL5: "https://login.microsoftonline.us/",
		China: "https://login.chinacloudapi.cn/",
	}
	for cloud, authority := range want {
		if got := cloud.Authority(); got != authority {
			t.Errorf("authority of %q is %s, want %s", cloud, got, authority)
		}
	}
}

func TestVersion(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		var c core
		if err := c.configure(version, nil, nil); err != nil || c.root != "https://graph.microsoft.com/"+version {
			t.Errorf("%s goes to %s, %v", version, c.root, err)
		}
	}
}

func TestBaseURL(t *testing.T) {
	tests := []struct{ base, path string }{
		{"https://proxy.example/graph", "https://proxy.example/graph/v1.0/users/x"},
		{"https://proxy.example/graph/", "https://proxy.example/graph/v1.0/users/x"},
		{"https://proxy.example/beta", "https://proxy.example/beta/users/x"},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080/v1.0/users/x"},
		{"http://[::1]:8080", "http://[::1]:8080/v1.0/users/x"},
		{"http://localhost", "http://localhost/v1.0/users/x"},
		{"http://proxy.example", ""},
		{"http://127.0.0.1.proxy.example", ""},
		{"http://localhost.proxy.example", ""},
		{"ftp://proxy.example", ""},
		{"proxy.example", ""},
		{"https://user:secret@proxy.example", ""},
		{"https://proxy.example?x=1", ""},
		{"https://proxy.example#x", ""},
		{"://", ""},
	}
	for _, test := range tests {
		var got string
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			got = r.URL.String()
			return nil, errors.New("stop")
		})
		client, err := NewClient(nil, WithBaseURL(test.base), WithTransport(transport))
		if err == nil {
			client.Users.Get(t.Context(), "x", nil)
		}
		if (err == nil) != (test.path != "") || got != test.path {
			t.Errorf("%s: called %q, want %q (%v)", test.base, got, test.path, err)
		}
	}
}

// tokens counts what it gives out: token-1, token-2 …
type tokens struct {
	n      atomic.Int64
	life   time.Duration // 0 for no expiry
	now    func() time.Time
	mu     sync.Mutex
	claims []string
}

func (s *tokens) Token(_ context.Context, r TokenRequest) (Token, error) {
	s.mu.Lock()
	s.claims = append(s.claims, r.Claims)
	s.mu.Unlock()
	token := Token{Value: fmt.Sprintf("token-%d", s.n.Add(1))}
	if s.life > 0 {
		token.Expiry = s.now().Add(s.life)
	}
	return token, nil
}

// echo answers with a user whose id is the token.
func echo(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, `{"id":%q}`, r.Header.Get("Authorization"))
}

func serveTokens(t *testing.T, s *tokens, handler http.HandlerFunc) (*Client, *clock) {
	client, clock := serve(t, handler)
	s.now = clock.read
	client.core.bearer.configure(s, []string{"scope"})
	return client, clock
}

func TestTokenIsKeptUntilShortlyBeforeItExpires(t *testing.T) {
	client, clock := serveTokens(t, &tokens{life: time.Hour}, echo)
	for _, step := range []struct {
		wait time.Duration
		want string
	}{{0, "token-1"}, {54 * time.Minute, "token-1"}, {2 * time.Minute, "token-2"}, {0, "token-2"}} {
		clock.sleep(t.Context(), step.wait)
		user, err := client.Users.Get(t.Context(), "x", nil)
		if err != nil || user.ID != "Bearer "+step.want {
			t.Fatalf("after %s sent %q, want %s (%v)", step.wait, user.ID, step.want, err)
		}
	}
}

func TestTokenWithoutExpiryIsAskedForEachTime(t *testing.T) {
	client, _ := serveTokens(t, &tokens{}, echo)
	for n := range 3 {
		user, err := client.Users.Get(t.Context(), "x", nil)
		if err != nil || user.ID != fmt.Sprintf("Bearer token-%d", n+1) {
			t.Fatalf("call %d sent %q (%v)", n+1, user.ID, err)
		}
	}
}

// TestManyCallsAskForOneToken has many calls wait while the source is asked.
func TestManyCallsAskForOneToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &tokens{life: time.Hour, now: time.Now}
		var b bearer
		b.configure(TokenFunc(func(ctx context.Context, r TokenRequest) (Token, error) {
			time.Sleep(time.Second)
			return s.Token(ctx, r)
		}), nil)
		for range 32 {
			go func() {
				if header, err := b.header(t.Context(), time.Now()); err != nil || header[0] != "Bearer token-1" {
					t.Errorf("got %q, %v", header, err)
				}
			}()
		}
		time.Sleep(time.Minute)
		if n := s.n.Load(); n != 1 {
			t.Errorf("the source was asked %d times", n)
		}
	})
}

func TestTokenErrors(t *testing.T) {
	client, _ := serve(t, echo)
	stop := errors.New("no credentials")
	client.core.bearer.configure(TokenFunc(func(context.Context, TokenRequest) (Token, error) {
		return Token{}, stop
	}), nil)
	if _, err := client.Users.Get(t.Context(), "x", nil); !errors.Is(err, stop) {
		t.Errorf("the source's error became %v", err)
	}
	client.core.bearer.configure(StaticToken(""), nil)
	if _, err := client.Users.Get(t.Context(), "x", nil); err == nil || !strings.Contains(err.Error(), "empty token") {
		t.Errorf("an empty token gave %v", err)
	}
}

func TestNoTokenSource(t *testing.T) {
	client, _ := serve(t, echo)
	client.core.bearer.configure(nil, nil)
	if user, err := client.Users.Get(t.Context(), "x", nil); err != nil || user.ID != "" {
		t.Errorf("sent %q, %v", user.ID, err)
	}
}

func TestAuthorizationCannotBeSetByHeader(t *testing.T) {
	client, _ := serve(t, echo)
	user, err := client.Users.Get(WithHeader(t.Context(), "authorization", "Basic x"), "x", nil)
	if err != nil || user.ID != "Bearer "+testToken {
		t.Errorf("sent %q, %v", user.ID, err)
	}
}

// challenge answers 401 with claims to every token but the good one.
func challenge(good, claims string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer "+good {
			echo(w, r)
			return
		}
		w.Header().Add("WWW-Authenticate", `Bearer realm="", authorization_uri="https://login/common, x", client_id="a"`)
		w.Header().Add("WWW-Authenticate", `Bearer realm="", error="insufficient_claims", claims="`+
			base64.StdEncoding.EncodeToString([]byte(claims))+`"`)
		reply(401, `{"error":{"code":"InvalidAuthenticationToken","message":"revoked"}}`)(w, r)
	}
}

const someClaims = `{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}`

func TestClaimsChallenge(t *testing.T) {
	s := &tokens{life: time.Hour}
	client, clock := serveTokens(t, s, challenge("token-2", someClaims))
	user, err := client.Users.Get(t.Context(), "x", nil)
	if err != nil || user.ID != "Bearer token-2" {
		t.Fatalf("got %v, %v", user, err)
	}
	if len(s.claims) != 2 || s.claims[1] != someClaims {
		t.Errorf("claims asked for: %q", s.claims)
	}
	if len(clock.slept()) != 0 {
		t.Error("the second attempt waited")
	}
}

func TestClaimsChallengeRepeatsTheBody(t *testing.T) {
	s := &tokens{life: time.Hour}
	client, _ := serveTokens(t, s, challenge("token-2", someClaims))
	client.core.retry.Retries = -1
	err := client.Do(t.Context(), "POST", "/users", map[string]any{"id": "x"}, nil)
	if err != nil {
		t.Error(err)
	}
}

// TestClaimsChallengeOfABodyThatIsGone does not send a part of the body, or
// none, in a second attempt. The next call has the new token.
func TestClaimsChallengeOfABodyThatIsGone(t *testing.T) {
	s := &tokens{life: time.Hour}
	var n atomic.Int64
	client, _ := serveTokens(t, s, counted(&n, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		challenge("token-2", someClaims)(w, r)
	}))
	once := func() error {
		return client.Users.Photo.ReplaceValue(t.Context(), "x", "", io.MultiReader(strings.NewReader("content")))
	}
	if err := once(); Status(err) != 401 || n.Load() != 1 {
		t.Errorf("sent %d times, %v", n.Load(), err)
	}
	if err := once(); err != nil || n.Load() != 2 {
		t.Errorf("the next call: sent %d times, %v", n.Load(), err)
	}
}

func TestClaimsChallengeIsAnsweredOnce(t *testing.T) {
	s := &tokens{life: time.Hour}
	client, _ := serveTokens(t, s, challenge("never", someClaims))
	_, err := client.Users.Get(t.Context(), "x", nil)
	if Status(err) != 401 || !HasCode(err, "InvalidAuthenticationToken") || s.n.Load() != 2 {
		t.Errorf("%d tokens, error %v", s.n.Load(), err)
	}
}

func TestClaimsChallengeOfManyCallsAsksOnce(t *testing.T) {
	s := &tokens{life: time.Hour}
	client, _ := serveTokens(t, s, challenge("token-2", someClaims))
	if _, err := client.core.bearer.header(t.Context(), client.core.now()); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			if _, err := client.Users.Get(t.Context(), "x", nil); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := s.n.Load(); n != 2 {
		t.Errorf("the source was asked %d times", n)
	}
}

func TestUnauthorizedWithoutClaimsIsAnError(t *testing.T) {
	s := &tokens{life: time.Hour}
	client, _ := serveTokens(t, s, reply(401, "", "WWW-Authenticate: Bearer realm=x"))
	if _, err := client.Users.Get(t.Context(), "x", nil); Status(err) != 401 || s.n.Load() != 1 {
		t.Errorf("%d tokens, error %v", s.n.Load(), err)
	}
}

func TestClaimsParsing(t *testing.T) {
	encode := base64.StdEncoding.EncodeToString([]byte(`{"a?":">"}`))
	tests := map[string]string{
		`Bearer claims="` + encode + `"`:                                       `{"a?":">"}`,
		`Bearer realm="claims=x", CLAIMS="` + encode + `"`:                     `{"a?":">"}`,
		`Bearer realm="a\"b, claims=\"no\"",claims="` + encode + `"`:           `{"a?":">"}`,
		`Bearer claims=` + strings.TrimRight(encode, "="):                      `{"a?":">"}`,
		`PoP x="1", Bearer error=insufficient_claims, claims="` + encode + `"`: `{"a?":">"}`,
		`Bearer claims="` + strings.ReplaceAll(encode, "+", "-") + `"`:         `{"a?":">"}`,
		`Bearer claims="not base64!"`:                                          "",
		`Bearer claims="`:                                                      "",
		`Bearer`:                                                               "",
		`=,=`:                                                                  "",
	}
	for header, want := range tests {
		if got := claimsChallenge(http.Header{"Www-Authenticate": {header}}); got != want {
			t.Errorf("%s: got %q, want %q", header, got, want)
		}
	}
}

func TestWaitingForATokenEndsWithTheContext(t *testing.T) {
	client, _ := serve(t, echo)
	asked, release := make(chan struct{}), make(chan struct{})
	client.core.bearer.configure(TokenFunc(func(context.Context, TokenRequest) (Token, error) {
		close(asked)
		<-release
		return Token{Value: "x"}, nil
	}), nil)
	var wg sync.WaitGroup
	wg.Go(func() { client.Users.Get(t.Context(), "x", nil) })
	<-asked
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.Users.Get(canceled, "x", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	wg.Wait()
}

// A host that a redirect leads to cannot choose the claims of a token.
func TestForeignClaimsChallenge(t *testing.T) {
	var asked []string
	c, _ := connect(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+foreignHost+"/x", http.StatusFound)
	}, reply(401, "", `WWW-Authenticate: Bearer error="insufficient_claims", claims="eyJhIjoxfQ=="`))
	c.bearer.source = TokenFunc(func(_ context.Context, r TokenRequest) (Token, error) {
		asked = append(asked, r.Claims)
		return Token{Value: testToken}, nil
	})
	if err := c.Do(t.Context(), "GET", "/me", nil, nil); Status(err) != 401 || len(asked) != 1 || asked[0] != "" {
		t.Errorf("asked for tokens with the claims %q, %v", asked, err)
	}
}
