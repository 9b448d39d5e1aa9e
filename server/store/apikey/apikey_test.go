package apikey

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNewParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tenant := rapid.StringMatching(`[a-z][a-z0-9-]{1,38}`).Draw(t, "tenant")
		key := New(tenant)
		got, err := Parse(key.Reveal())
		if err != nil || got != key || got.Tenant() != tenant {
			t.Fatalf("Parse(%s) = %v, %v", key.Reveal(), got, err)
		}
		if len(key.Hash()) != 32 || bytes.Equal(key.Hash(), New(tenant).Hash()) {
			t.Fatal("the hash must have 32 bytes and differ between keys")
		}
	})
}

func TestParseFindsEveryTypo(t *testing.T) {
	text := New("acme").Reveal()
	for i := range text {
		for _, c := range []byte("0aZ_-") {
			typo := text[:i] + string(c) + text[i+1:]
			if _, err := Parse(typo); typo != text && !errors.Is(err, ErrMalformed) {
				t.Fatalf("Parse(%s) = %v, want ErrMalformed", typo, err)
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	good := New("acme").Reveal()
	for _, bad := range []string{
		"", "tl_live_", good[1:], good[:len(good)-1], good + "0", " " + good, good + "\n",
		strings.Replace(good, "acme", "ACME", 1), strings.Replace(good, "acme", "other", 1),
		strings.Replace(good, "live", "test", 1),
	} {
		if _, err := Parse(bad); !errors.Is(err, ErrMalformed) {
			t.Errorf("Parse(%q) = %v, want ErrMalformed", bad, err)
		}
	}
}

func TestPrintingHidesTheSecret(t *testing.T) {
	key := New("acme")
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, key); strings.Contains(key.Reveal(), got) || len(got) > len(key.Hint())+len("…") {
			t.Errorf("%s prints %s", verb, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(New("acme").Reveal())
	f.Add("tl_live_acme_")
	f.Fuzz(func(t *testing.T, text string) {
		if key, err := Parse(text); err == nil && key.Reveal() != text {
			t.Errorf("Parse(%q) reveals %q", text, key.Reveal())
		}
	})
}
