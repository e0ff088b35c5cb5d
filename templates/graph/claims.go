package graph

import (
	"encoding/base64"
	"net/http"
	"strings"
)

// claimsChallenge gives the claims that a 401 answer demands, as JSON, or ""
// where it demands none. The service sends them base64-encoded in
// WWW-Authenticate: Bearer …, error="insufficient_claims", claims="…".
func claimsChallenge(h http.Header) string {
	for _, v := range h["Www-Authenticate"] {
		encoded := challengeParameter(v, "claims")
		if encoded == "" {
			continue
		}
		if claims, ok := decodeBase64(encoded); ok {
			return claims
		}
	}
	return ""
}

// decodeBase64 accepts both alphabets, padded or not.
func decodeBase64(s string) (string, bool) {
	s = strings.TrimRight(s, "=")
	s = strings.NewReplacer("+", "-", "/", "_").Replace(s)
	data, err := base64.RawURLEncoding.DecodeString(s)
	return string(data), err == nil
}

// challengeParameter finds name="value" or name=value outside of other quoted
// strings, in any of the challenges of a WWW-Authenticate header.
func challengeParameter(header, name string) string {
	for rest := header; rest != ""; {
		eq := strings.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		key := rest[:eq]
		if i := strings.LastIndexAny(key, " ,\t"); i >= 0 {
			key = key[i+1:]
		}
		var v string
		v, rest = parameterValue(rest[eq+1:])
		if strings.EqualFold(key, name) {
			return v
		}
	}
	return ""
}

// parameterValue splits a quoted string or a bare word off s.
func parameterValue(s string) (v, rest string) {
	if !strings.HasPrefix(s, `"`) {
		end := strings.IndexAny(s, ", \t")
		if end < 0 {
			return s, ""
		}
		return s[:end], s[end+1:]
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
