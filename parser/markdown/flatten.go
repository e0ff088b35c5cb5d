package markdown

import "bytes"

// maxNesting is how many quote and list marks may open a line; goldmark's
// cost grows with the square of the nesting, and no page goes past four.
const maxNesting = 12

// maxIndent is how far a list mark may be indented.
const maxIndent = 40

// deep stands for more marks than any line has.
const deep = 1 << 30

// flatten blanks the marks in a line beyond maxNesting, so that a hostile page
// costs no more than its length. Offsets stay.
func (c *compacter) flatten(start, end int) {
	if start >= end || !opensMarks(c.out[start]) {
		return
	}
	from, to := surplus(c.out[start:end])
	if to <= from {
		return
	}
	marks := c.out[start+from : start+to]
	if c.cut < 0 && len(bytes.TrimSpace(marks)) > 0 {
		c.cut = start + from
	}
	for i := range marks {
		marks[i] = ' '
	}
}

// opensMarks reports whether a line that starts with b may start with marks.
func opensMarks(b byte) bool { return b < 'A' && b != '#' && b != '<' }

// surplus returns the part of a line's leading marks that goes beyond
// maxNesting.
func surplus(line []byte) (from, to int) {
	marks, indent := 0, 0
	for i, b := range line {
		switch b {
		case '>', '-', '*', '+', '.', ')':
			if marks++; marks == maxNesting {
				from = i
			}
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		case ' ', '\t':
			if indent++; indent > maxIndent && marks < maxNesting {
				marks, from = deep, i
			}
		default:
			return cut(line[:i], marks, from)
		}
	}
	return cut(line, marks, from)
}

func cut(marks []byte, n, from int) (int, int) {
	if n < maxNesting || n < deep && ruler(marks) {
		return 0, 0
	}
	return from, len(bytes.TrimRight(marks, "\n"))
}

// ruler reports whether the marks are one run of one sign, as in "-----x" or
// "***bold***", which opens no list.
func ruler(marks []byte) bool {
	marks = bytes.TrimSpace(marks)
	return len(bytes.Trim(marks, "-")) == 0 || len(bytes.Trim(marks, "*")) == 0 || len(bytes.Trim(marks, ".")) == 0
}
