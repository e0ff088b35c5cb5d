package lint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/internal/jsontext"
)

// Baseline is the set of findings that were there when it was written. Lines
// may move without a finding becoming new.
type Baseline struct {
	known map[string]bool // by fingerprint
}

// baselineVersion is the form that WriteBaseline writes.
const baselineVersion = 1

type baselineFile struct {
	Version  int             `json:"version"`
	Findings []baselineEntry `json:"findings"`
}

type baselineEntry struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	File        string `json:"file"`
	Message     string `json:"message"`
}

// ParseBaseline reads what WriteBaseline wrote.
func ParseBaseline(data []byte) (*Baseline, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var f baselineFile
	if err := dec.Decode(&f); err != nil {
		return nil, fmt.Errorf("not a baseline: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a baseline: text behind its end")
	}
	if f.Version != baselineVersion {
		return nil, fmt.Errorf("baseline of version %d: expected %d", f.Version, baselineVersion)
	}
	b := &Baseline{known: make(map[string]bool, len(f.Findings))}
	for _, e := range f.Findings {
		b.known[e.Fingerprint] = true
	}
	return b, nil
}

// WriteBaseline writes the findings of the report, those of the old baseline
// included, one a line, so that a diff of the file shows what changed.
func (r *Report) WriteBaseline(w io.Writer) error {
	all := slices.Concat(r.Findings, r.known)
	slices.SortFunc(all, compareFindings)
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"version\": %d, \"findings\": [", baselineVersion)
	for i, f := range all {
		line, err := json.Marshal(baselineEntry{f.Fingerprint, f.Rule, f.Pos.File, f.Message})
		if err != nil {
			return err
		}
		b.WriteString(strings.Repeat(",", min(i, 1)) + "\n")
		b.Write(jsontext.Escape(line))
	}
	b.WriteString("\n]}\n")
	_, err := w.Write(b.Bytes())
	return err
}

// subtract takes the findings of the baseline away, and counts the entries
// that no finding has any more.
func (r *Report) subtract(b *Baseline) {
	if b == nil {
		return
	}
	left := len(b.known)
	kept := r.Findings[:0:0]
	for _, f := range r.Findings {
		if b.known[f.Fingerprint] {
			r.known = append(r.known, f)
			left--
			continue
		}
		kept = append(kept, f)
	}
	r.Findings = kept
	r.Known, r.Gone = len(r.known), left
	r.findAlike()
}

// findAlike tells the findings that are left of those that the baseline has and
// that differ in their place alone: it counts them, and any may be the new one.
func (r *Report) findAlike() {
	type key struct{ file, rule, message string }
	keyOf := func(f *Finding) key { return key{f.Pos.File, f.Rule, f.Message} }
	groups := map[key]*alike{}
	for i := range r.known {
		f := &r.known[i]
		if groups[keyOf(f)] == nil {
			groups[keyOf(f)] = &alike{}
		}
		groups[keyOf(f)].lines = append(groups[keyOf(f)].lines, f.Pos.Line)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.alike = groups[keyOf(f)]; f.alike != nil {
			f.alike.new++
			f.alike.lines = append(f.alike.lines, f.Pos.Line)
		}
	}
	for _, a := range groups {
		slices.Sort(a.lines)
	}
}
