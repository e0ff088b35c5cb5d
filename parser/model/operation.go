package model

import "github.com/graphgen/graphgen/parser/source"

// Schema is the version of the JSON form that this package writes.
const Schema = 1

// The account types of a permission table.
const (
	DelegatedWork     = "delegatedWork"
	DelegatedPersonal = "delegatedPersonal"
	Application       = "application"
)

// AccountTypes lists the account types in the order tables and docs use.
var AccountTypes = [...]string{DelegatedWork, DelegatedPersonal, Application}

// The directions in which a page lists its permissions.
const (
	LeastToMost = "leastToMost"
	MostToLeast = "mostToLeast"
	Unspecified = "unspecified"
)

// The kinds of request body.
const (
	BodyNone        = "none"
	BodyJSON        = "json"
	BodyBinary      = "binary"
	BodyMultipart   = "multipart"
	BodyUnspecified = "unspecified"
)

// Source says where an operation or a resource is documented.
type Source struct {
	// File is the path below api-reference/, with forward slashes.
	File string `json:"file"`
	// Locale is the page's content locale, such as "ja-JP"; English pages
	// without one have "en-US".
	Locale string `json:"locale"`
}

// Page is one operation page: usually one operation, documented under
// several paths.
type Page struct {
	Schema      int    `json:"schema"`
	Source      Source `json:"source"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Namespace   string `json:"namespace"`
	// Version is "v1.0" or "beta".
	Version string `json:"version"`
	// Deprecated is the page's deprecation note; empty where it has none.
	Deprecated string `json:"deprecated,omitempty"`

	Requests    []Request    `json:"requests"`
	Permissions []Permission `json:"permissions"`
	// PermissionOrder is the direction in which the page lists scopes;
	// Permission.Scopes is least to most privileged whatever it says.
	PermissionOrder string      `json:"permissionOrder"`
	RequestHeaders  []Header    `json:"requestHeaders"`
	QueryParameters []Parameter `json:"queryParameters"`
	// ODataQuery says that the page promises the OData query options without
	// naming any.
	ODataQuery         bool        `json:"odataQuery,omitempty"`
	PathParameters     []Parameter `json:"pathParameters,omitempty"`
	FunctionParameters []Parameter `json:"functionParameters,omitempty"`
	RequestBody        RequestBody `json:"requestBody"`
	Responses          []Response  `json:"responses"`
	Examples           []Example   `json:"examples"`
}

// Request is one documented method and path.
type Request struct {
	// Method is an upper-case HTTP method.
	Method string `json:"method"`
	// Path starts with "/" and has no host, version prefix, query or trailing
	// slash; placeholders stand as documented.
	Path string `json:"path"`
	// Permissions are the scopes of this request alone, where the page lists
	// scopes by resource or by request and the path tells which of them count.
	// They come instead of Page.Permissions.
	Permissions []Permission `json:"permissions,omitempty"`
	Pos         source.Pos   `json:"pos"`
}

// Permission is one cell of a permission table: the scopes that one account
// type may use.
type Permission struct {
	// Type is DelegatedWork, DelegatedPersonal or Application.
	Type string `json:"type"`
	// Scopes are ordered least to most privileged. Without scopes, Supported
	// and Unreadable say what the page means.
	Scopes []string `json:"scopes"`
	// AllOf is set where the page asks for several of the scopes together: one
	// of each of these sets is needed. Where it is nil, any one of Scopes will do.
	AllOf [][]string `json:"allOf,omitempty"`
	// Least are the scopes that the page itself calls least privileged, where
	// its table has such a column.
	Least []string `json:"leastPrivileged,omitempty"`
	// Supported is false where the page says that the account type can't call
	// the operation.
	Supported bool `json:"supported"`
	// Unreadable is true where a translation or a fault destroyed the scopes:
	// something is required, and the page no longer says what.
	Unreadable bool `json:"unreadable,omitempty"`
	// Context tells several tables or rows of one page apart, for instance
	// "acting on others".
	Context string     `json:"context"`
	Pos     source.Pos `json:"pos"`
}

// Header is one documented request header.
type Header struct {
	// Name is the HTTP name in canonical case, whatever the page's language.
	Name string `json:"name"`
	// Value is the value the page documents, such as "Bearer {token}".
	Value       string     `json:"value"`
	Required    bool       `json:"required"`
	Description string     `json:"description"`
	Pos         source.Pos `json:"pos"`
}

// Parameter is a query, path or function parameter.
type Parameter struct {
	// Name is the parameter's name; OData query options keep their "$".
	Name string `json:"name"`
	// Type is the documented type in the form of Property.Type, or empty.
	Type        string     `json:"type"`
	Collection  bool       `json:"collection,omitempty"`
	Required    bool       `json:"required,omitempty"`
	Description string     `json:"description"`
	Pos         source.Pos `json:"pos"`
}

// RequestBody is what the page says of the request's body.
type RequestBody struct {
	// Kind is one of the Body constants.
	Kind string `json:"kind"`
	// Type is the full type name of a JSON body, where the page names one.
	Type       string `json:"type,omitempty"`
	Collection bool   `json:"collection,omitempty"`
	// Implied is true where the page names no type, and lists properties of what
	// is made, or of what other pages get by the same path.
	Implied bool `json:"implied,omitempty"`
	// Properties are the rows of the body's table.
	Properties []Property `json:"properties,omitempty"`
	Pos        source.Pos `json:"pos"`
}

// Response is one documented answer.
type Response struct {
	Status int `json:"status"`
	// Type is the full type name of the body: "microsoft.graph.user",
	// "Edm.String", "Edm.Stream", or empty for no body.
	Type       string `json:"type,omitempty"`
	Collection bool   `json:"collection"`
	// Told is the type that the Response section names, where an annotation
	// names another: only one of the two is right.
	Told string     `json:"told,omitempty"`
	Pos  source.Pos `json:"pos"`
}

// Example is one documented call.
type Example struct {
	Name     string          `json:"name"`
	Request  ExampleRequest  `json:"request"`
	Response ExampleResponse `json:"response"`
}

// ExampleRequest is the request of an Example. Method is empty where the page
// shows only a response.
type ExampleRequest struct {
	Method string `json:"method,omitempty"`
	// URL is the URL as documented, absolute or relative.
	URL     string            `json:"url,omitempty"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    string            `json:"body,omitempty"`
	Pos     source.Pos        `json:"pos"`
}

// ExampleResponse is the response of an Example. Status is zero where the
// page shows none.
type ExampleResponse struct {
	Status     int               `json:"status,omitempty"`
	Type       string            `json:"type,omitempty"`
	Collection bool              `json:"collection,omitempty"`
	Truncated  bool              `json:"truncated,omitempty"`
	Headers    map[string]string `json:"headers,omitempty"`
	Body       string            `json:"body,omitempty"`
	Pos        source.Pos        `json:"pos"`
}
