package apidiff

import (
	"slices"
	"strings"
)

// Kind is the stable name of a kind of change, in kebab case.
type Kind string

// The kinds of change.
const (
	OperationRemoved    Kind = "operation-removed"
	OperationMoved      Kind = "operation-moved"
	OperationAdded      Kind = "operation-added"
	OperationDeprecated Kind = "operation-deprecated"
	OperationRevived    Kind = "operation-revived"
	OperationRehoused   Kind = "operation-redocumented"

	OptionsGained Kind = "options-gained"
	OptionsLost   Kind = "options-lost"

	ScopeSupported   Kind = "permission-supported"
	ScopeUnsupported Kind = "permission-unsupported"
	ScopeNarrowed    Kind = "permission-narrowed"
	ScopeWidened     Kind = "permission-widened"
	ScopeLeast       Kind = "permission-least-changed"

	HeaderRemoved  Kind = "header-removed"
	HeaderAdded    Kind = "header-added"
	HeaderRequired Kind = "header-required-changed"

	QueryRemoved     Kind = "query-removed"
	QueryAdded       Kind = "query-added"
	QueryRetyped     Kind = "query-retyped"
	ParameterRemoved Kind = "parameter-removed"
	ParameterAdded   Kind = "parameter-added"
	ParameterRetyped Kind = "parameter-retyped"

	BodyKind            Kind = "body-kind-changed"
	BodyType            Kind = "body-type-changed"
	BodyPropertyRemoved Kind = "body-property-removed"
	BodyPropertyAdded   Kind = "body-property-added"
	BodyPropertyRetyped Kind = "body-property-retyped"
	BodyPropertyMust    Kind = "body-property-required-changed"

	ResponseType  Kind = "response-type-changed"
	StatusRemoved Kind = "status-removed"
	StatusAdded   Kind = "status-added"

	TypeRemoved    Kind = "type-removed"
	TypeAdded      Kind = "type-added"
	TypeKind       Kind = "type-kind-changed"
	TypeBase       Kind = "type-base-changed"
	TypeRespelled  Kind = "type-respelled"
	TypeTrait      Kind = "type-trait-changed"
	TypeDeprecated Kind = "type-deprecated"
	TypeRevived    Kind = "type-revived"

	PropertyRemoved   Kind = "property-removed"
	PropertyAdded     Kind = "property-added"
	PropertyRetyped   Kind = "property-retyped"
	PropertyRespelled Kind = "property-respelled"
	PropertyTrait     Kind = "property-trait-changed"
	PropertyMoved     Kind = "property-moved"
	ValueRemoved      Kind = "value-removed"
	ValueAdded        Kind = "value-added"

	MemberRemoved   Kind = "member-removed"
	MemberAdded     Kind = "member-added"
	MemberRespelled Kind = "member-respelled"
	MemberNumbered  Kind = "member-value-changed"

	GoRenamed Kind = "go-renamed"
	GoLost    Kind = "go-lost"
	GoRetyped Kind = "go-retyped"
	GoGained  Kind = "go-gained"
)

// KindInfo describes a kind of change.
type KindInfo struct {
	Kind Kind
	// Level is that of all changes of the kind. None means that each has its
	// own: Major where the generated client loses a declaration or declares it
	// otherwise, Minor where it only gains some, Patch where it stays.
	Level  Level
	Phrase string // how a message begins
	Why    string // what the kind does to the client
}

// Kinds returns the kinds of change in the order of reports.
func Kinds() []KindInfo { return slices.Clone(kinds[:]) }

var kinds = [...]KindInfo{
	{OperationRemoved, None, "operation removed", "its method is gone, unless another form of the path has it"},
	{OperationMoved, None, "operation moved", "its method has another name or place, or takes its arguments in another order"},
	{OperationAdded, None, "operation added", "a method more"},
	{OperationDeprecated, Minor, "operation deprecated", "the method stays and is marked"},
	{OperationRevived, Patch, "operation no longer deprecated", "the mark goes"},
	{OperationRehoused, Patch, "operation documented elsewhere", "the link in the comment changes"},

	{OptionsGained, Major, "first option", "the method gains its options argument"},
	{OptionsLost, Major, "last option gone", "the method loses its options argument"},

	{ScopeUnsupported, Patch, "no longer supported for", "calls of this account type start to fail; the Go API stays"},
	{ScopeNarrowed, Patch, "permissions narrowed for", "apps whose scopes are no longer enough lose access; the Go API stays"},
	{ScopeSupported, Patch, "now supported for", "the Go API stays"},
	{ScopeWidened, Patch, "permissions widened for", "the Go API stays"},
	{ScopeLeast, Patch, "least-privileged scope changed for", "the Go API stays, requested scopes may change"},

	{HeaderRemoved, None, "header removed", "a field of the options is gone, unless the client sets the header itself"},
	{HeaderAdded, None, "header added", "a field of the options more, unless the client sets the header itself"},
	{HeaderRequired, Patch, "header required changed", "the Go API stays"},

	{QueryRemoved, None, "query parameter removed", "a field of the options is gone"},
	{QueryAdded, None, "query parameter added", "a field of the options more"},
	{QueryRetyped, None, "query parameter retyped", "a field of the options may have another type"},
	{ParameterRemoved, None, "parameter removed", "an argument or an option is gone; names of arguments do not count"},
	{ParameterAdded, None, "parameter added", "an argument or an option more; names of arguments do not count"},
	{ParameterRetyped, None, "parameter retyped", "an argument or an option may have another type"},

	{BodyKind, None, "request body changed", "the body argument may come, go or have another type"},
	{BodyType, None, "request body type changed", "the body argument may have another type"},
	{BodyPropertyRemoved, None, "body property removed", "a field of the body is gone, unless the body is a type of its own"},
	{BodyPropertyAdded, None, "body property added", "a field of the body more, unless the body is a type of its own"},
	{BodyPropertyRetyped, None, "body property retyped", "a field of the body may have another type"},
	{BodyPropertyMust, Patch, "body property required changed", "the Go API stays"},

	{ResponseType, None, "response type changed", "the result may have another type, or the method another name (Get, List)"},
	{StatusAdded, None, "status added", "the result may be of another kind"},
	{StatusRemoved, None, "status removed", "the result may be of another kind"},

	{TypeRemoved, None, "type removed", "an exported type and its fields are gone, where the client had it"},
	{TypeAdded, None, "type added", "an exported type more, where an operation reaches it"},
	{TypeKind, None, "kind of type changed", "a struct becomes an enum, a value a relationship, or the reverse"},
	{TypeBase, None, "base type changed", "inherited fields come or go"},
	{TypeRespelled, None, "type spelled otherwise", "the exported type may have another name"},
	{TypeTrait, Patch, "type changed", "abstract, open or key changed; the Go API stays"},
	{TypeDeprecated, Minor, "type deprecated", "the type stays and is marked"},
	{TypeRevived, Patch, "type no longer deprecated", "the mark goes"},

	{PropertyRemoved, None, "property removed", "a field is gone"},
	{PropertyAdded, None, "property added", "a field more"},
	{PropertyRetyped, None, "property retyped", "a field may have another type"},
	{PropertyRespelled, None, "property spelled otherwise", "the field may have another name"},
	{PropertyMoved, None, "property changed sides", "a property became a relationship or the reverse, which the Go type may show"},
	{PropertyTrait, Patch, "property changed", "nullable or read-only changed; the Go API stays"},
	{ValueRemoved, Patch, "possible value removed", "the field stays a string"},
	{ValueAdded, Patch, "possible value added", "the field stays a string"},

	{MemberRemoved, None, "enum member removed", "a constant is gone"},
	{MemberAdded, None, "enum member added", "a constant more"},
	{MemberRespelled, None, "enum member spelled otherwise", "the constant has another value, and maybe another name"},
	{MemberNumbered, Patch, "enum value changed", "JSON carries names, not numbers"},

	{GoRenamed, Major, "Go API renamed", "a path in other capitals, or a collision of names that came or went"},
	{GoLost, Major, "Go API lost", "what follows from facts that no other change is about"},
	{GoRetyped, Major, "Go API retyped", "what follows from facts that no other change is about"},
	{GoGained, Minor, "Go API gained", "what follows from facts that no other change is about"},
}

func (k Kind) info() KindInfo {
	return kinds[k.rank()]
}

// rank returns the place of k in reports. Every Kind constant has one, which a
// test checks.
func (k Kind) rank() int {
	return max(slices.IndexFunc(kinds[:], func(i KindInfo) bool { return i.Kind == k }), 0)
}

func (k Kind) phrase() string { return k.info().Phrase }

// described reports whether a change may come from the words of a page alone,
// which translations word otherwise.
func (c *Change) described() bool {
	switch c.Kind {
	case OperationDeprecated, OperationRevived, TypeDeprecated, TypeRevived,
		HeaderRequired, BodyPropertyMust, PropertyTrait, ValueAdded, ValueRemoved,
		MemberAdded, MemberRemoved, MemberNumbered: // tables of members are translated too
		return true
	case GoRenamed, GoLost, GoRetyped, GoGained:
		return !strings.Contains(c.Subject, " ") // of a type
	case TypeBase:
		return c.Old == "none" || c.New == "none"
	case TypeRespelled, PropertyRespelled, MemberRespelled: // translations change capitals
		return true
	case PropertyRetyped: // a type whose name was translated counts as a string
		return c.Old == "Edm.String" && !strings.Contains(c.New, "Edm.") || c.New == "Edm.String" && !strings.Contains(c.Old, "Edm.")
	}
	return false
}

// joins reports whether changes of one fact are joined over the operations of
// a page. Operations that come and go are always listed one by one.
func (k Kind) joins() bool {
	switch k {
	case OperationRemoved, OperationMoved, OperationAdded:
		return false
	}
	return true
}
