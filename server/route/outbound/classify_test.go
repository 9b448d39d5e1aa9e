package outbound

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/route/schedule"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func TestEveryStatus(t *testing.T) {
	special := map[int]schedule.Outcome{410: schedule.Gone, 429: schedule.Throttled, 502: schedule.Throttled, 504: schedule.Throttled}
	for code := 100; code < 1000; code++ {
		want, ok := special[code]
		switch {
		case ok:
		case code >= 200 && code < 300:
			want = schedule.Delivered
		default:
			want = schedule.Failed
		}
		r := Classify(code, http.Header{}, noon)
		if r.Outcome != want || r.Status != code || (r.Reason == "") != (want == schedule.Delivered) {
			t.Errorf("%d: %+v, want %s", code, r, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"":                               0,
		"0":                              0,
		"120":                            2 * time.Minute,
		" 120 ":                          2 * time.Minute,
		"86401":                          24 * time.Hour,
		"99999999999999999999":           24 * time.Hour,
		"-5":                             0,
		"1.5":                            0,
		"soon":                           0,
		"Mon, 02 Mar 2026 12:30:00 GMT":  30 * time.Minute,
		"Monday, 02-Mar-26 12:30:00 GMT": 30 * time.Minute,
		"Mon Mar  2 12:30:00 2026":       30 * time.Minute,
		"Mon, 02 Mar 2026 11:59:59 GMT":  0,
		"Mon, 02 Mar 2099 12:00:00 GMT":  24 * time.Hour,
		"Mon, 02 Mar 9999 12:00:00 GMT":  24 * time.Hour,
	} {
		if got := retryAfter(value, noon); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

func TestReceiversThatAskForTime(t *testing.T) {
	for _, c := range []struct {
		status int
		value  string
		want   schedule.Outcome
	}{
		{429, "3600", schedule.Throttled},
		{503, "3600", schedule.Failed},
		{504, time.Now().Add(time.Hour).UTC().Format(http.TimeFormat), schedule.Throttled},
	} {
		r := newReceiver(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", c.value)
			w.WriteHeader(c.status)
		})
		got := send(t, development(t), secretly(r.URL))
		if got.Outcome != c.want || got.RetryAfter < 59*time.Minute || got.RetryAfter > time.Hour {
			t.Errorf("%d with %q: %+v", c.status, c.value, got)
		}
	}
	r := newReceiver(t, status(410))
	if got := send(t, development(t), secretly(r.URL)); got.Outcome != schedule.Gone || got.Status != 410 || !strings.Contains(got.Reason, "410") {
		t.Errorf("410: %+v", got)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "120", "-1", "18446744073709551616", "Mon, 02 Mar 2026 12:30:00 GMT", "Mon Mar  2 12:30:00 2026"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if got := retryAfter(value, noon); got < 0 || got > schedule.MaxRetryAfter {
			t.Errorf("%q: %s", value, got)
		}
	})
}
