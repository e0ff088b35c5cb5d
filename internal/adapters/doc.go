// Package adapters connects the generated client to libraries of others: token
// sources of azidentity and golang.org/x/oauth2, logs of log/slog, traces of
// OpenTelemetry. It is what docs/client.md shows, compiled and tested.
//
// It is a module of its own so that neither graphgen nor the generated client
// depends on those libraries, and it is nothing to import: each adapter is
// short enough to be copied.
package adapters
