// Package graph is the runtime of the generated Microsoft Graph client:
// authentication, retry, errors, paging, streams, batches and long-running
// operations over net/http.
//
// It knows no operation and no resource type; generated code adds those. It
// acquires no tokens itself (see [TokenSource]), keeps no package-level state,
// writes no logs (see [Hooks]) and imports the standard library only.
package graph
