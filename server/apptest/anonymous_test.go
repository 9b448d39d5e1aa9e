package apptest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/throughline-cx/throughline/tools/apidocs/examples"
)

var (
	anyUUID  = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	anyTime  = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d(:|%3A)\d\d(:|%3A)\d\d(\.\d+)?Z`)
	anyDay   = regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)
	secrets  = regexp.MustCompile(`(tl_live_[a-z0-9-]+|whsec)_[A-Za-z0-9+/=]+`)
	inQuery  = regexp.MustCompile(`((?:page|resume)_token=)[^&]+`)
	unstable = []string{"etag", "pageToken", "nextPageToken", "resumeToken", "draftEtag", "presentEtag"}
)

// racing are fields that an answer has or has not by how far a delivery has come.
var racing = []string{"lastAttemptAt", "lastError", "nextAttemptAt"}

// exampleNow is the moment at which the manual's examples are said to have been made.
var exampleNow = time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC)

// anonymizer makes a call the same from run to run: who, when, ids, tokens and secrets get names
// and values of the manual.
type anonymizer struct {
	tenant, other string
	shift         time.Duration
	ids           map[string]string
}

func newAnonymizer(variables map[string]string) *anonymizer {
	now, _ := time.Parse(time.RFC3339, variables["now"]) // variables wrote it
	return &anonymizer{variables["tenant"], variables["other"], exampleNow.Sub(now), map[string]string{}}
}

// text makes a text the same from run to run.
func (a *anonymizer) text(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, a.other, "globex"), a.tenant, "acme")
	text = secrets.ReplaceAllString(text, "${1}_"+examples.Cut)
	text = inQuery.ReplaceAllString(text, "${1}"+examples.Cut)
	text = anyUUID.ReplaceAllStringFunc(text, func(id string) string {
		if a.ids[id] == "" {
			n := len(a.ids) + 1
			a.ids[id] = fmt.Sprintf("%08x-5b1e-4c6d-9a2f-7e8d9c0b%04x", 0x3f2a9c10*n%(1<<32), n)
		}
		return a.ids[id]
	})
	moved := anyTime.ReplaceAllStringFunc(text, func(instant string) string {
		at, err := time.Parse(time.RFC3339, strings.ReplaceAll(instant, "%3A", ":"))
		if err != nil {
			return instant
		}
		if at.Equal(at.Truncate(24 * time.Hour)) { // a day's start stays one
			return at.Add(a.shift.Round(24 * time.Hour)).Format(time.RFC3339)
		}
		return at.Add(a.shift).Truncate(time.Second).Format(time.RFC3339)
	})
	if moved != text {
		return moved
	}
	return anyDay.ReplaceAllStringFunc(text, func(day string) string {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return day
		}
		return at.Add(a.shift.Round(24 * time.Hour)).Format(time.DateOnly)
	})
}

// value makes every text in a JSON value the same from run to run.
func (a *anonymizer) value(v any) json.RawMessage {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a.each(v, "")); err != nil {
		panic(err) // what was decoded can be encoded
	}
	return json.RawMessage(bytes.TrimSpace(text.Bytes()))
}

func (a *anonymizer) each(v any, key string) any {
	switch v := v.(type) {
	case string:
		if slices.Contains(unstable, key) && v != "" {
			return examples.Cut
		}
		return a.text(v)
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = a.each(inner, "")
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for _, k := range slices.Sorted(maps.Keys(v)) { // ids are numbered in this order
			out[k] = a.each(v[k], k)
		}
		return out
	}
	return v
}

const (
	mostLines = 60  // of an answer in the manual
	mostText  = 160 // characters of a text in it
)

// cutToSize leaves so much of an answer that a reader sees what it is like.
func cutToSize(v any) any {
	for depth := 6; depth > 1; depth-- {
		small := cut(v, depth)
		text, err := json.MarshalIndent(small, "", " ")
		if err == nil && bytes.Count(text, []byte("\n")) < mostLines {
			return small
		}
	}
	return cut(v, 1)
}

func cut(v any, depth int) any {
	switch v := v.(type) {
	case string:
		if r := []rune(v); len(r) > mostText {
			return string(r[:mostText]) + examples.Cut
		}
	case []any:
		if len(v) == 0 {
			return v
		}
		if _, composed := v[0].(map[string]any); !composed && len(v) <= 3 {
			return v
		}
		out := []any{cut(v[0], depth)}
		if len(v) > 1 {
			out = append(out, examples.Cut)
		}
		return out
	case map[string]any:
		if depth == 0 {
			return examples.Cut
		}
		out := map[string]any{}
		for k, inner := range v {
			if !slices.Contains(racing, k) {
				out[k] = cut(inner, depth-1)
			}
		}
		return out
	}
	return v
}

// paths are the paths of the fields of a JSON value, without positions in lists.
func paths(text json.RawMessage) []string {
	var v any
	if json.Unmarshal(text, &v) != nil {
		return nil
	}
	found := map[string]bool{}
	var walk func(v any, at string)
	walk = func(v any, at string) {
		switch v := v.(type) {
		case []any:
			for _, inner := range v {
				walk(inner, at)
			}
		case map[string]any:
			for k, inner := range v {
				found[at+"."+k] = true
				walk(inner, at+"."+k)
			}
		}
	}
	walk(v, "")
	return slices.Sorted(maps.Keys(found))
}

// sameJSON reports whether two texts say the same.
func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}
