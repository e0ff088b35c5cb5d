package permissions

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"io"
	"slices"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

// view is what the page's template sees.
type view struct {
	Policy string
	Style  template.CSS
	Script template.JS
	// Data is JSON whose "<" are escaped, so that no text in it can end the
	// element it stands in.
	Data template.JS
}

// packed is the data of the page. Scopes stand for their places in the list.
type packed struct {
	Scopes     []string   `json:"scopes"`
	Operations []packedOp `json:"operations"`
}

type packedOp struct {
	Version string      `json:"v"`
	Method  string      `json:"m"`
	Path    string      `json:"p"`
	Title   string      `json:"t"`
	Call    string      `json:"c"`
	Source  string      `json:"s"`
	Rows    []packedRow `json:"r"`
}

// packedSet is scopes of which one is needed; the first so many are the least
// privileged.
type packedSet struct {
	Scopes []int `json:"s"`
	Least  int   `json:"l"`
}

type packedRow struct {
	Account string      `json:"a"`
	Context string      `json:"x,omitempty"`
	Sets    []packedSet `json:"s,omitempty"`
	Status  string      `json:"n,omitempty"`
}

// WriteHTML writes the matrix as one page that works without a network: it may
// load nothing, send nothing, and run no script but its own.
func (m *Matrix) WriteHTML(w io.Writer) error {
	data, err := json.Marshal(m.pack()) // escapes <, > and &
	if err != nil {
		return err
	}
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	return t.Execute(w, view{
		Policy: "default-src 'none'; style-src " + hash(pageCSS) + "; script-src " + hash(pageJS) + "; base-uri 'none'; form-action 'none'",
		Style:  template.CSS(pageCSS), Script: template.JS(pageJS), Data: template.JS(data),
	})
}

// hash is the source expression of a content security policy that allows one
// text alone.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (m *Matrix) pack() packed {
	p := packed{Scopes: []string{}, Operations: []packedOp{}}
	for _, o := range m.Operations {
		for _, r := range o.Rows {
			p.Scopes = append(p.Scopes, r.Scopes...)
		}
	}
	slices.Sort(p.Scopes)
	p.Scopes = slices.Compact(p.Scopes)
	for _, o := range m.Operations {
		op := packedOp{o.Version, o.Method, o.Path, o.Title, o.Call, o.Source, []packedRow{}}
		for _, r := range o.Rows {
			op.Rows = append(op.Rows, p.row(r))
		}
		p.Operations = append(p.Operations, op)
	}
	return p
}

// row packs one row; the scopes of p are all there.
func (p *packed) row(r Row) packedRow {
	row := packedRow{Account: r.Account, Context: r.Context}
	if len(r.Scopes) == 0 {
		row.Status = r.status()
		return row
	}
	for _, set := range r.sets() {
		packed := packedSet{Scopes: []int{}, Least: set.least}
		for _, s := range set.scopes {
			i, _ := slices.BinarySearch(p.Scopes, s)
			packed.Scopes = append(packed.Scopes, i)
		}
		row.Sets = append(row.Sets, packed)
	}
	return row
}
