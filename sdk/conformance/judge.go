package conformance

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// verdict gathers what is not as it should be.
type verdict struct{ wrong []string }

func (v *verdict) say(format string, args ...any) {
	v.wrong = append(v.wrong, fmt.Sprintf(format, args...))
}

// judge compares what happened with what was wanted, and says what differs.
func judge(s Scenario, seen seen, o Outcome) []string {
	v := &verdict{}
	v.calls(s.Want, seen)
	v.identity(s.Want, seen)
	v.failure(s.Want.Error, o.Error)
	v.waits(s.Want, o.WaitsMs)
	same(v, "items", s.Want.Items, o.Items, s.Want.NoItems)
	same(v, "tokens", s.Want.Tokens, o.Tokens, false)
	same(v, "verified", s.Want.Verified, o.Verified, false)
	same(v, "page tokens", s.Want.Pages, seen.pages, false)
	same(v, "resumed at", s.Want.Resumed, seen.resumed, false)
	same(v, "batches", s.Want.Batches, seen.batches, false)
	same(v, "results", s.Want.Results, o.Results, false)
	if s.Want.Counts != nil && (o.Counts == nil || *o.Counts != *s.Want.Counts) {
		v.say("counts %+v, want %+v", o.Counts, *s.Want.Counts)
	}
	if s.Want.Stored != nil && len(seen.stored) != *s.Want.Stored {
		v.say("%d items are stored, want %d", len(seen.stored), *s.Want.Stored)
	}
	if s.Want.EachOnce {
		v.eachOnce(s.Do.Ingest.Items, seen, o)
	}
	return v.wrong
}

func same[T any](v *verdict, what string, want, got []T, empty bool) {
	if (want != nil || empty) && len(want)+len(got) > 0 && !reflect.DeepEqual(want, got) {
		v.say("%s %+v, want %+v", what, got, want)
	}
}

func (v *verdict) calls(want Want, seen seen) {
	for method, n := range want.Attempts {
		if got := len(seen.calls[method]); got != n {
			v.say("%d calls of %s, want %d", got, method, n)
		}
	}
	for method, n := range want.AtMost {
		if got := len(seen.calls[method]); got > n {
			v.say("%d calls of %s, want at most %d", got, method, n)
		}
	}
}

// identity looks at who called for whom, under which ids.
func (v *verdict) identity(want Want, seen seen) {
	ids := map[string]bool{}
	for _, c := range seen.calls[want.SameID] {
		ids[c.requestID], ids[c.header("x-request-id")] = true, true
	}
	if want.SameID != "" && (len(ids) != 1 || ids[""]) {
		v.say("calls of %s carry the request ids %v, want one", want.SameID, slices.Sorted(maps.Keys(ids)))
	}
	for _, calls := range seen.calls {
		first := calls[0]
		if want.RequestID != "" && first.requestID != want.RequestID {
			v.say("request id %q, want %q", first.requestID, want.RequestID)
		}
		if want.Parent != "" && first.parent != want.Parent {
			v.say("parent %q, want %q", first.parent, want.Parent)
		}
		for name, pattern := range want.Headers {
			if got := first.header(name); !regexp.MustCompile(pattern).MatchString(got) {
				v.say("header %s: %q, want %s", name, got, pattern)
			}
		}
	}
}

func (v *verdict) failure(want *WantError, got *Failure) {
	switch {
	case want == nil && got != nil:
		v.say("it failed: %+v", *got)
	case want != nil && got == nil:
		v.say("it succeeded, want %s", want.Code)
	case want != nil:
		v.details(*want, *got)
	}
}

func (v *verdict) details(want WantError, got Failure) {
	if got.Code != want.Code {
		v.say("code %s (%s), want %s", got.Code, got.Message, want.Code)
	}
	if want.Reason != nil && got.Reason != *want.Reason {
		v.say("reason %q, want %q", got.Reason, *want.Reason)
	}
	if !strings.Contains(got.Message, want.Message) {
		v.say("message %q, want %q", got.Message, want.Message)
	}
	if want.Metadata != nil && !maps.Equal(got.Metadata, want.Metadata) {
		v.say("metadata %v, want %v", got.Metadata, want.Metadata)
	}
	if want.RetryAfterMs != 0 && got.RetryAfterMs != want.RetryAfterMs {
		v.say("retry after %d ms, want %d", got.RetryAfterMs, want.RetryAfterMs)
	}
	if want.RequestID != "" && got.RequestID != want.RequestID {
		v.say("request id %q, want %q", got.RequestID, want.RequestID)
	}
	if got.RequestID == "" {
		v.say("the error has no request id")
	}
	same(v, "violations", want.Violations, got.Violations, false)
	for _, w := range want.Violations {
		if says := w.Field + ": " + w.Description; strings.Count(got.Text, says) != 1 {
			v.say("the error prints as %q, want %q once in it", got.Text, says)
		}
	}
	if want.Retryable != nil && got.Retryable != *want.Retryable {
		v.say("retryable %v, want %v", got.Retryable, *want.Retryable)
	}
}

func (v *verdict) waits(want Want, got []float64) {
	if want.Waits == nil && !want.NoWaits {
		return
	}
	if len(got) != len(want.Waits) {
		v.say("%d pauses %v, want %d", len(got), got, len(want.Waits))
		return
	}
	for i, w := range want.Waits {
		if got[i] < w.From || got[i] >= w.To {
			v.say("pause %d lasted %.1f ms, want from %.0f to below %.0f", i, got[i], w.From, w.To)
		}
	}
}

// eachOnce looks for items that were lost or came twice: each has one result, and what the
// result says is stored is what the server holds.
func (v *verdict) eachOnce(items int, seen seen, o Outcome) {
	results := map[string]int{}
	held := 0
	for _, r := range o.Results {
		results[r.ID]++
		if r.Status != "ACCEPTED" && r.Status != "DUPLICATE" {
			continue
		}
		held++
		if !seen.stored[r.ID] {
			v.say("item %s is said to be %s, and is lost", r.ID, r.Status)
		}
	}
	dropped := 0
	if o.Counts != nil {
		dropped = o.Counts.Dropped
	}
	if len(results)+dropped != items || len(o.Results) != len(results) {
		v.say("%d results of %d items and %d dropped, want %d together", len(o.Results), len(results), dropped, items)
	}
	if held > len(seen.stored) {
		v.say("%d items are said to be stored, %d are", held, len(seen.stored))
	}
}
