// Package ir is the Go-shaped plan of an SDK: which files hold which services,
// what each method is called, takes and returns, and how its doc comment reads.
// Every name is final, every text is ready to print.
//
// It decides nothing (package plan does), renders nothing (package emit does)
// and knows neither pages nor Markdown.
package ir

// Package is the plan of one generated package.
type Package struct {
	Name string
	// Version is the API version that the client calls: "v1.0" or "beta".
	Version string
	// Roots are the fields of Client, sorted by name.
	Roots []Field
	// Files are sorted by name.
	Files []*File
	// Types are the files of types, sorted by name.
	Types []*TypeFile
	// Tests are the files of tests, sorted by name; none unless asked for.
	Tests []*TestFile
	// Permissions is the table of the permissions of all operations: a line
	// "METHOD /path" for each, and below it a line for each row of its page's
	// table: a tab, "w", "p" or "a" for the account type, the context, and the
	// scopes, "-" for not supported or "?" for unreadable.
	Permissions string
}

// OperationDirective starts the comment line that tells tools which operation
// a method calls. Its form is that of Go's directives: godoc hides it.
const OperationDirective = "//graph:operation "

// File is the plan of one generated file.
type File struct {
	Name     string
	Services []*Service
}

// Service is a struct type with one field per child service and one method
// per operation.
type Service struct {
	// Type is the type's Go name, such as "UsersMessagesService".
	Type string
	// Doc is the doc comment, line by line, without slashes.
	Doc []string
	// Children are the fields, sorted by name.
	Children []Field
	// Root says that the service is a field of Client; Below are then the
	// services below it, sorted, as chains of fields: "Messages.Attachments".
	Root  bool
	Below []string
	// Methods are sorted by name.
	Methods []*Method
}

// Field is a field of a service or of Client: a child service.
type Field struct {
	Name string
	Type string
}

// Kind says how a method calls the service and what it returns.
type Kind int

// The kinds of method. The zero value is unknown.
const (
	Do       Kind = iota + 1 // no result: error
	Get                      // one JSON object: (*T, error)
	Value                    // one primitive value: (T, error)
	List                     // one page of a collection: (*Page[T], error)
	All                      // all items of a collection: iter.Seq2[T, error]
	Delta                    // changes of a collection: *Delta[T]
	Download                 // a stream: (io.ReadCloser, error)
	Start                    // a long-running operation: (*Monitor, error)
)

// Method is the plan of one method.
type Method struct {
	Name string
	Doc  []string
	Kind Kind
	// HTTP is the request's method.
	HTTP string
	// Path is the path, fixed text and arguments.
	Path []Part
	Args []Arg
	// Body is the JSON body's type; nil for none.
	Body *Type
	// Upload says that the body is a stream with a content type.
	Upload bool
	// Options is nil where the operation documents none.
	Options *Options
	// Result is T of the method's kind; zero for Do, Download and Start.
	Result Type
	// Statuses are the documented success statuses, sorted.
	Statuses []int
	// Eventual says that $search and $count need eventual consistency.
	Eventual bool
	// Accept is the Accept header where it is not the default.
	Accept string
}

// Part is a part of a path: fixed text, already escaped, or an argument and
// the runtime function that writes it.
type Part struct {
	Text string
	Arg  string
	Func string
}

// Arg is a positional argument that goes into the path.
type Arg struct {
	Name string
	Type string
}

// Type is a Go type.
type Type struct {
	// Package is the import path; empty for the generated package's own types
	// and Go's.
	Package string
	Name    string
	// Slice is true for a slice of the type.
	Slice bool
	// Pointer is true for a pointer to the type, where Slice is false or Rel is
	// true.
	Pointer bool
	// Rel is true for the navigation property Rel[T] of the type, or Rels[T]
	// where Slice is true.
	Rel bool
}

// Options is the plan of an options struct.
type Options struct {
	Type   string
	Doc    []string
	Fields []OptionField
	// Shared says that another method declares the struct.
	Shared bool
}

// OptionField is a field of an options struct.
type OptionField struct {
	Name string
	Type Type
	// Key is the tag's key, "query", "header" or "function", and Wire the name
	// that goes out.
	Key  string
	Wire string
	Doc  []string
}
