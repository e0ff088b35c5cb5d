// Package filesum remembers the hashes of files between runs, so that a file
// need not be read again while the file system says that it is the same.
//
// It believes the file system as far as Git does: a file is the same while its
// device, number, size, time of change and time of status change are. A file
// that changed so recently that it may change again without a trace is not
// remembered. Where the system does not tell all of that, every file is read.
//
// The package reads no files, and does not know what they are for.
package filesum
