package adapters

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/trace"

	"github.com/graphgen/graphgen/generated/graph"
)

// Trace makes a span of OpenTelemetry for every attempt of every call, below
// the span in the call's context.
func Trace(provider trace.TracerProvider) graph.Option {
	return graph.WithTransport(otelhttp.NewTransport(http.DefaultTransport, otelhttp.WithTracerProvider(provider)))
}
