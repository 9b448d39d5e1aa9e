package evaluate_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/route"
)

// reminding is a policy by which few complaints never fire, and reminders on.
func reminding() evaluate.Config {
	c := config
	c.Reminding = true
	c.Policy = alert.Policy{WindowDays: 60, MinCustomers: 50}.WithDefaults()
	return c
}

// worth gives a customer's account a value.
func worth(s *evaluate.State, account string, minor int64) {
	s.SetAccount(ingest.Account{AccountID: account, AnnualValue: &ingest.Money{Minor: minor, Currency: "USD"}})
}

// reminders lists what owners are reminded of, with whom is told and when.
func reminders(notices []evaluate.Notice) (out []evaluate.Notice) {
	for _, n := range notices {
		if strings.HasPrefix(n.Change.Reason, "monthly reminder") {
			out = append(out, n)
		}
	}
	return out
}

// Owners are reminded of a costly break once in a calendar month, in the month after that in which it
// was first heard of, and of the costliest for each complaint first.
func TestCostlyBreaksAreToldOnceAMonth(t *testing.T) {
	c := reminding()
	s := evaluate.NewState() // monday is the 2nd of March
	worth(s, "rich", 900_000)
	worth(s, "poor", 1_000)
	march := []evaluate.Arrival{
		arrival(1, 24, "rich", "web", "desk"), arrival(2, 30, "poor", "desk", "till"), arrival(3, 31, "poor", "desk", "till"),
	}
	if got := reminders(s.Advance(end(20).End(), march, c).Notices); len(got) != 0 {
		t.Fatalf("reminded in the month in which it was first heard of: %v", got[0].Change.Reason)
	}
	first := reminders(s.Advance(end(30).Start().Add(time.Hour), nil, c).Notices) // the 1st of April
	if len(first) != 2 {
		t.Fatalf("%d reminders on the first of April, want two", len(first))
	}
	n := first[0]
	if want := "monthly reminder: few complain and much is at stake: USD 9000.00 of account value with 1 complaint in 60 days, 9000.00 for each; it has never fired"; n.Change.Reason != want {
		t.Errorf("%q, want %q", n.Change.Reason, want)
	}
	if n.Change.From != n.Change.To || n.Change.To != alert.Forming || n.Message.Why.Reason != n.Change.Reason || n.Alert.Changes != 1 || n.Alert.Handling.Reminded == nil {
		t.Errorf("the change is %+v", n.Change)
	}
	if len(n.Deliveries) != 2 {
		t.Fatalf("%d are told, want both owners", len(n.Deliveries))
	}
	for _, d := range n.Deliveries {
		if want := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC); d.Held != route.HeldDigest || !d.HeldUntil.Equal(want) {
			t.Errorf("%s is told %q at %s, want with the digest at %s", d.Owner.Team, d.Held, d.HeldUntil, want)
		}
	}
	for _, day := range []int{30, 31, 45, 58} {
		if got := reminders(s.Advance(end(day).End(), []evaluate.Arrival{arrival(100+day, 24*day, "rich", "web", "desk")}, c).Notices); len(got) != 0 {
			t.Errorf("reminded again on %s", end(day))
		}
	}
	if got := reminders(s.Advance(end(62).End(), nil, c).Notices); len(got) != 1 || got[0].Alert.Changes != 2 {
		t.Errorf("in May %d reminders, want one of what is still in the window", len(got))
	}
}

func TestWhoIsNotRemindedOfCostlyBreaks(t *testing.T) {
	for name, change := range map[string]func(*evaluate.Config, *evaluate.State){
		"switched off":     func(c *evaluate.Config, _ *evaluate.State) { c.Reminding = false },
		"no policy":        func(c *evaluate.Config, _ *evaluate.State) { c.Policy = alert.Policy{} },
		"it fired":         func(c *evaluate.Config, _ *evaluate.State) { c.Policy.MinCustomers = 1 },
		"nothing at stake": func(_ *evaluate.Config, s *evaluate.State) { worth(s, "rich", 0) },
	} {
		c, s := reminding(), evaluate.NewState()
		worth(s, "rich", 900_000)
		change(&c, s)
		var all []evaluate.Notice
		all = append(all, s.Advance(end(20).End(), []evaluate.Arrival{arrival(1, 24, "rich", "web", "desk")}, c).Notices...)
		all = append(all, s.Advance(end(40).End(), nil, c).Notices...)
		if got := reminders(all); len(got) != 0 {
			t.Errorf("%s: %q", name, got[0].Change.Reason)
		}
	}
}

// A month begins where the tenant is, not where UTC is; and no more than a handful are told.
func TestTheMonthIsThatOfTheTenant(t *testing.T) {
	tokyo := time.FixedZone("ahead", 9*60*60)
	s, c := in(t, tokyo), reminding()
	var log []evaluate.Arrival
	for i, seam := range []string{"web desk", "desk till", "web till", "desk web", "till web", "till desk"} {
		account := fmt.Sprint("a", i)
		worth(s, account, int64(1000*(i+1)))
		from, to, _ := strings.Cut(seam, " ")
		a := arrival(i, 24+i, account, from, to)
		a.Mentions[0].Quote.Text = seam + " is where it went wrong for me"
		log = append(log, a)
	}
	s.Advance(end(20).End(), log, c)
	if n := len(s.Groups().Clusters()); n != 6 {
		t.Fatalf("%d breaks", n)
	}
	last := time.Date(2026, 3, 31, 15, 0, 0, 0, time.UTC) // midnight there
	if got := reminders(s.Advance(last.Add(-time.Microsecond), nil, c).Notices); len(got) != 0 {
		t.Errorf("reminded before the month is over there")
	}
	got := reminders(s.Advance(last, nil, c).Notices)
	if len(got) != 5 || !strings.Contains(got[0].Change.Reason, "60.00 for each") || !strings.Contains(got[4].Change.Reason, "20.00 for each") {
		t.Errorf("%d reminders once the month has begun there, want the five costliest of six", len(got))
	}

}
