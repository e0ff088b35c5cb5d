// Package bench holds the benchmarks over whole corpora: what reading and
// generating costs, as a multiple of parsing the same pages with goldmark
// alone in the same run. It has no code of its own. The benchmarks need a Unix
// system, which tells what time and memory a process took.
//
//	go test ./internal/bench -run '^$' -bench . -cpu 2
package bench
