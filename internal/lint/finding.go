package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/parser/source"
)

// Finding is one fault of a page.
type Finding struct {
	Pos      source.Pos      `json:"pos"`
	Rule     string          `json:"rule"`
	Severity source.Severity `json:"severity"`
	// Message is lower case, without full stop, and quotes page text. It holds
	// no line numbers, since the fingerprint is made of it.
	Message string `json:"message"`
	// Fingerprint stays the same while lines move.
	Fingerprint string `json:"fingerprint"`
}

// String returns "path:line:col: severity: message (rule)".
func (f Finding) String() string {
	return oneLine(f.Pos.String() + ": " + f.Severity.String() + ": " + f.Message + " (" + f.Rule + ")")
}

// oneLine makes page text safe for one line of output.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, s)
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column),
		strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}

// settle sorts the findings, drops repeats and gives each its fingerprint.
// Findings of one rule with the same message on one page are told apart by
// their order.
func settle(list []Finding) []Finding {
	slices.SortFunc(list, compareFindings)
	list = slices.CompactFunc(list, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
	seen := make(map[string]int)
	file := ""
	for i := range list {
		f := &list[i]
		if f.Pos.File != file {
			file = f.Pos.File
			clear(seen)
		}
		key := f.Rule + "\x00" + f.Message
		f.Fingerprint = fingerprint(f.Pos.File, key, seen[key])
		seen[key]++
	}
	return list
}

func fingerprint(file, key string, n int) string {
	sum := sha256.Sum256([]byte(file + "\x00" + key + "\x00" + strconv.Itoa(n)))
	return hex.EncodeToString(sum[:8])
}
