package ir

// TypeFile is the plan of one file of types.
type TypeFile struct {
	Name string
	// Enums and Structs are sorted by name.
	Enums   []*Enum
	Structs []*Struct
}

// Struct is the Go type of a resource, or of the body of an action.
type Struct struct {
	Name string
	Doc  []string
	// OData is the full name of the resource, such as "microsoft.graph.user";
	// empty for the body of an action.
	OData string
	// Derived says that the resource derives from another, so that the name of
	// the type has to be sent along.
	Derived bool
	Fields  []StructField
}

// StructField is a property of a resource. Inherited ones come first.
type StructField struct {
	Name string
	Type Type
	// JSON is the property's name as the service spells it.
	JSON string
	Doc  []string
}

// Enum is a string type with the documented members as constants.
type Enum struct {
	Name string
	// OData is the full name of the documented type.
	OData   string
	Doc     []string
	Members []EnumMember
}

// EnumMember is one constant.
type EnumMember struct {
	Name string
	// Value is the member as the service spells it.
	Value string
	Doc   []string
}
