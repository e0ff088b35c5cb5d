// Package apidiff compares two states of the documented API and says what
// changed: operations, permissions, options, bodies, answers, types and enum
// members, each change with its places in both states and with what it means
// for the Go API that is generated from them.
//
// It compares facts, not pages: a page that was renamed, reordered or worded
// anew gives no change. What a change does to the Go API is not guessed from
// its kind: the declarations of both clients are compared too, and each
// difference between them belongs to a change. It reads no disk and no
// Markdown, makes no Go names itself, and does not judge which of two states is
// right.
package apidiff
