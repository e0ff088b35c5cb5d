package graph

import "strings"

// Reference is a link to a resource: what the operations on $ref send and give.
type Reference struct {
	Object

	// ODataID is the URL of the resource. [Client.Reference] makes it.
	ODataID string `json:"@odata.id"`
}

// MarshalJSON writes what is set, and what the service sent beyond the fields.
func (v Reference) MarshalJSON() ([]byte, error) {
	return encodeObject(&v)
}

// UnmarshalJSON reads the fields, and keeps what has none.
func (v *Reference) UnmarshalJSON(data []byte) error {
	return decodeObject(data, v)
}

// Reference returns a link to the resource with a path of these segments, in
// the client's cloud and version:
//
//	client.Groups.Members.AddRef(ctx, groupID, client.Reference("users", userID))
func (c *core) Reference(segments ...string) *Reference {
	var b strings.Builder
	b.WriteString(c.root)
	for _, s := range segments {
		b.WriteString("/" + segment(s))
	}
	return &Reference{ODataID: b.String()}
}
