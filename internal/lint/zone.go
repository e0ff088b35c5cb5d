package lint

import (
	"strings"

	"github.com/graphgen/graphgen/parser/markdown"
)

// zone is the part of a page that a block stands in.
type zone int

const (
	zoneOther zone = iota
	zonePreamble
	zonePermissions
	zoneHTTP
	zoneParameters // of path, function and query
	zoneHeaders
	zoneBody
	zoneResponse
	zoneExample
	zoneMethods
	zoneProperties
	zoneRelationships
	zoneRepresentation
)

// zoneOfSlug tells the zone that a heading opens, by its English slug.
func zoneOfSlug(slug string) zone {
	slug = strings.TrimRight(strings.TrimRight(slug, "0123456789"), "-")
	switch slug {
	case "permissions", "prerequisites", "permission", "required-permissions":
		return zonePermissions
	case "http-request", "http-requests":
		return zoneHTTP
	case "request-headers", "optional-request-headers", "request-header":
		return zoneHeaders
	case "optional-query-parameters", "query-parameters", "odata-query-parameters", "optional-odata-query-parameters",
		"function-parameters", "path-parameters", "parameters", "query-parameter", "optional-query-parameter":
		return zoneParameters
	case "request-body":
		return zoneBody
	case "response", "responses", "response-body":
		return zoneResponse
	case "example", "examples", "request", "requests":
		return zoneExample
	case "methods":
		return zoneMethods
	case "properties":
		return zoneProperties
	case "relationships":
		return zoneRelationships
	case "json-representation":
		return zoneRepresentation
	}
	switch {
	case strings.HasPrefix(slug, "http-request-"):
		return zoneHTTP
	case strings.HasPrefix(slug, "example-"):
		return zoneExample
	}
	return zoneOther
}

// zonesOf appends the zone of every block to zones. A heading below an example's
// heading stays in the example.
func zonesOf(zones []zone, blocks []markdown.Block) []zone {
	now, level := zonePreamble, 0
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == markdown.Heading && b.Level > 1 {
			z := zoneOfSlug(b.Slug)
			switch {
			case b.Level > level && level > 0 && (now == zoneExample || z == zoneOther):
			case now == zoneExample && b.Level == level && (z == zoneResponse || z == zoneExample):
			default:
				now, level = z, b.Level
			}
		}
		zones = append(zones, now)
	}
	return zones
}
