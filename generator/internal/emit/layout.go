package emit

import (
	"bytes"
	"go/scanner"
	"go/token"
	"unicode/utf8"
)

// layout formats a file as gofmt would, knowing only what this package prints
// much of: structs, constants, and methods whose body is a call. go/format,
// which builds a tree and prints it, takes ten times as long. layout returns
// nil where it meets anything else. A test holds it to what go/format makes.
func layout(raw []byte) []byte {
	l := &layouter{src: raw, words: scan(raw), out: make([]byte, 0, len(raw)+len(raw)/8)}
	if l.words == nil {
		return nil
	}
	for l.at < len(l.words) {
		if !l.line() {
			return nil
		}
	}
	l.align()
	if len(l.open) > 0 {
		return nil
	}
	return l.out
}

// word is one token: where its text stands, and the lines that it starts and
// ends on.
type word struct {
	tok        token.Token
	start, end int32
	line, last int32
}

// scan returns the tokens of src, or nil where it holds one that layout does
// not know.
func scan(src []byte) []word {
	file := token.NewFileSet().AddFile("", -1, len(src))
	var s scanner.Scanner
	faults := 0
	s.Init(file, src, func(token.Position, string) { faults++ }, scanner.ScanComments)
	words := make([]word, 0, len(src)/8)
	line, counted := int32(1), 0
	for {
		pos, tok, lit := s.Scan()
		switch {
		case tok == token.EOF && faults == 0:
			return words
		case tok == token.SEMICOLON && lit == "\n":
			continue
		case !known(tok, lit):
			return nil
		}
		if lit == "" {
			lit = tok.String()
		}
		start := int(pos) - file.Base()
		line += newlines(src[counted:start])
		counted = start
		w := word{tok, int32(start), int32(start + len(lit)), line, line}
		if tok == token.STRING {
			w.last += newlines(src[w.start:w.end])
		}
		words = append(words, w)
	}
}

var newline = []byte("\n")

func newlines(s []byte) int32 { return int32(bytes.Count(s, newline)) }

func known(tok token.Token, lit string) bool {
	switch tok {
	case token.COMMENT:
		return lit[1] == '/'
	case token.IDENT, token.INT, token.STRING,
		token.LPAREN, token.RPAREN, token.LBRACE, token.RBRACE, token.LBRACK, token.RBRACK,
		token.COMMA, token.PERIOD, token.COLON, token.ADD, token.MUL, token.AND, token.ASSIGN,
		token.PACKAGE, token.IMPORT, token.TYPE, token.STRUCT, token.FUNC, token.RETURN, token.CONST, token.MAP:
		return true
	}
	return false
}

// layouter writes the words line by line. Lines with columns wait in run until
// the widths of all of them are known.
type layouter struct {
	src   []byte
	words []word
	at    int
	out   []byte
	open  []bracket
	run   []row
	buf   []byte // text of the cells of run
}

// bracket is an open bracket: what it holds, and the indent of the line that
// it stands on.
type bracket struct {
	holds  holding
	indent int
}

type holding int

const (
	holdsCode holding = iota
	holdsFields
	holdsValues
	holdsConstants
)

// row is a line in up to three columns.
type row struct {
	indent int
	ends   [3]int // of the columns, in buf
	start  int    // of the first column
	count  int
}

// cell returns the text of a column.
func (l *layouter) cell(r *row, i int) []byte {
	start := r.start
	if i > 0 {
		start = r.ends[i-1]
	}
	return l.buf[start:r.ends[i]]
}

// line lays out the next line of words.
func (l *layouter) line() bool {
	from := l.at
	to := from + 1
	for to < len(l.words) && l.words[to].line == l.words[to-1].last {
		to++
	}
	l.at = to
	words := l.words[from:to]
	if from > 0 && words[0].line > l.words[from-1].last+1 {
		if opens(l.words[from-1].tok) || closes(words[0].tok) {
			return false
		}
		l.align()
		l.out = append(l.out, '\n')
	}
	r := row{indent: l.lineIndent(words[0].tok)}
	within := holdsCode
	if len(l.open) > 0 {
		within = l.open[len(l.open)-1].holds
	}
	if len(words) == 1 && len(l.run) > 0 {
		l.align() // a line without columns ends those above it
	}
	if !l.fill(&r, words, within) {
		return false
	}
	l.run = append(l.run, r)
	return true
}

func opens(tok token.Token) bool {
	return tok == token.LBRACE || tok == token.LPAREN || tok == token.LBRACK
}

func closes(tok token.Token) bool {
	return tok == token.RBRACE || tok == token.RPAREN || tok == token.RBRACK
}

// lineIndent is the indent of a line that starts with tok.
func (l *layouter) lineIndent(tok token.Token) int {
	if len(l.open) == 0 {
		return 0
	}
	indent := l.open[len(l.open)-1].indent
	if !closes(tok) {
		indent++
	}
	return indent
}

// fill writes the words into the columns of r.
func (l *layouter) fill(r *row, words []word, within holding) bool {
	r.count, r.start = 1, len(l.buf)
	depth := len(l.open)
	for i, w := range words {
		switch {
		case i > 0 && startsColumn(words, i, within) && len(l.open) == depth && r.count < 3:
			r.ends[r.count-1] = len(l.buf)
			r.count++
		case i > 0 && spaced(words, i, len(l.open) == 0):
			l.buf = append(l.buf, ' ')
		}
		text := l.src[w.start:w.end]
		if w.tok == token.COMMENT {
			if len(words) > 1 {
				return false
			}
			text = bytes.TrimRight(text, " \t")
		}
		if !l.nest(words, i, r.indent) {
			return false
		}
		l.buf = append(l.buf, text...)
	}
	r.ends[r.count-1] = len(l.buf)
	// a column that holds open what follows is more than this knows
	return r.count == 1 || len(l.open) == depth
}

// startsColumn reports whether words[i] starts a column of its line.
func startsColumn(words []word, i int, within holding) bool {
	switch within {
	case holdsFields:
		if words[0].tok != token.IDENT || words[1].tok == token.PERIOD {
			return false
		}
		return i == 1 || words[i].tok == token.STRING && i == len(words)-1
	case holdsValues:
		return words[i-1].tok == token.COLON
	case holdsConstants:
		return i == 1 || words[i].tok == token.ASSIGN
	}
	return false
}

// nest keeps account of brackets. It fails for what this package does not
// print.
func (l *layouter) nest(words []word, i, indent int) bool {
	switch tok := words[i].tok; {
	case opens(tok):
		l.open = append(l.open, bracket{l.holding(words, i), indent})
	case closes(tok):
		if len(l.open) == 0 {
			return false
		}
		l.open = l.open[:len(l.open)-1]
	case tok == token.ADD:
		// between other brackets gofmt leaves the blanks out
		return len(l.open) > 0 && l.open[len(l.open)-1].holds == holdsValues
	}
	return true
}

// holding says what the bracket words[i] holds.
func (l *layouter) holding(words []word, i int) holding {
	if i == 0 {
		return holdsCode
	}
	switch before := words[i-1].tok; {
	case words[i].tok == token.LPAREN && before == token.CONST:
		return holdsConstants
	case words[i].tok != token.LBRACE:
	case before == token.STRUCT:
		return holdsFields
	case !opensBody(words, len(l.open) == 0):
		return holdsValues
	}
	return holdsCode
}

// opensBody reports whether a brace outside of all brackets opens the body of
// the function that its line declares.
func opensBody(words []word, outside bool) bool { return outside && words[0].tok == token.FUNC }

// spaced reports whether a blank stands between words[i-1] and words[i].
func spaced(words []word, i int, outside bool) bool {
	before, tok := words[i-1].tok, words[i].tok
	switch before {
	case token.LPAREN, token.LBRACK, token.LBRACE, token.PERIOD, token.AND, token.MUL:
		return false
	case token.RBRACK:
		if tok == token.IDENT || tok == token.MUL || tok == token.LBRACK {
			return false
		}
	}
	switch tok {
	case token.RPAREN, token.RBRACK, token.RBRACE, token.COMMA, token.PERIOD, token.COLON:
		return false
	case token.LPAREN:
		return before != token.IDENT && before != token.RBRACK
	case token.LBRACK:
		if i+1 < len(words) && words[i+1].tok == token.RBRACK {
			return true // a slice type
		}
		return before != token.IDENT && before != token.MAP
	case token.LBRACE:
		return before == token.STRUCT || opensBody(words, outside)
	}
	return true
}

// align writes the lines that wait, their columns padded: a column reaches
// over the lines that have it.
func (l *layouter) align() {
	for i := range l.run {
		r := &l.run[i]
		for range r.indent {
			l.out = append(l.out, '\t')
		}
		for c := range r.count {
			cell := l.cell(r, c)
			l.out = append(l.out, cell...)
			if c+1 < r.count {
				l.pad(cell, l.width(i, c))
			}
		}
		l.out = append(l.out, '\n')
	}
	l.run, l.buf = l.run[:0], l.buf[:0]
}

// width is the width of column c around row i.
func (l *layouter) width(i, c int) int {
	from, to := i, i
	for from > 0 && l.run[from-1].count > c+1 {
		from--
	}
	for to < len(l.run) && l.run[to].count > c+1 {
		to++
	}
	widest := 0
	for k := from; k < to; k++ {
		widest = max(widest, utf8.RuneCount(l.cell(&l.run[k], c)))
	}
	return widest
}

// pad writes the blanks behind a cell in a column of the given width.
func (l *layouter) pad(cell []byte, width int) {
	for n := utf8.RuneCount(cell); n <= width; n++ {
		l.out = append(l.out, ' ')
	}
}
