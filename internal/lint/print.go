package lint

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/graphgen/graphgen/internal/jsontext"
	"github.com/graphgen/graphgen/parser/source"
)

// Formats lists the names that Write takes.
func Formats() []string { return []string{"text", "json", "github", "sarif"} }

// Output says how to print a report.
type Output struct {
	// Format is one of Formats.
	Format string
	// Prefix stands before the paths of pages in the formats that other
	// programs match with files: the folder of the pages in their repository,
	// with a slash at its end.
	Prefix string
	// Tool is the version of this program.
	Tool string
}

// file is the path of the file that a finding is about: a page, or the file of
// suppressions, which has no prefix.
func (o Output) file(f *Finding) string {
	if path.Ext(f.Pos.File) != ".md" {
		return f.Pos.File
	}
	return o.Prefix + f.Pos.File
}

// Write prints the report.
func (r *Report) Write(w io.Writer, o Output) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var err error
	switch o.Format {
	case "text":
		err = r.writeText(out)
	case "json":
		err = r.writeJSON(out)
	case "github":
		err = r.writeGitHub(out, o)
	case "sarif":
		err = r.writeSARIF(out, o)
	default:
		return fmt.Errorf("format %q: expected one of %s", o.Format, strings.Join(Formats(), ", "))
	}
	if ferr := out.Flush(); err == nil {
		err = ferr
	}
	return err
}

func (r *Report) writeText(w io.Writer) error {
	var line []byte
	for i := range r.Findings {
		line = append(r.Findings[i].appendText(line[:0]), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// jsonFinding is the public form of a finding.
type jsonFinding struct {
	File        string          `json:"file"`
	Line        int             `json:"line"`
	Column      int             `json:"column"`
	Rule        string          `json:"rule"`
	Severity    source.Severity `json:"severity"`
	Message     string          `json:"message"`
	Fingerprint string          `json:"fingerprint"`
	// Lines are those of all findings alike, where the baseline has some; of more
	// than a hundred, the first.
	Lines []int `json:"lines,omitempty"`
}

// writeJSON writes one finding a line inside one object.
func (r *Report) writeJSON(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "{\"version\":1,\"pages\":%d,\"suppressed\":%d,\"known\":%d,\"findings\":[", r.Pages, r.Suppressed, r.Known); err != nil {
		return err
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		line, err := json.Marshal(jsonFinding{f.Pos.File, f.Pos.Line, f.Pos.Column, f.Rule, f.Severity, f.Message, f.Fingerprint, f.alike.places()})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "%s\n%s", strings.Repeat(",", min(i, 1)), jsontext.Escape(line)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprint(w, "\n]}\n")
	return err
}

// writeGitHub writes workflow commands, which GitHub shows beside the lines.
func (r *Report) writeGitHub(w io.Writer, o Output) error {
	for i := range r.Findings {
		f := &r.Findings[i]
		level := "notice"
		switch f.Severity {
		case source.Error:
			level = "error"
		case source.Warning:
			level = "warning"
		}
		if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", level, property(o.file(f)),
			max(f.Pos.Line, 1), max(f.Pos.Column, 1), property(f.Rule), data(source.OneLine(f.said()))); err != nil {
			return err
		}
	}
	return nil
}

// data escapes the text of a workflow command.
func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// property escapes the value of a property of a workflow command.
func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
