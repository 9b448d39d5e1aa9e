package alertmanager_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/alertmanager"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/route/channel/channeltest"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/route/schedule"
)

// development is a channel that may reach this machine.
func development(t testing.TB) *alertmanager.Channel {
	client := outbound.NewClient(outbound.Options{Policy: outbound.Policy{AllowHTTP: true, AllowPrivate: true}})
	t.Cleanup(client.Close)
	return alertmanager.New(client)
}

// now makes of an example one that is sent now: Alertmanager has no other clock.
func now(t channel.Told, url string) channel.Told {
	t.Timestamp, t.Destination = time.Now(), channel.Destination{URL: url}
	return t
}

func send(t rapid.TB, c channel.Channel, told channel.Told) channel.Sent {
	t.Helper()
	sent, err := c.Send(context.Background(), told)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func deliver(t rapid.TB, c channel.Channel, told channel.Told) *channel.Posting {
	t.Helper()
	sent := send(t, c, told)
	apart := told.Test || told.Addition != nil && told.Addition.Unreachable != nil
	if sent.Outcome != schedule.Delivered || (sent.Posting == nil) != apart {
		t.Fatalf("%+v", sent)
	}
	return sent.Posting
}

// TestLifeInAnAlertmanager: what a real one shows and tells of an alert, from its first message to
// its last.
func TestLifeInAnAlertmanager(t *testing.T) {
	s := start(t)
	c := development(t)
	told := now(channeltest.Told(), s.url)
	id := told.Message.Alert.AlertID.String()

	told.Posted = deliver(t, c, told)
	first := s.hear(t, "firing", id)
	if first.Labels["alertname"] != alertmanager.AlertName || first.Labels["severity"] != "high" || first.Labels["team"] != "store_ops" ||
		!strings.Contains(first.Annotations["description"], "I was told it is ready") || first.Annotations["link"] != channeltest.Link {
		t.Errorf("it tells %+v", first)
	}
	before := s.active(t)[id]
	if before.GeneratorURL != channeltest.Link || !before.StartsAt.Equal(*told.Message.Alert.FirstFiredAt) {
		t.Errorf("it shows %+v", before)
	}

	told = now(told, s.url)
	told.Message.Alert.State, told.Message.Alert.ChangeNumber = alert.Growing, 3
	told.Posted = deliver(t, c, told)
	edited := s.active(t)[id]
	if edited.Fingerprint != before.Fingerprint || edited.Annotations["state"] != "growing" || edited.EndsAt.Before(before.EndsAt) {
		t.Errorf("edited %+v, was %+v", edited, before)
	}

	late := now(told, s.url)
	late.Message.Alert.State, late.Message.Alert.ChangeNumber = alert.Resolved, 1
	if p := deliver(t, c, late); p != told.Posted || len(s.active(t)) != 1 {
		t.Errorf("a change that comes late turns it back: %+v", p)
	}

	told = now(told, s.url)
	told.Message.Alert.Severity = alert.SeverityCritical
	told.Posted = deliver(t, c, told)
	if ended := s.hear(t, "resolved", id); ended.Labels["severity"] != "high" {
		t.Errorf("ended %+v", ended)
	}
	if got := s.active(t)[id].Labels["severity"]; got != "critical" {
		t.Errorf("severity %q", got)
	}

	told = now(told, s.url)
	told.Message.Alert.State, told.Message.Alert.At = alert.Resolved, time.Now()
	told.Posted = deliver(t, c, told)
	if ended := s.hear(t, "resolved", id); ended.Labels["severity"] != "critical" || ended.Annotations["state"] != "resolved" {
		t.Errorf("ended %+v", ended)
	}
	if left := s.active(t); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}

	told = now(told, s.url)
	told.Message.Alert.State = alert.Regressed
	deliver(t, c, told)
	s.hear(t, "firing", id)
}

// TestAlertsLastUntilTheyEnd: an Alertmanager takes alerts for resolved that nobody repeats, unless
// they come with their end. The control comes without one.
func TestAlertsLastUntilTheyEnd(t *testing.T) {
	s := start(t)
	told := now(channeltest.Told(), s.url)
	deliver(t, development(t), told)
	answer, err := http.Post(s.url+"/api/v2/alerts", "application/json", strings.NewReader(`[{"labels":{"alertname":"control","alert_id":"control"}}]`))
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
	s.hear(t, "resolved", "control")
	if _, lasts := s.active(t)[told.Message.Alert.AlertID.String()]; !lasts {
		t.Error("it ended although nobody said so")
	}
}

// TestEverySort: each sort of message, and whatever words are in it, is an alert to a real one.
func TestEverySort(t *testing.T) {
	s := start(t)
	c := development(t)
	for _, example := range channeltest.Examples() {
		told := now(example.Told, s.url+alertmanager.Path)
		if told.Test {
			told.Message.Alert.AlertID[0]++ // it stays there a while
		}
		deliver(t, c, told)
		got := s.active(t)
		shown, lasts := got[told.Message.Alert.AlertID.String()]
		switch example.Name {
		case "resolved":
			if lasts {
				t.Errorf("%s lasts: %+v", example.Name, shown)
			}
		case "test":
			if shown.Labels["alertname"] != alertmanager.TestAlertName || shown.EndsAt.After(time.Now().Add(time.Hour)) {
				t.Errorf("%s: %+v", example.Name, shown)
			}
			continue
		case "digest":
			if got["a2"].Annotations["state"] != "growing" || got["a1"].Labels["severity"] != "high" {
				t.Errorf("the digest's others: %+v", got)
			}
		case "unreachable":
			if u := got[""]; u.Labels["alertname"] != alertmanager.UnreachableAlertName || lasts || !strings.Contains(u.Annotations["description"], "3 messages wait") {
				t.Errorf("%s: %+v", example.Name, got)
			}
			continue
		case "asked":
			if !strings.Contains(shown.Annotations["asked"], "Please answer by") {
				t.Errorf("%s: %+v", example.Name, shown)
			}
		}
		told.Message.Alert.State = alert.Snoozed
		deliver(t, c, now(told, s.url))
	}
	rapid.Check(t, func(t *rapid.T) {
		told := now(channeltest.Random().Draw(t, "told"), s.url)
		told.Message.Alert.Severity = "high"
		deliver(t, c, told)
	})
}

// TestDigestMeetsTheAlert: what a digest says of an alert stands under the labels that the alert has
// by itself.
func TestDigestMeetsTheAlert(t *testing.T) {
	s := start(t)
	c := development(t)
	alone := now(channeltest.Told(), s.url)
	digest := now(channeltest.Told(), s.url)
	m := alone.Message
	digest.Message.Alert.AlertID[0]++
	digest.Addition = &route.Addition{Occasion: string(route.OccasionDigest), Digest: &route.Digest{Entries: []route.DigestEntry{{
		AlertID: m.Alert.AlertID.String(), Title: m.Alert.Title, From: m.Break.From.ID, To: m.Break.To.ID, FailureMode: m.Break.FailureMode, State: alert.Firing, Severity: m.Alert.Severity,
	}}}}
	deliver(t, c, digest)
	deliver(t, c, alone)
	if n := len(s.active(t)); n != 2 { // active complains of an alert that is there twice
		t.Errorf("%d alerts, want 2", n)
	}
}

func TestPasswords(t *testing.T) {
	file := filepath.Join(t.TempDir(), "web.yml")
	if err := os.WriteFile(file, []byte(webConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, "--web.config.file="+file)
	c := development(t)
	for token, want := range map[string]schedule.Outcome{password: schedule.Delivered, "other": schedule.Failed, "": schedule.Failed} {
		told := now(channeltest.Told(), s.url)
		told.Destination.Secrets.Token, told.Destination.Alertmanager = token, &channel.Alertmanager{User: "throughline"}
		sent := send(t, c, told)
		if sent.Outcome != want || want == schedule.Failed && !strings.Contains(sent.Reason, "does not accept") || token != "" && strings.Contains(sent.Reason, token) {
			t.Errorf("with token %q: %+v", token, sent)
		}
	}
}

// TestAnswers are those that a real one gives only when something is very wrong, or others in its place.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status     int
		body       string
		retryAfter string
		want       schedule.Outcome
		reason     string
	}{
		{200, "", "", schedule.Delivered, ""},
		{400, `"start time must be before end time"`, "", schedule.Invalid, "400: start time must be before end time"},
		{400, `{"code":601,"message":"labels is required"}`, "", schedule.Invalid, "400: labels is required"},
		{400, `<html>` + strings.Repeat("x", 1000), "", schedule.Invalid, "the receiver answered 400"},
		{403, "", "", schedule.Failed, "the right to post"},
		{404, "<html>not here", "", schedule.Failed, "no Alertmanager"},
		{429, "", "30", schedule.Throttled, "429"},
		{500, `"` + strings.Repeat("long ", 200) + `"`, "", schedule.Failed, "500"},
		{503, "", "60", schedule.Failed, "503"},
		{307, "", "", schedule.Failed, "redirects are not followed"},
	} {
		var got *http.Request
		receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = r
			w.Header().Set("Retry-After", c.retryAfter)
			w.WriteHeader(c.status)
			w.Write([]byte(c.body))
		}))
		told := now(channeltest.Told(), receiver.URL+"/am/?tenant=7")
		told.Destination.Secrets.Token = "bearer-6f1d"
		sent := send(t, development(t), told)
		receiver.Close()
		if sent.Outcome != c.want || !strings.Contains(sent.Reason, c.reason) || strings.Contains(sent.Reason, "6f1d") || len(sent.Reason) > 400 {
			t.Errorf("%d: %+v", c.status, sent)
		}
		if got.URL.String() != "/am/api/v2/alerts?tenant=7" || got.Header.Get("Authorization") != "Bearer bearer-6f1d" {
			t.Errorf("asked %s %v", got.URL, got.Header)
		}
	}
	for _, address := range []string{"", "://", "http://10.0.0.1", "ftp://example.com"} {
		client := outbound.NewClient(outbound.Options{})
		if sent := send(t, alertmanager.New(client), now(channeltest.Told(), address)); sent.Outcome != schedule.Refused {
			t.Errorf("%q: %+v", address, sent)
		}
	}
}
