package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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

	// alike is set where the page has the finding several times, and the
	// baseline some of them: which of them are new can't be told.
	alike *alike
}

// alike are findings of one page that differ in their place alone.
type alike struct {
	lines []int // of all, sorted
	new   int   // how many the baseline does not have
}

// mostLines of alike findings are named in a message, and mostPlaces in JSON:
// each of them names those of all.
const (
	mostLines  = 10
	mostPlaces = 100
)

// String says where they are: "; 1 of these 3 is new: lines 4, 9, 20".
func (a *alike) String() string {
	if a == nil {
		return ""
	}
	var b strings.Builder
	verb := "is"
	if a.new > 1 {
		verb = "are"
	}
	fmt.Fprintf(&b, "; %d of these %d %s new: lines ", a.new, len(a.lines), verb)
	for i, line := range a.lines {
		if i == mostLines {
			b.WriteString(" and others")
			break
		}
		b.WriteString(strings.Repeat(", ", min(i, 1)) + strconv.Itoa(line))
	}
	return b.String()
}

// places returns the lines of all, or the first of them.
func (a *alike) places() []int {
	if a == nil {
		return nil
	}
	return a.lines[:min(len(a.lines), mostPlaces)]
}

// said is the message as people read it.
func (f *Finding) said() string { return f.Message + f.alike.String() }

// String returns "path:line:col: severity: message (rule)".
func (f Finding) String() string {
	return string(f.appendText(nil))
}

// appendText appends what String returns.
func (f *Finding) appendText(b []byte) []byte {
	at := len(b)
	b, _ = f.Pos.AppendText(b)
	b = append(append(append(b, ": "...), f.Severity.String()...), ": "...)
	b = append(append(append(append(b, f.said()...), " ("...), f.Rule...), ')')
	if !isOneLine(b[at:]) {
		b = append(b[:at], source.OneLine(string(b[at:]))...)
	}
	return b
}

// isOneLine reports whether b is plain ASCII, which source.OneLine leaves as it is.
func isOneLine(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

func compareFindings(a, b Finding) int {
	if a.Pos != b.Pos {
		return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	}
	return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}

// inOrder sorts the findings and drops repeats.
func inOrder(list []Finding) []Finding {
	slices.SortFunc(list, compareFindings)
	return slices.CompactFunc(list, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
}

// settle puts the findings in order and gives each its fingerprint. Findings of
// one rule with the same message on one page are told apart by their order.
func settle(list []Finding) []Finding {
	list = inOrder(list)
	seen := make(map[string]int)
	file := ""
	var text []byte
	for i := range list {
		f := &list[i]
		if f.Pos.File != file {
			file = f.Pos.File
			clear(seen)
		}
		text = append(append(text[:0], f.Pos.File...), 0)
		text = append(append(append(text, f.Rule...), 0), f.Message...)
		key := text[len(f.Pos.File)+1:]
		n := seen[string(key)]
		seen[string(key)] = n + 1
		sum := sha256.Sum256(strconv.AppendInt(append(text, 0), int64(n), 10))
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
	return list
}
