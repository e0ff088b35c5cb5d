package lint

import (
	"io"
	"net/url"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/graphgen/graphgen/parser/source"
)

// home is where readers of a report find the pages of the rules.
const home = "https://github.com/graphgen/graphgen"

// writeSARIF writes SARIF 2.1.0. The rules without findings are left out.
func (r *Report) writeSARIF(w io.Writer, o Output) error {
	run := sarif.NewRunWithInformationURI("graphgen", home)
	if o.Tool != "" {
		run.Tool.Driver.WithVersion(o.Tool)
	}
	if r.characters {
		run.WithColumnKind("unicodeCodePoints")
	}
	set := newRuleSet()
	for _, count := range r.Counts() {
		addRule(run, set[count.Rule], count.Rule)
	}
	for i := range r.Findings {
		run.AddResult(sarifResult(&r.Findings[i], o))
	}
	report := sarif.NewReport()
	report.AddRun(run)
	return report.PrettyWrite(w)
}

func addRule(run *sarif.Run, rule Rule, id string) {
	d := run.AddRule(id)
	if rule.ID == "" {
		return // a fault that package parser learned of after this package
	}
	d.WithShortDescription(sarif.NewMultiformatMessageString().WithText(rule.Title))
	d.WithFullDescription(sarif.NewMultiformatMessageString().WithText(rule.Help))
	d.WithHelpURI(home + "/blob/main/" + rule.Page())
	d.WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevel(rule.Severity)))
}

func sarifResult(f *Finding, o Output) *sarif.Result {
	region := sarif.NewRegion().WithStartLine(max(f.Pos.Line, 1)).WithStartColumn(max(f.Pos.Column, 1))
	place := sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation((&url.URL{Path: o.file(f)}).String())).
		WithRegion(region)
	return sarif.NewRuleResult(f.Rule).
		WithLevel(sarifLevel(f.Severity)).
		WithMessage(sarif.NewTextMessage(source.OneLine(f.said()))).
		WithLocations([]*sarif.Location{sarif.NewLocationWithPhysicalLocation(place)}).
		WithPartialFingerprints(map[string]string{"graphgen/v1": f.Fingerprint})
}

func sarifLevel(s source.Severity) string {
	switch s {
	case source.Error:
		return "error"
	case source.Warning:
		return "warning"
	}
	return "note"
}
