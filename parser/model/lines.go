package model

import (
	"io"
	"runtime"
	"sync"
)

// Line is what WriteLines writes: a Page or a Resource.
type Line interface {
	AppendJSON([]byte) []byte
}

// linesAtOnce is how many lines one goroutine encodes before they are written.
const linesAtOnce = 128

// WriteLines writes one JSON object a line, in order, encoding with as many
// goroutines as there are processors.
func WriteLines[T Line](w io.Writer, lines []T) error {
	workers := runtime.GOMAXPROCS(0)
	buffers := make([][]byte, workers)
	for len(lines) > 0 {
		var wg sync.WaitGroup
		for i := range buffers {
			n := min(len(lines), linesAtOnce)
			chunk := lines[:n]
			lines = lines[n:]
			wg.Add(1)
			go func() {
				defer wg.Done()
				b := buffers[i][:0]
				for _, l := range chunk {
					b = append(l.AppendJSON(b), '\n')
				}
				buffers[i] = b
			}()
		}
		wg.Wait()
		for _, b := range buffers {
			if _, err := w.Write(b); err != nil {
				return err
			}
		}
	}
	return nil
}
