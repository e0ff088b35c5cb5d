package markdown

import "bytes"

// maxNesting is how many quote and list marks may open a line; goldmark's
// cost grows with the square of the nesting, and no page goes past four.
const maxNesting = 12

// maxIndent is how far a list mark may be indented.
const maxIndent = 40

// deep stands for more marks than any line has.
const deep = 1 << 30

// flatten blanks the marks in data beyond maxNesting, so that a hostile page
// costs no more than its length. Offsets stay. It returns where the first mark
// stood that was blanked, or -1.
func flatten(data []byte) int {
	first := -1
	for at := 0; at < len(data); {
		n := bytes.IndexByte(data[at:], '\n') + 1
		if n == 0 {
			n = len(data) - at
		}
		if from, to := surplus(data[at : at+n]); to > from {
			marks := data[at+from : at+to]
			if first < 0 && len(bytes.TrimSpace(marks)) > 0 {
				first = at + from
			}
			for i := range marks {
				marks[i] = ' '
			}
		}
		at += n
	}
	return first
}

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
