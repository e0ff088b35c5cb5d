// Package graph is the runtime of the generated Microsoft Graph client:
// authentication, retry, errors, paging, streams, batches and long-running
// operations over net/http.
//
// It knows no operation and no resource type; generated code adds those. It
// acquires no tokens itself (see [TokenSource]), keeps no package-level state,
// writes no logs (see [Hooks]) and imports the standard library only.
//
// # Calls
//
// A client is made from a source of tokens. Its fields follow the paths of the
// documentation, so that GET /users/{id}/messages is
//
//	client.Users.Messages.List(ctx, userID, nil)
//
// Every method takes a context, the arguments of the path in their order, the
// body, and options, where the operation has any of these. What holds for one
// call only travels in the context: see [WithHeader], [WithQuery],
// [WithoutRetry] and [WithRange].
//
// # Values
//
// A resource is a plain struct. A field that is zero is not sent, so an update
// names what it changes and nothing else:
//
//	changes := &graph.User{JobTitle: "Pilot"}
//	graph.SetZero(changes, &changes.AccountEnabled) // sends false
//	graph.SetNull(changes, &changes.MobilePhone)    // sends null
//	user, err := client.Users.Update(ctx, id, changes)
//
// [Unset] takes both back; [Has] and [IsNull] tell what came. Nothing that the
// service sends is lost: properties without a field are kept and sent back,
// see [Extra] and [Raw]. A navigation property is a [Rel], which is decoded
// when Get is called. Enums are strings; unknown values pass.
//
// A member of a group comes as its base type. [As] gives it as what it is,
// and [Upcast] turns a derived value into its base to send it:
//
//	for member, err := range client.Groups.Members.All(ctx, id, nil) {
//		if err != nil {
//			return err
//		}
//		if user, ok := graph.As[graph.User](&member); ok {
//			fmt.Println(user.Mail)
//		}
//	}
//
// # Collections
//
// List gives one [Page] and All goes through all of them, as above. A delta
// query gives a [Delta], whose token is kept for the next time:
//
//	changes := client.Users.Delta(ctx, nil).Resume(token)
//	for change, err := range changes.Changes() {
//		...
//	}
//	token = changes.Token()
//
// # Batches, uploads, long-running operations
//
// [Batch] sends any calls in one request, [NewUpload] sends a large file in
// parts and goes on after a lost connection, and [Monitor] follows an
// operation that the service goes on with after its answer.
//
// # Errors and retries
//
// What the service refuses is an [*Error], with status, code, message and
// request id; [IsNotFound] and its like ask for the common ones. Calls that
// were throttled, or failed without effect, are repeated as [RetryPolicy]
// says; [WithRetry] changes that.
package graph
