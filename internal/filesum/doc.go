// Package filesum remembers the hashes of files between runs, so that a file
// need not be read again while the file system says that it is the same.
//
// It believes the file systems of this machine as far as Git does: a file is the
// same while its device, number, size, time of change and time of status change
// are. A file that changed so recently that it may change again without a trace
// is not remembered. Where the system does not tell all of that, every file is
// read: on file systems that let programs set all times, such as FAT, and on
// those of other machines, whose clocks and notes are not ours.
//
// What a program writes through a file that it keeps mapped into memory shows
// in no time until the system writes it to the disk, and is not seen before.
//
// The package reads no files, and does not know what they are for.
package filesum
