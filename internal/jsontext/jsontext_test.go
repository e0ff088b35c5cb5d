package jsontext

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/graphgen/graphgen/parser/source"
)

// TestWrite wants every sign to come back as it was, and none that acts to be
// in the text.
func TestWrite(t *testing.T) {
	var all strings.Builder
	for c := rune(0); c <= 0xffff; c++ {
		if source.Acts(c) || c < 0x250 || c > 0x2000 && c < 0x2100 {
			all.WriteRune(c)
		}
	}
	want := map[string]any{"a\u202eb": []any{all.String(), "<b>&", 1.5}, "c": nil}
	var b bytes.Buffer
	if err := Write(&b, want); err != nil {
		t.Fatal(err)
	}
	for _, c := range b.String() {
		if c != '\n' && source.Acts(c) || unicode.IsControl(c) && c != '\n' {
			t.Errorf("%q is written as it is", c)
		}
	}
	if !strings.Contains(b.String(), `"<b>&"`) || !strings.Contains(b.String(), `a\u202eb`) {
		t.Errorf("got %s", b.String())
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v: read back as %q", err, got)
	}
}

func TestEscapeNothing(t *testing.T) {
	data := []byte("{\n\t\"a\": \"Änderung, 変更 😀\"\n}")
	if got := Escape(data); &got[0] != &data[0] {
		t.Errorf("copied: %s", got)
	}
	if got := string(Escape([]byte("\"a\xffb\x7f\u061c\""))); got != "\"a\xffb\\u007f\\u061c\"" {
		t.Errorf("got %q", got)
	}
}
