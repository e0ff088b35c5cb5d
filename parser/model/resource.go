package model

import "github.com/graphgen/graphgen/parser/source"

// The kinds of resource.
const (
	KindEntity  = "entity"
	KindComplex = "complex"
	KindEnum    = "enum"
)

// Resource is one documented type. A resource page usually gives one; an enum
// page gives many.
type Resource struct {
	Schema      int    `json:"schema"`
	Source      Source `json:"source"`
	Title       string `json:"title"`
	Description string `json:"description"`
	// Name is the full name, such as "microsoft.graph.chatMessage".
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
	// Version is "v1.0" or "beta".
	Version string `json:"version"`
	// Kind is KindEntity, KindComplex or KindEnum.
	Kind string `json:"kind"`
	// BaseType is the full name of the base type, or empty.
	BaseType string `json:"baseType,omitempty"`
	Abstract bool   `json:"abstract,omitempty"`
	// OpenType says that instances may carry properties beyond these.
	OpenType    bool   `json:"openType,omitempty"`
	KeyProperty string `json:"keyProperty,omitempty"`
	Deprecated  string `json:"deprecated,omitempty"`

	Properties    []Property `json:"properties,omitempty"`
	Relationships []Property `json:"relationships,omitempty"`
	// Members are the values of an enum, in documented order.
	Members []Member `json:"members,omitempty"`
	// Flags says that values of the enum combine, separated by commas.
	Flags bool `json:"flags,omitempty"`
	// Pos is the place of the type's heading.
	Pos source.Pos `json:"pos"`
}

// Property is a property or a navigation property of a resource, or a row of
// a body table.
type Property struct {
	// Name is the name in JSON.
	Name string `json:"name"`
	// Type is "Edm.X" for a primitive and the full name for everything else;
	// empty where the page names none that can be read.
	Type       string `json:"type"`
	Collection bool   `json:"collection,omitempty"`
	// Nullable, ReadOnly and Required are true where the page says so.
	Nullable bool `json:"nullable,omitempty"`
	ReadOnly bool `json:"readOnly,omitempty"`
	Required bool `json:"required,omitempty"`
	// Implied is true where no page lists the property, and operations on the
	// type show that it has it.
	Implied bool `json:"implied,omitempty"`
	// Values are the possible values the description lists, where the type is
	// a string.
	Values      []string   `json:"values,omitempty"`
	Description string     `json:"description,omitempty"`
	Pos         source.Pos `json:"pos"`
}

// Member is one value of an enum.
type Member struct {
	Name string `json:"name"`
	// Value is the numeric value, where HasValue.
	Value       int64      `json:"value,omitempty"`
	HasValue    bool       `json:"hasValue,omitempty"`
	Description string     `json:"description,omitempty"`
	Pos         source.Pos `json:"pos"`
}
