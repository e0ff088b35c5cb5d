package adapters

import (
	"context"
	"log/slog"

	"github.com/graphgen/graphgen/generated/graph"
)

// Log writes every attempt of every call to a logger of log/slog. Secrets are
// hidden before the hook is called.
func Log(logger *slog.Logger) graph.Hooks {
	return graph.Hooks{Response: func(ctx context.Context, r graph.ResponseInfo) {
		logger.InfoContext(ctx, "graph",
			"method", r.Request.Method, "url", r.Request.URL, "attempt", r.Request.Attempt,
			"status", r.Status, "duration", r.Duration, "error", r.Err,
			"request-id", r.Header.Get("request-id"), "client-request-id", r.Request.ClientRequestID)
	}}
}
