package graph

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"
)

func TestDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2021-07-01": {2021, time.July, 1}, "2020-02-29": {2020, time.February, 29}, "0001-01-01": {1, 1, 1}, "9999-12-31": {9999, 12, 31},
	} {
		got, err := ParseDate(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	for _, text := range []string{"", "2021", "2021-7-1", "2021-02-29", "2021-13-01", "2021-00-01", "2021-01-00", "0000-01-01", "2021-07-01T00:00:00Z", " 2021-07-01", "2021-07-01 ", "-2021-07-01", "20210701", "２021-07-01"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%s is %v", text, d)
		}
	}
	for _, d := range []Date{{2021, 2, 30}, {10000, 1, 1}, {-1, 1, 1}, {2021, 13, 1}, {0, 1, 1}} {
		if _, err := d.MarshalText(); err == nil || d.String() != "invalid date" {
			t.Errorf("%#v is written", d)
		}
	}
	if d := (Date{}); !d.IsZero() || d.String() != "0001-01-01" {
		t.Error(d)
	}
	zone := time.FixedZone("", 7200)
	if at := (Date{2021, 7, 1}).In(zone); DateOf(at) != (Date{2021, 7, 1}) || !at.Equal(time.Date(2021, 6, 30, 22, 0, 0, 0, time.UTC)) {
		t.Error(at)
	}
}

func TestTimeOfDay(t *testing.T) {
	tests := []struct {
		text, written string
		want          TimeOfDay
	}{
		{"08:30:00", "08:30:00", TimeOfDay{8, 30, 0, 0}},
		{"08:30", "08:30:00", TimeOfDay{8, 30, 0, 0}},
		{"23:59:59.1230000", "23:59:59.123", TimeOfDay{23, 59, 59, 123e6}},
		{"00:00:00.0000000", "00:00:00", TimeOfDay{}},
		{"01:02:03.0000000049", "01:02:03.000000004", TimeOfDay{1, 2, 3, 4}},
	}
	for _, test := range tests {
		got, err := ParseTimeOfDay(test.text)
		if err != nil || got != test.want || got.String() != test.written {
			t.Errorf("%s: %v %v", test.text, got, err)
		}
	}
	for _, text := range []string{"", "8:30", "24:00:00", "08:60", "08:30:60", "08:30:00.", "08:30:00Z", "08", "08:30:00,", "-08:30"} {
		if got, err := ParseTimeOfDay(text); err == nil {
			t.Errorf("%s is %v", text, got)
		}
	}
	for _, v := range []TimeOfDay{{24, 0, 0, 0}, {-1, 0, 0, 0}, {0, 60, 0, 0}, {0, 0, 0, 1e9}} {
		if _, err := v.MarshalText(); err == nil || v.String() != "invalid time of day" {
			t.Errorf("%#v is written", v)
		}
	}
	at := TimeOfDay{8, 30, 15, 5}
	if d := at.SinceMidnight(); d != 8*time.Hour+30*time.Minute+15*time.Second+5 || TimeOfDayOf(time.Time{}.Add(d)) != at {
		t.Error(d)
	}
}

func TestDuration(t *testing.T) {
	tests := []struct {
		text, written string
		want          Duration
	}{
		{"PT0S", "PT0S", Duration{}},
		{"P0D", "PT0S", Duration{}},
		{"P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S", Duration{14, 3, 4*time.Hour + 5*time.Minute + 6700*time.Millisecond}},
		{"P14M", "P1Y2M", Duration{Months: 14}},
		{"P2W", "P14D", Duration{Days: 14}},
		{"P1W1D", "P8D", Duration{Days: 8}},
		{"PT36H", "PT36H", Duration{Time: 36 * time.Hour}},
		{"PT90S", "PT1M30S", Duration{Time: 90 * time.Second}},
		{"PT0.000000001S", "PT0.000000001S", Duration{Time: 1}},
		{"PT0,5S", "PT0.5S", Duration{Time: time.Second / 2}},
		{"+PT1H", "PT1H", Duration{Time: time.Hour}},
		{"-P1DT1H", "-P1DT1H", Duration{Days: -1, Time: -time.Hour}},
		{"-PT0.5S", "-PT0.5S", Duration{Time: -time.Second / 2}},
		{"PT-5M", "-PT5M", Duration{Time: -5 * time.Minute}},
		{"P1DT-1H-0.5S", "P1DT-1H-0.5S", Duration{Days: 1, Time: -time.Hour - time.Second/2}},
		{"-P10675199DT2H48M5.4775808S", "-P10675199DT2H48M5.4775808S", Duration{0, -10675199, -(2*time.Hour + 48*time.Minute + 5477580800)}},
		{"P178956970Y7M", "P178956970Y7M", Duration{Months: math.MaxInt32}},
	}
	for _, test := range tests {
		got, err := ParseDuration(test.text)
		if err != nil || got != test.want || got.String() != test.written {
			t.Errorf("%s: got %#v %s, %v", test.text, got, got, err)
		}
		if back, err := ParseDuration(got.String()); err != nil || back != got {
			t.Errorf("%s: back %#v, %v", test.text, back, err)
		}
	}
	for _, text := range []string{"", "P", "PT", "P1", "P1S", "PT1D", "P1DT", "1D", "P1D1Y", "P1D1D", "PT1.5H", "P1.5D", "P.5D", "PT.5S", "PT1.S", "P-", "--P1D", "p1d", "PT1H ", "P1DT1HT1M", "PT9999999H999999999999999S", "P99999999999D", "P200000000Y", "PT99999999999999999999S"} {
		if d, err := ParseDuration(text); err == nil {
			t.Errorf("%s is %#v", text, d)
		}
	}
	if d := (Duration{Time: math.MinInt64}); d.String() != "-PT2562047H47M16.854775808S" {
		t.Error(d)
	}
	if d := (Duration{math.MinInt32, math.MinInt32, 0}); d.String() != "-P178956970Y8M2147483648D" {
		t.Error(d)
	}
}

// encoding/json reads and writes the three types too.
func TestValuesByStandardLibrary(t *testing.T) {
	type all struct {
		D Date
		T TimeOfDay
		L Duration
	}
	const text = `{"D":"2021-07-01","T":"08:00:00","L":"P1D"}`
	var v all
	if err := json.Unmarshal([]byte(text), &v); err != nil || v.L.Days != 1 {
		t.Fatal(v, err)
	}
	if got, err := json.Marshal(v); err != nil || string(got) != text {
		t.Error(string(got), err)
	}
	if err := json.Unmarshal([]byte(`{"D":"x"}`), &v); err == nil || !strings.Contains(err.Error(), `not a date: "x"`) {
		t.Error(err)
	}
	if v.D != (Date{2021, 7, 1}) {
		t.Error("a failure leaves the value alone, got", v.D)
	}
}

func TestParseTime(t *testing.T) {
	noon := time.Date(2021, 7, 1, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{"2021-07-01T12:00:00Z", "2021-07-01T12:00:00.0000000Z", "2021-07-01t12:00:00z", "2021-07-01 12:00", "2021-07-01T14:00:00+02:00", "2021-07-01T14:00:00+0200", "2021-07-01T14:00:00+02", "2021-07-01T06:30:00-05:30"} {
		if got, ok := parseTime([]byte(text)); !ok || !got.Equal(noon) {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "T12:00:00Z", "2021-07-01T", "2021-07-01T12", "2021-07-01T12:00:00ZZ", "2021-07-01T12:00:00+", "2021-07-01T12:00:00+2", "2021-07-01T12:00:00+24:00", "2021-07-01T12:00:00 UTC", "2021-07-32T12:00:00Z", "2021-07-01X12:00:00Z"} {
		if got, ok := parseTime([]byte(text)); ok {
			t.Errorf("%s is %v", text, got)
		}
	}
}

func TestDouble(t *testing.T) {
	for _, f := range []float64{0, 1, -1.5, 1e20, 1e21, 1e-6, 1e-7, 123456789.125, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		want, err := json.Marshal(f)
		if got := appendDouble(nil, f, 64); err != nil || string(got) != string(want) {
			t.Errorf("got %s, want %s", got, want)
		}
		want, err = json.Marshal(float32(f))
		if got := appendDouble(nil, float64(float32(f)), 32); err == nil && string(got) != string(want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	u := fromJSON[User](t, `{"score":"NaN"}`)
	if !math.IsNaN(u.Score) {
		t.Error(u.Score)
	}
}

func TestFlags(t *testing.T) {
	type rights string
	if got := Flags(rights("read, write,,new")); len(got) != 3 || got[1] != "write" || JoinFlags(got...) != "read,write,new" {
		t.Error(got)
	}
	if !HasFlag(rights("read,write"), "write") || HasFlag(rights("readwrite"), "write") || HasFlag(rights(""), "") {
		t.Error("HasFlag")
	}
	if Flags(rights("")) != nil || JoinFlags[rights]() != "" {
		t.Error("none")
	}
}

func FuzzDate(f *testing.F) {
	f.Add("2021-07-01")
	f.Add("08:30:00.1234567")
	f.Add("2021-07-01T10:00:00.0000000+02:00")
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseDate(text); err == nil && d.String() != text {
			t.Fatalf("%q is %v", text, d)
		}
		if v, err := ParseTimeOfDay(text); err == nil {
			if back, err := ParseTimeOfDay(v.String()); err != nil || back != v {
				t.Fatalf("%q is %v", text, v)
			}
		}
		v, ok := parseTime([]byte(text))
		if want, err := time.Parse(time.RFC3339Nano, text); err == nil && want.Year() > 0 && !ok {
			t.Fatalf("%q is refused", text)
		} else if ok && err == nil && !v.Equal(want) {
			t.Fatalf("%q is %v", text, v)
		}
	})
}

func FuzzDuration(f *testing.F) {
	f.Add("P1Y2M3DT4H5M6.7S")
	f.Add("-P10675199DT2H48M5.4775808S")
	f.Add("P1DT-1H-0.5S")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDuration(text)
		if err != nil {
			return
		}
		if back, err := ParseDuration(d.String()); err != nil || back != d {
			t.Fatalf("%q is %#v, written %s", text, d, d)
		}
	})
}
