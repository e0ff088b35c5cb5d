package ir

// TestFile is the plan of one file of tests that replay documented examples.
type TestFile struct {
	Name  string
	Tests []*Test
}

// Test replays one documented example: it makes the call of the request
// against a local server, which compares and gives the documented answer.
type Test struct {
	Name string
	Doc  []string
	// Call is how the client reaches the method: "Users.Messages".
	Call   string
	Method *Method
	// Args are the values of Method.Args, as Go literals: string, int or bool.
	Args []any
	// Options are the fields of the options struct that the example uses.
	Options []TestOption
	// Query and Header are what the example sends beyond the options: name,
	// value, name, value …
	Query, Header []string

	// Target is the documented path and query, after the version.
	Target string
	// Expect are the documented headers that must arrive.
	Expect []string
	// Body is the documented request body; ContentType goes with a stream.
	Body, ContentType string

	Status int
	// Location is the documented Location header.
	Location string
	Answer   string
}

// TestOption is a value of an option: a string, []string, int, int64 or bool.
type TestOption struct {
	Field OptionField
	Value any
}
