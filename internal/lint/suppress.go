package lint

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/goccy/go-yaml"

	"github.com/graphgen/graphgen/parser/source"
)

// Suppression accepts findings of a rule, with a reason.
type Suppression struct {
	Rule string `yaml:"rule"`
	// File is a pattern for paths below api-reference/, such as
	// "beta/api/intune-*.md"; "**" stands for any folders.
	File string `yaml:"file"`
	// Message, where set, is a part of the messages to accept.
	Message string `yaml:"message,omitempty"`
	// Reason says why; it is required.
	Reason string `yaml:"reason"`

	pos source.Pos
}

// ParseSuppressions reads a YAML list of suppressions. Errors name file, line
// and column.
func ParseSuppressions(file string, data []byte) ([]Suppression, error) {
	var list []Suppression
	dec := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict(), yaml.DisallowUnknownField())
	if err := dec.Decode(&list); err != nil && !errors.Is(err, io.EOF) {
		var e yaml.Error
		if errors.As(err, &e) && e.GetToken() != nil {
			p := e.GetToken().Position
			return nil, fmt.Errorf("%s:%d:%d: %s", file, p.Line, p.Column, e.GetMessage())
		}
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for i := range list {
		s := &list[i]
		s.pos = suppressionPos(file, data, i)
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", s.pos, err)
		}
	}
	return list, nil
}

func suppressionPos(file string, data []byte, i int) source.Pos {
	pos := source.Pos{File: file, Line: 1, Column: 1}
	at, err := yaml.PathString(fmt.Sprintf("$[%d].rule", i))
	if err != nil {
		return pos
	}
	if node, err := at.ReadNode(bytes.NewReader(data)); err == nil && node.GetToken() != nil {
		pos.Line, pos.Column = node.GetToken().Position.Line, node.GetToken().Position.Column
	}
	return pos
}

func (s *Suppression) check() error {
	switch {
	case !newRuleSet().has(s.Rule):
		return fmt.Errorf("unknown rule %q", s.Rule)
	case strings.TrimSpace(s.Reason) == "":
		return errors.New("suppression without \"reason\": say why the finding is accepted")
	case !doublestar.ValidatePattern(s.File) || s.File == "":
		return fmt.Errorf("file %q: expected a pattern such as beta/api/*.md", s.File)
	}
	return nil
}

func (s *Suppression) covers(f *Finding) bool {
	if s.Rule != f.Rule || !strings.Contains(f.Message, s.Message) {
		return false
	}
	ok, err := doublestar.Match(s.File, f.Pos.File)
	return ok && err == nil
}

// suppress takes the findings away that comments and suppressions accept, and
// reports those that accept nothing.
func (l *linter) suppress(r *Report, opts Options) {
	used := make([]bool, len(opts.Suppressions))
	here := comments{spans: map[int]map[string][]span{}, used: map[span]bool{}}
	kept := r.Findings[:0]
	for _, f := range r.Findings {
		accepted := l.accept(&f, &here)
		for i := range opts.Suppressions {
			if opts.Suppressions[i].covers(&f) {
				used[i], accepted = true, true
			}
		}
		if accepted {
			r.Suppressed++
			continue
		}
		kept = append(kept, f)
	}
	r.Findings = settle(append(kept, l.unused(opts, used, &here)...))
}

// comments are the comments that accept findings, of the pages that have both,
// and those that do accept some.
type comments struct {
	spans map[int]map[string][]span // by page and rule
	used  map[span]bool
}

// accept looks for comments on the page that cover f: one for the whole page,
// and one for its section.
func (l *linter) accept(f *Finding, here *comments) bool {
	i, ok := l.index[f.Pos.File]
	if !ok || len(l.pages[i].ignores) == 0 {
		return false
	}
	if here.spans[i] == nil {
		here.spans[i] = l.spans(i)
	}
	list := here.spans[i][f.Rule]
	behind := sort.Search(len(list), func(k int) bool { return list[k].from > f.Pos.Line })
	accepted := false
	for _, k := range [...]int{0, behind - 1} {
		if k >= 0 && k < len(list) && list[k].covers(f.Pos.Line) {
			here.used[list[k]], accepted = true, true
		}
	}
	return accepted
}

// unused reports comments and suppressions without effect. With rules left
// out nobody knows which are without.
func (l *linter) unused(opts Options, used []bool, here *comments) []Finding {
	var out []Finding
	add := func(rule string, pos source.Pos, format string, args ...any) {
		if chosen(opts, rule) {
			out = append(out, l.finding(rule, pos, format, args...))
		}
	}
	for i := range l.pages {
		for _, ig := range l.pages[i].ignores {
			switch {
			case !l.rules.has(ig.rule):
				add("suppression-invalid", ig.pos, "comment accepts the unknown rule %q", clip(ig.rule))
			case ig.reason == "":
				add("suppression-invalid", ig.pos, "comment accepts %s without a reason", ig.rule)
			case !here.used[ig.span(i)] && chosen(opts, ig.rule):
				add("suppression-unused", ig.pos, "no finding of %s is left to accept", ig.rule)
			}
		}
	}
	for i, s := range opts.Suppressions {
		if !used[i] && chosen(opts, s.Rule) {
			add("suppression-unused", s.pos, "no finding of %s in %q is left to accept", s.Rule, s.File)
		}
	}
	return out
}

// chosen reports whether the options let a rule report.
func chosen(opts Options, rule string) bool {
	return (len(opts.Only) == 0 || slices.Contains(opts.Only, rule)) && !slices.Contains(opts.Skip, rule)
}
