package graph

import "net/http"

// Option changes how a client is made.
type Option func(*settings)

// settings collects the options of one client.
type settings struct {
	cloud       Cloud
	baseURL     string
	hosts       []string
	scopes      []string
	http        *http.Client
	transport   http.RoundTripper
	retry       RetryPolicy
	hooks       Hooks
	application string
}

// WithCloud chooses the deployment; [Global] is the default.
func WithCloud(cloud Cloud) Option {
	return func(s *settings) { s.cloud = cloud }
}

// WithBaseURL sends calls to another address than the cloud's: a proxy or a
// test server. The API version is added to it unless the address already ends
// in one. The address must use HTTPS unless it is a loopback address.
func WithBaseURL(address string) Option {
	return func(s *settings) { s.baseURL = address }
}

// WithAllowedHosts names further hosts ("name" or "name:port") that may see
// the token. The host of the base URL always may; no other host ever does.
func WithAllowedHosts(hosts ...string) Option {
	return func(s *settings) { s.hosts = append(s.hosts, hosts...) }
}

// WithScopes asks the token source for these scopes instead of the cloud's
// ".default" scope.
func WithScopes(scopes ...string) Option {
	return func(s *settings) { s.scopes = append([]string(nil), scopes...) }
}

// WithHTTPClient sends calls through the given client, with its transport,
// cookie jar, timeout and redirect policy. The client itself is not changed.
func WithHTTPClient(client *http.Client) Option {
	return func(s *settings) { s.http = client }
}

// WithTransport sends calls through the given transport, for instance one that
// traces or records them. It wins over the transport of [WithHTTPClient].
func WithTransport(transport http.RoundTripper) Option {
	return func(s *settings) { s.transport = transport }
}

// WithRetry changes how often and how patiently calls are retried.
func WithRetry(policy RetryPolicy) Option {
	return func(s *settings) { s.retry = policy }
}

// WithHooks observes requests and responses, for logs and metrics.
func WithHooks(hooks Hooks) Option {
	return func(s *settings) { s.hooks = hooks }
}

// WithApplication puts a product name such as "backup/1.4" before the SDK's
// own in the User-Agent header.
func WithApplication(product string) Option {
	return func(s *settings) { s.application = product }
}

// tokenScopes is what the token source is asked for.
func (s *settings) tokenScopes() []string {
	if len(s.scopes) > 0 {
		return s.scopes
	}
	return []string{s.cloud.Scope()}
}

// client gives a copy of the caller's client, so that ours may differ.
func (s *settings) client() *http.Client {
	client := &http.Client{}
	if s.http != nil {
		*client = *s.http
	}
	if s.transport != nil {
		client.Transport = s.transport
	}
	return client
}
