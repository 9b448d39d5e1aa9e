package command

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/cmd/throughline/terminal"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/apptest"
)

func testAlertsList(t *testing.T, f filled) {
	a := f.firing(t)
	id, title := idOf(a.GetName()), a.GetTitle()
	r := run(t, "", "alerts", "list", "--limit", "0")
	r.want(t, exitOK, "ID  ", "STATE", "CUSTOMERS", "CHANGED", "TITLE", id+"  firing", title)
	all := strings.Count(r.out, "\n") - 1
	if firing := run(t, "", "alerts", "list", "--state", "firing"); strings.Contains(firing.out, "forming") || !strings.Contains(firing.out, id) {
		t.Errorf("only those that fire:\n%s", firing.out)
	}
	two := run(t, "", "alerts", "list", "--json", "--limit", "2")
	two.want(t, exitOK, "there are more than 2; --limit 0 lists all")
	if lines := two.lines(t); len(lines) != 2 || all < 3 {
		t.Errorf("%d of %d alerts", len(lines), all)
	}
	for _, width := range []int{60, 80, 120} {
		shown := runShown(t, width, "alerts", "list", "--limit", "0")
		shown.want(t, exitOK, id)
		for line := range strings.Lines(shown.out) {
			if w := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("a line of %d columns on a terminal of %d: %s", w, width, line)
			}
		}
	}
	run(t, "", "alerts", "list", "--state", "burning").want(t, exitUsage, `--state must be one of forming, near_threshold, held_for_review, firing, fading, `, `not "burning"`)
	f.KeyFor("empty", "viewer")
	t.Setenv("THROUGHLINE_API_KEY", f.KeyFor("empty", "viewer"))
	run(t, "", "alerts", "list").want(t, exitOK, "there are none")
}

func testAlertsShow(t *testing.T, f filled) {
	a := f.firing(t)
	id := idOf(a.GetName())
	r := run(t, "", "alerts", "show", id)
	r.want(t, exitOK, "FIRING", a.GetTitle(), "Where stuck", "They say", "Affected", "Exposure", "USD", "Owners", "Why now", id+", change ", "accountable ")
	for _, q := range a.GetReading().GetQuotes() {
		if got := strings.Join(strings.Fields(r.out), " "); !strings.Contains(got, "“"+strings.Join(strings.Fields(terminal.Clean(q.GetText())), " ")+"”") {
			t.Errorf("the quote %q is not there word by word", q.GetText())
		}
	}
	if by := run(t, "", "alerts", "show", a.GetName()); by.out != r.out {
		t.Error("by its resource name it is another")
	}
	shown := run(t, "", "alerts", "show", id, "--json").lines(t)
	if len(shown) != 1 || shown[0]["name"] != a.GetName() || shown[0]["evidence"] == nil {
		t.Errorf("JSON: %v", shown)
	}
	run(t, "", "alerts", "show", "7").want(t, exitUsage, `"7" is no id: it must be one such as 01a213c7-`, "tenants/acme/alerts/…")
	run(t, "", "alerts", "show", "tenants/other/alerts/"+id).want(t, exitUsage, "is no id")
	run(t, "", "alerts", "show").want(t, exitUsage, "alerts show needs ID")
	run(t, "", "alerts", "show", "01a213c7-4590-742c-87c2-216f617fe60e").want(t, exitFailure, "RESOURCE_NOT_FOUND")
}

func testAlertsExplain(t *testing.T, f filled) {
	id := idOf(f.firing(t).GetName())
	run(t, "", "alerts", "explain", id).want(t, exitOK, "firing: ", "by policy version 1", "it would not fire with ")
	run(t, "", "alerts", "explain", id, "--json").want(t, exitOK, `"wouldStop":[`)
	run(t, "", "alerts", "explain", id, "--as-of", "soon").want(t, exitUsage, `--as-of must be an instant such as`, `not "soon"`)
	run(t, "", "alerts", "explain", id, "--as-of", "2001-01-01").want(t, exitFailure, "EXPLANATION_UNAVAILABLE")
}

func testAlertsCompared(t *testing.T, f filled) {
	a := f.firing(t)
	id := idOf(a.GetName())
	k, err := f.client.Clusters.GetCluster(t.Context(), &throughlinev1.GetClusterRequest{Name: a.GetCluster()})
	if err != nil {
		t.Fatal(err)
	}
	run(t, "", "alerts", "changes", id).want(t, exitOK, "NUMBER", "THEN", "NOW", "WHY", "firing", "every threshold is met")
	if lines := run(t, "", "alerts", "changes", id, "--json", "--limit", "1").lines(t); len(lines) != 1 || lines[0]["reading"] == nil {
		t.Errorf("changes as JSON: %v", lines)
	}
	members := run(t, "", "alerts", "members", id, "customers", "--limit", "0")
	members.want(t, exitOK, "KEY", "SOURCE", "WHEN")
	if got := strings.Count(members.out, "\n") - 1; got != int(k.GetReading().GetCustomerCount()) {
		t.Errorf("%d members of %d customers", got, k.GetReading().GetCustomerCount())
	}
	run(t, "", "alerts", "members", id, "interactions", "--limit", "1").want(t, exitOK, "there are more than 1")
	run(t, "", "alerts", "members", id, "friends").want(t, exitUsage, "NUMBER must be one of interactions, voices", `not "friends"`)
	run(t, "", "alerts", "members", id, "exposure_accounts").want(t, exitFailure, "FIELD_INVALID")
	run(t, "", "alerts", "members", id, "exposure_accounts", "--kind", "account_value", "--currency", "USD").want(t, exitOK, "KEY")
	run(t, "", "__complete", "alerts", "members", id, "hou").want(t, exitOK, "households\n")

	near := run(t, "", "alerts", "near", "--order", "days-to-cross")
	near.want(t, exitOK, "CLUSTER", "THERE", "CROSSES", "MISSING", "customers in ")
	run(t, "", "alerts", "near", "--order", "beauty").want(t, exitUsage, `--order must be progress or days-to-cross, not "beauty"`)
	run(t, "", "alerts", "costly", "--limit", "2").want(t, exitOK, "EACH", "AT STAKE", "COMPLAINTS", " USD")
	run(t, "", "alerts", "costly", "--currency", "EUR").want(t, exitOK, "there are none")
	run(t, "", "alerts", "judge-history", "--since", "2999-01-01").want(t, exitFailure, "first_day: 2999-01-01: the day has not ended")
	run(t, "", "alerts", "judge-history", "--since", "2026-13-01").want(t, exitFailure, "FIELD_INVALID")
}

// An alert tells what earlier fixes achieved, or what to find out, and what it has cost that nobody
// owns it.
func TestAnAlertTellsWhatItCostsAndWhatWorked(t *testing.T) {
	a := &throughline.Alert{
		Name: "tenants/acme/alerts/01a213c7-4590-742c-87c2-216f617fe60e", Title: "Notice → Desk", Unowned: true,
		FromSide: &throughlinev1.TouchpointReference{DisplayName: "Notice"}, ToSide: &throughlinev1.TouchpointReference{DisplayName: "Desk"},
		Reading: &throughline.Reading{}, LastChange: &throughlinev1.AlertChange{Reason: "every threshold is met"},
		RecommendedFix: &throughlinev1.RecommendedFix{
			Title: "Scan first", Steps: []string{"Scan"}, Reason: "9 of 9 members name both sides; the one earlier fix here brought complaints to 0.40 of what was expected",
		},
		UnownedCost: &throughlinev1.UnownedCost{FoundAt: timestamppb.Now(), Days: 12, CustomerCount: 31},
	}
	var out strings.Builder
	if err := printAlert(Streams{Out: &out, Err: io.Discard, Width: 200}, a); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"nobody has owned it for 12 days: 31 customers", "brought complaints to 0.40 of what was expected"} {
		if !strings.Contains(out.String(), words) {
			t.Errorf("it does not say %q:\n%s", words, out.String())
		}
	}
}

func testAlertsOwn(t *testing.T, f filled) {
	a := f.firing(t)
	id, team := idOf(a.GetName()), a.GetOwnerships()[0].GetTeam()
	other := "digital"
	if team == other {
		other = "claims"
	}
	own := func(word string, more ...string) result {
		t.Helper()
		return run(t, "", append([]string{"alerts", word, id, "accountable", "--team", team}, more...)...)
	}
	own("decline").want(t, exitUsage, "--reason must be given")
	run(t, "", "alerts", "accept", id, "both", "--team", team).want(t, exitUsage, `SLOT must be accountable or contributing, not "both"`)
	own("accept", "--etag", "old").want(t, exitFailure, "ETAG_MISMATCH")
	own("accept", "--person", "R. Diaz").want(t, exitOK, team+" (R. Diaz), accepted", "etag")
	own("assign").want(t, exitOK, team+", accepted")
	own("hand-over", "--to", other, "--reason", "theirs from now on", "--json").want(t, exitOK, `"state":"OWNERSHIP_STATE_HANDING_OVER"`, `"askedTeam":"`+other+`"`)
	run(t, "", "alerts", "show", id).want(t, exitOK, team+", handing over to "+other+", answer due 20")
	run(t, "", "__complete", "alerts", "accept", id, "").want(t, exitOK, "accountable\ncontributing\n")
}

func testAlertsAct(t *testing.T, f filled) {
	id := idOf(f.firing(t).GetName())
	act := func(word string, more ...string) result {
		t.Helper()
		return run(t, "", append([]string{"alerts", word, id}, more...)...)
	}
	act("ack", "--etag", "old").want(t, exitFailure, "ETAG_MISMATCH")
	act("ack", "--comment", "on it").want(t, exitOK, "acknowledged since 20", "etag")
	act("snooze").want(t, exitUsage, "--until or --growth-percent must be given")
	act("snooze", "--until", "2001-01-01").want(t, exitFailure, "until")
	act("snooze", "--growth-percent", "50").want(t, exitOK, "snoozed since 20")
	act("unsnooze").want(t, exitOK, id)
	act("resolve").want(t, exitUsage, "--comment must be given")
	act("resolve", "--comment", "scanned first", "--json").want(t, exitOK, `"state":"ALERT_STATE_RESOLVED"`)
	act("reopen").want(t, exitOK, id)
}

// A quote must not drive the terminal of whoever reads it, in any form in which it is printed.
func TestAQuoteCannotDriveTheTerminal(t *testing.T) {
	const evil = "It \x1b]0;owned\a\x1b[2J\u009b31m said\rready \u202ekcab"
	quote := &throughlinev1.Quote{Text: evil, ExternalId: evil, Source: evil, OccurredAt: timestamppb.Now()}
	a := &throughline.Alert{
		Name: "tenants/acme/alerts/01a213c7-4590-742c-87c2-216f617fe60e", Title: evil, WhatBroke: evil,
		FromSide: &throughlinev1.TouchpointReference{DisplayName: evil}, ToSide: &throughlinev1.TouchpointReference{DisplayName: evil},
		Reading:    &throughline.Reading{Quotes: []*throughlinev1.Quote{quote}, CounterExample: &throughlinev1.CounterExample{Quote: quote}},
		LastChange: &throughlinev1.AlertChange{Reason: evil},
	}
	event := &throughlinev1.WatchAlertsResponse{Event: &throughlinev1.WatchAlertsResponse_AlertEvent{
		AlertEvent: &throughlinev1.AlertEvent{Alert: a, Change: a.GetLastChange()},
	}}
	for _, asJSON := range []bool{false, true} {
		var out strings.Builder
		s := Streams{Out: &out, Err: io.Discard, Width: 100, Shown: true}
		o := listFlags{remoteFlags: remoteFlags{json: asJSON}}
		if err := printOne(s, o.remoteFlags, a, func(a *throughline.Alert) error { return printAlert(s, a) }); err != nil {
			t.Fatal(err)
		}
		table := terminal.NewTable(terminal.Column{Name: "TITLE", Wide: true})
		err := printList(s, o, func(yield func(*throughline.Alert, error) bool) { yield(a, nil) }, table, func(a *throughline.Alert) []string { return []string{a.GetTitle()} })
		if err != nil {
			t.Fatal(err)
		}
		if err := printMessage(s, o.remoteFlags, event); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), "said") {
			t.Fatalf("control: the quote is not printed:\n%s", out.String())
		}
		if i := strings.IndexFunc(out.String(), func(r rune) bool { return r != '\n' && (r < ' ' || 0x7f <= r && r < 0xa0 || r == '\u202e') }); i >= 0 {
			t.Errorf("as JSON %v: it prints %q", asJSON, out.String()[i:min(i+20, out.Len())])
		}
	}
}

// follow runs a command that goes on until it is stopped. stop returns what it came to.
func follow(t *testing.T, args ...string) (out *bufio.Reader, stop func() result) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, print := io.Pipe()
	ended := make(chan result, 1)
	go func() {
		var said strings.Builder
		code := Run(ctx, args, Streams{In: strings.NewReader(""), Out: print, Err: &said})
		_ = print.Close()
		ended <- result{code: code, err: said.String()}
	}()
	return bufio.NewReader(read), func() result {
		cancel()
		go func() { _, _ = io.Copy(io.Discard, read) }()
		return <-ended
	}
}

// nextLine reads a line of what a command prints.
func nextLine(t *testing.T, out *bufio.Reader) string {
	t.Helper()
	line, err := out.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// A watch brings what changes from its start, ends in order, and goes on where it was ended.
func TestAlertsWatch(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	t.Setenv("THROUGHLINE_SERVER", s.GRPCAddr())
	out, stop := follow(t, "alerts", "watch", "--json")
	var message struct {
		ResumeToken string                                 `json:"resumeToken"`
		AlertEvent  *struct{ Alert struct{ Name string } } `json:"alertEvent"`
	}
	next := func() {
		t.Helper()
		message.AlertEvent = nil
		if err := json.Unmarshal([]byte(nextLine(t, out)), &message); err != nil || message.ResumeToken == "" {
			t.Fatalf("%+v, %v", message, err)
		}
	}
	next() // it comes at once
	run(t, "", "import", insurance).want(t, exitOK)
	for next(); message.AlertEvent == nil; next() {
	}
	stop().want(t, exitOK, "watching the alerts of tenant acme", "to go on from here: throughline alerts watch --resume-token ")

	out, stop = follow(t, "alerts", "watch", "--resume-token", message.ResumeToken)
	if first := nextLine(t, out); !strings.Contains(first, " → ") {
		t.Errorf("after the first change comes %q", first)
	}
	if second := nextLine(t, out); !regexp.MustCompile(`^  [0-9a-f-]{36}  \S`).MatchString(second) {
		t.Errorf("and below it %q", second)
	}
	stop().want(t, exitOK)
	run(t, "", "alerts", "watch", "--resume-token", "nonsense").want(t, exitFailure, "RESUME_TOKEN_INVALID")
}

// Ctrl-C is how a watch ends, so it is no failure.
func TestAlertsWatchUntilASignal(t *testing.T) {
	s := apptest.Start(t)
	t.Setenv("THROUGHLINE_API_KEY", s.Key)
	p := startProgram(t, "alerts", "watch", "--server", s.GRPCAddr(), "--state", "firing")
	p.until(t, "watching the alerts of tenant acme; Ctrl-C ends it")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code, said := p.end(t); code != exitOK || !strings.HasPrefix(said, "to go on from here: throughline alerts watch --state firing --resume-token ") {
		t.Errorf("exit code %d; it said %q", code, said)
	}
}

func testCompletionOfIDs(t *testing.T, f filled) {
	a := f.firing(t)
	for _, line := range []string{"alerts show", "alerts explain"} {
		r := run(t, "", append(append([]string{"__complete"}, strings.Fields(line)...), "")...)
		r.want(t, exitOK, idOf(a.GetName())+"\t"+a.GetTitle(), ":4")
	}
	run(t, "", "__complete", "alerts", "list", "--state", "").want(t, exitOK, "near_threshold", "firing")
	t.Setenv("THROUGHLINE_SERVER", "127.0.0.1:1")
	run(t, "", "__complete", "alerts", "show", "").want(t, exitOK, ":")
}

func TestCompletionScripts(t *testing.T) {
	for _, shell := range shells {
		r := run(t, "", "completion", shell)
		r.want(t, exitOK, "throughline", "__complete")
		if path, err := exec.LookPath(shell); err == nil && (shell == "bash" || shell == "zsh") {
			check := exec.Command(path, "-n")
			check.Stdin = strings.NewReader(r.out)
			if out, err := check.CombinedOutput(); err != nil {
				t.Errorf("%s refuses its script: %v\n%s", shell, err, out)
			}
		}
	}
	run(t, "", "completion", "tcsh").want(t, exitUsage, `not "tcsh"`)
	run(t, "", "completion").want(t, exitUsage, "completion needs SHELL: bash, zsh, fish or powershell")
	run(t, "", "__complete", "completion", "").want(t, exitOK, "powershell")
}
