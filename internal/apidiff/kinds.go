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

	MemberRemoved  Kind = "member-removed"
	MemberAdded    Kind = "member-added"
	MemberNumbered Kind = "member-value-changed"
)

// KindInfo describes a kind of change.
type KindInfo struct {
	Kind   Kind
	Level  Level
	Phrase string // how a message begins
	Why    string // why the kind has its level
}

// Kinds returns the kinds of change in the order of reports.
func Kinds() []KindInfo { return slices.Clone(kinds[:]) }

var kinds = [...]KindInfo{
	{OperationRemoved, Major, "operation removed", "its method is gone"},
	{OperationMoved, Major, "operation moved", "its method has another name or place"},
	{OperationAdded, Minor, "operation added", "a method more; names never move for it"},
	{OperationDeprecated, Minor, "operation deprecated", "the method stays and is marked"},
	{OperationRevived, Patch, "operation no longer deprecated", "the mark goes"},
	{OperationRehoused, Patch, "operation documented elsewhere", "the link in the comment changes"},

	{OptionsGained, Major, "first option", "the method gains its options argument"},
	{OptionsLost, Major, "last option gone", "the method loses its options argument"},

	{ScopeUnsupported, Patch, "no longer supported for", "calls of this account type start to fail; the Go API stays"},
	{ScopeNarrowed, Patch, "permissions narrowed for", "apps that hold only the dropped scope lose access; the Go API stays"},
	{ScopeSupported, Patch, "now supported for", "the Go API stays"},
	{ScopeWidened, Patch, "permissions widened for", "the Go API stays"},
	{ScopeLeast, Patch, "least-privileged scope changed for", "the Go API stays, requested scopes may change"},

	{HeaderRemoved, Major, "header removed", "a field of the options is gone; Patch for headers that the client sets itself"},
	{HeaderAdded, Minor, "header added", "a field of the options more; Patch for headers that the client sets itself"},
	{HeaderRequired, Patch, "header required changed", "the Go API stays"},

	{QueryRemoved, Major, "query parameter removed", "a field of the options is gone"},
	{QueryAdded, Minor, "query parameter added", "a field of the options more"},
	{QueryRetyped, Major, "query parameter retyped", "a field of the options has another type"},
	{ParameterRemoved, Major, "parameter removed", "an argument is gone"},
	{ParameterAdded, Major, "parameter added", "an argument more"},
	{ParameterRetyped, Major, "parameter retyped", "an argument has another type"},

	{BodyKind, Major, "request body changed", "the body argument comes, goes or has another type"},
	{BodyType, Major, "request body type changed", "the body argument has another type"},
	{BodyPropertyRemoved, Major, "body property removed", "a field of the body is gone; Patch where the body is a type of its own"},
	{BodyPropertyAdded, Minor, "body property added", "a field of the body more; Patch where the body is a type of its own"},
	{BodyPropertyRetyped, Major, "body property retyped", "a field of the body has another type; Patch where the body is a type of its own"},
	{BodyPropertyMust, Patch, "body property required changed", "the Go API stays"},

	{ResponseType, Major, "response type changed", "the result has another type, or the method another name (Get, List); Patch where several pages name types and share one"},
	{StatusRemoved, Patch, "status removed", "the Go API stays"},
	{StatusAdded, Patch, "status added", "the Go API stays"},

	{TypeRemoved, Major, "type removed", "an exported type is gone"},
	{TypeAdded, Minor, "type added", "an exported type more"},
	{TypeKind, Major, "kind of type changed", "a struct becomes an enum or the reverse; Patch between entity and complex type"},
	{TypeBase, Major, "base type changed", "inherited fields come or go"},
	{TypeRespelled, Major, "type spelled otherwise", "the exported type has another name; Patch where only a first letter changed"},
	{TypeTrait, Patch, "type changed", "abstract, open or key changed; the Go API stays"},
	{TypeDeprecated, Minor, "type deprecated", "the type stays and is marked"},
	{TypeRevived, Patch, "type no longer deprecated", "the mark goes"},

	{PropertyRemoved, Major, "property removed", "a field is gone"},
	{PropertyAdded, Minor, "property added", "a field more"},
	{PropertyRetyped, Major, "property retyped", "a field has another type"},
	{PropertyRespelled, Major, "property spelled otherwise", "the field has another name; Patch where only the first letter changed"},
	{PropertyMoved, Major, "property changed sides", "a property became a relationship or the reverse, which the Go type shows"},
	{PropertyTrait, Patch, "property changed", "nullable, read-only or required changed; the Go API stays"},
	{ValueRemoved, Patch, "possible value removed", "the field stays a string"},
	{ValueAdded, Patch, "possible value added", "the field stays a string"},

	{MemberRemoved, Major, "enum member removed", "a constant is gone"},
	{MemberAdded, Minor, "enum member added", "a constant more"},
	{MemberNumbered, Patch, "enum value changed", "JSON carries names, not numbers"},
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
	case TypeBase:
		return c.Old == "none" || c.New == "none"
	case TypeRespelled, PropertyRespelled: // translations change capitals
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
