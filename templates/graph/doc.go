// Package graph is a client for Microsoft Graph that needs the standard library
// alone. A client is made once, and used by as many goroutines as there are:
//
//	client, err := graph.NewClient(graph.StaticToken("an access token"))
//
// Tokens come from a [TokenSource], and go to the client's own hosts only. An
// [Option] chooses a national cloud, a proxy, an http.Client, hooks for logs, or
// how calls are retried.
//
// # Operations
//
// The fields of [Client] follow the paths of the API. A method takes the
// placeholders of its path, then the body, then a struct of what its documentation
// page has as options; nil is no options. [WithQuery] and [WithHeader] send what
// no page knows, and [Client.Do] calls what no page documents. The examples here
// name operations that a client of another part of the API does not have.
//
//	user, err := client.Users.Get(ctx, "ann@fabrikam.example", &graph.UsersGetOptions{
//		Select: []string{"displayName", "department"},
//	})
//
// List gives a page and All every item, asking for further pages as needed:
//
//	for user, err := range client.Users.All(ctx, nil) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(user.DisplayName)
//	}
//
// Delta gives what changed, and a token to go on from later:
//
//	delta := client.Users.Delta(ctx, nil).Resume(token)
//	for change, err := range delta.Changes() {
//		if err != nil {
//			return err
//		}
//		fmt.Println(change.ID, change.Removed, change.Item.DisplayName)
//	}
//	token = delta.Token()
//
// # Unset, zero and null
//
// What is sent of a struct is what is not zero. [SetZero] and [SetNull] name, by
// their addresses, the fields that are to be sent as zero or as null:
//
//	user := &graph.User{Department: "Field work"}
//	graph.SetZero(user, &user.AccountEnabled)
//	graph.SetNull(user, &user.OfficeLocation)
//	err := client.Users.Update(ctx, id, user)
//
// [Has] and [IsNull] tell the same of what was received. Properties without a field
// are kept, see [Extra], [SetExtra] and [ETag]. A navigation property is a [Rel], or a
// [Rels] of several, which is decoded when its Get is called; enums are strings, and
// unknown values pass.
//
// # Derived types
//
// [As] gives a value as the type that it came as, and [Upcast] makes a value of a
// derived type one of its base type:
//
//	for member, err := range client.Groups.Members.All(ctx, id, nil) {
//		if err != nil {
//			return err
//		}
//		if user, ok := graph.As[graph.User](member); ok {
//			fmt.Println(user.Mail)
//		}
//	}
//
// # Files
//
// Downloads are an io.ReadCloser and uploads an io.Reader; [WithRange] asks for a
// part. Large files go to an upload session, with an [Upload]:
//
//	session, err := client.Me.Drive.Root.CreateUploadSessionByPath(ctx, "aerial.tif", nil, nil)
//	if err != nil {
//		return err
//	}
//	item, err := graph.NewUpload[graph.DriveItem](client, session.UploadURL, file, size).Send(ctx)
//
// # Batches and long-running operations
//
// [Client.NewBatch] sends calls together, twenty a request:
//
//	batch := client.NewBatch()
//	me := graph.Add(batch, func(ctx context.Context) (*graph.User, error) { return client.Me.Get(ctx, nil) })
//	if err := batch.Send(ctx); err != nil {
//		return err
//	}
//	user, err := me.Result()
//
// An operation that goes on after its answer gives a [Monitor] to wait with.
//
// # Errors
//
// What the service refuses is an [*Error], with its code, message and request id.
// [IsNotFound], [IsThrottled] and their like ask what it is about. Calls are
// retried where that is safe, as a [RetryPolicy] says.
package graph
