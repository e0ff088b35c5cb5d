package graph

import (
	"errors"
	"strconv"
	"time"
)

// Date is a day without time of day and zone. The zero Date stands for none;
// it is written as 0001-01-01, which is how the service writes it.
type Date struct {
	Year  int // 1 to 9999
	Month time.Month
	Day   int
}

// DateOf gives the day of t in t's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a date such as 2021-07-01.
func ParseDate(text string) (Date, error) {
	var d Date
	err := d.UnmarshalText([]byte(text))
	return d, err
}

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d == Date{} }

// In gives midnight of the day in a zone.
func (d Date) In(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// valid reports whether there is such a day.
func (d Date) valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 &&
		(d.Day <= 28 || DateOf(d.In(time.UTC)) == d)
}

// String gives the date as ParseDate reads it, or says that there is no such day.
func (d Date) String() string {
	text, err := d.AppendText(nil)
	if err != nil {
		return "invalid date"
	}
	return string(text)
}

// AppendText appends the date as ParseDate reads it.
func (d Date) AppendText(out []byte) ([]byte, error) {
	if d.IsZero() {
		return append(out, "0001-01-01"...), nil
	}
	if !d.valid() {
		return out, errors.New("graph: there is no such date: year " + strconv.Itoa(d.Year) +
			", month " + strconv.Itoa(int(d.Month)) + ", day " + strconv.Itoa(d.Day))
	}
	out = append(appendPadded(out, d.Year, 4), '-')
	out = append(appendPadded(out, int(d.Month), 2), '-')
	return appendPadded(out, d.Day, 2), nil
}

// MarshalText is AppendText for encoding/json and others.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads a date as ParseDate does.
func (d *Date) UnmarshalText(text []byte) error {
	s := reader{text: text, ok: true}
	got := s.date()
	if !s.end() {
		return errors.New("graph: not a date: " + strconv.Quote(string(text)))
	}
	*d = got
	return nil
}

// date reads a date.
func (s *reader) date() Date {
	var d Date
	d.Year = s.digits(4)
	s.byte("-")
	d.Month = time.Month(s.digits(2))
	s.byte("-")
	d.Day = s.digits(2)
	if !d.valid() {
		s.ok = false
	}
	return d
}
