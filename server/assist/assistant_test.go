package assist

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

func TestTheLanguageModelHasItsSay(t *testing.T) {
	f := newFixture(t, answers(t, said()))
	got := f.read(told(complaint))
	if got.Outcome != Asked || got.Tokens != 100 || len(got.Mentions) != 1 {
		t.Fatalf("%+v", got)
	}
	m := got.Mentions[0]
	from, _ := m.FromKind.Top()
	to, _ := m.ToKind.Top()
	if from != "app" || to != "store" || m.Quote.Text != said().Quote || complaint[m.Quote.Start:m.Quote.End] != said().Quote {
		t.Errorf("%+v", m)
	}
	if m.Assistant != (understand.Assistant{Model: "labels-1", Prompt: PromptVersion}) {
		t.Errorf("provenance %+v", m.Assistant)
	}
}

func TestOnlyWhatLiesInTheBandIsAskedAbout(t *testing.T) {
	confidence := understand.NewReader(understand.Default(), nil).Read(told(complaint))[0].Confidence
	for _, c := range []struct {
		from, to float64
		want     Outcome
	}{
		{0, 1, Asked}, {confidence, confidence, Asked}, {min(1, confidence+0.001), 1, NotAsked}, {0, confidence - 0.001, NotAsked},
	} {
		f := newFixture(t, answers(t, said()), func(s *Settings) { s.From, s.To = c.from, c.to })
		if got := f.read(told(complaint)); got.Outcome != c.want {
			t.Errorf("local confidence %v, band %v to %v: %s, want %s", confidence, c.from, c.to, got.Outcome, c.want)
		}
	}
	asked := 0
	f := newFixture(t, counting(&asked, answers(t)))
	f.stands(told("Thanks, all good."), NotAsked)
	f.stands(ingest.Interaction{Turns: []ingest.Turn{{Speaker: ingest.SpeakerAgent, Text: complaint}}}, NotAsked)
	if asked > 0 {
		t.Error("it was asked about a text without a complaint, or without a customer")
	}
}

func TestNothingBrokeSaysTheLanguageModel(t *testing.T) {
	f := newFixture(t, answers(t))
	got := f.read(told(complaint))
	if got.Outcome != Asked {
		t.Fatal(got.Outcome)
	}
	for _, m := range got.Mentions {
		if m.Confidence >= 0.5 || m.Assistant.Model == "" {
			t.Errorf("%+v", m)
		}
	}
}

func TestTheSameWordsAreAskedAboutOnce(t *testing.T) {
	asked := 0
	f := newFixture(t, counting(&asked, answers(t, said())))
	first := f.read(told(complaint))
	again := told(complaint)
	again.ExternalID, again.CustomerID = "another", "another"
	second := f.read(again)
	if asked != 1 || second.Outcome != Cached || data(t, first.Mentions) != data(t, second.Mentions) {
		t.Errorf("asked %d times, then %s", asked, second.Outcome)
	}
	if f.Read(t.Context(), "other", f.local, told(complaint)).Outcome != Asked {
		t.Error("one tenant's answer serves another")
	}
	if f.read(told(complaint+" Twice.")).Outcome != Asked || asked != 3 {
		t.Error("other words were not asked about")
	}
	for hash, answer := range f.keeper.answers {
		if strings.Contains(string(answer), "pickup") {
			t.Errorf("%v keeps words: %s", hash, answer)
		}
	}
}

// What is kept is data, too: an answer that does not fit the text any more is asked for again.
func TestKeptAnswersAreChecked(t *testing.T) {
	good := `{"confidence":1,"from":{"kind":"app","words":{"turn":0,"start":0,"end":7}},"to":{"kind":"store","words":{}},"mode":"bounced","located":"both","quote":{"turn":0,"start":0,"end":20}}`
	for name, kept := range map[string]string{
		"no JSON":             `[`,
		"outside of the turn": strings.Replace(good, `"end":20`, `"end":20000`, 1),
		"no such turn":        strings.Replace(good, `"turn":0,"start":0,"end":20`, `"turn":9,"start":0,"end":20`, 1),
		"before the text":     strings.Replace(good, `"start":0,"end":20`, `"start":-1,"end":20`, 1),
		"the agent's words":   strings.Replace(good, `"turn":0,"start":0,"end":20`, `"turn":1,"start":0,"end":20`, 1),
		"no words":            strings.Replace(good, `"start":0,"end":20`, `"start":20,"end":20`, 1),
		"no such kind":        strings.Replace(good, "store", "moon", 1),
	} {
		f := newFixture(t, answers(t, said()))
		hash := contentHash("labels-1", show(told(complaint)))
		for _, c := range []struct {
			kept string
			want Outcome
		}{{"[" + good + "]", Cached}, {"[" + kept + "]", Asked}} {
			f.keeper.answers = map[[2]string][]byte{{"acme", hash}: []byte(c.kept)}
			if got := f.read(told(complaint)); got.Outcome != c.want {
				t.Errorf("%s: %s, want %s", name, got.Outcome, c.want)
			}
		}
	}
}

func TestTheBudgetOfADay(t *testing.T) {
	asked := 0
	f := newFixture(t, counting(&asked, answers(t, said())), func(s *Settings) { s.RequestsPerDay = 2 })
	for i, want := range []Outcome{Asked, Asked, OverBudget} {
		if got := f.read(told(complaint + repeated("!", i))); got.Outcome != want {
			t.Errorf("question %d: %s, want %s", i, got.Outcome, want)
		}
	}
	f.stands(told(complaint+" No, really."), OverBudget)
	if f.read(told(complaint)).Outcome != Cached {
		t.Error("what is known costs nothing, and is refused")
	}
	if f.Read(t.Context(), "other", f.local, told(complaint)).Outcome != Asked {
		t.Error("one tenant spends another's budget")
	}
	f.now = f.now.Add(time.Hour) // midnight, UTC
	if f.read(told(complaint+" No, really.")).Outcome != Asked || asked != 4 {
		t.Errorf("the next day: asked %d times in all, want 4", asked)
	}
}

// A question is refused when its estimate does not fit; what it really cost is what counts after.
func TestTheTokensOfADay(t *testing.T) {
	f := newFixture(t, answers(t, said()), func(s *Settings) { s.TokensPerDay = 100 })
	f.stands(told(complaint), OverBudget)
	f = newFixture(t, answers(t, said()), func(s *Settings) { s.TokensPerDay = 5000 })
	for i := range 10 {
		if got := f.read(told(complaint + repeated("!", i))); got.Outcome != Asked {
			t.Fatalf("question %d: %s", i, got.Outcome)
		}
	}
	for on, s := range f.keeper.spent {
		if s != (spending{requests: 10, tokens: 1000}) {
			t.Errorf("%v: %+v", on, s)
		}
	}
}

// Repetitions are requests like others.
func TestRepetitionsAreWithinTheBudget(t *testing.T) {
	asked := 0
	f := newFixture(t, counting(&asked, status(500)), func(s *Settings) { s.Retries, s.RequestsPerDay = 5, 2 })
	f.stands(told(complaint), OverBudget)
	if asked != 2 {
		t.Errorf("%d requests were sent, want 2", asked)
	}
}

func TestAnEndpointThatFailsIsLeftAlone(t *testing.T) {
	asked := 0
	f := newFixture(t, counting(&asked, status(500)))
	for range failuresToRest {
		f.stands(told(complaint), Failed)
	}
	f.stands(told(complaint), Resting)
	if asked != failuresToRest {
		t.Errorf("asked %d times, want %d", asked, failuresToRest)
	}
	for _, s := range f.keeper.spent {
		if s.requests != failuresToRest {
			t.Errorf("%d requests are paid for", s.requests)
		}
	}
}

// Spent budgets say nothing about the endpoint.
func TestASpentBudgetDoesNotCountAsFailure(t *testing.T) {
	f := newFixture(t, answers(t, said()), func(s *Settings) { s.RequestsPerDay = 1 })
	f.read(told(complaint))
	for range failuresToRest + 1 {
		f.stands(told(complaint+" Again."), OverBudget)
	}
	f.now = f.now.Add(2 * time.Hour)
	if got := f.read(told(complaint + " Again.")); got.Outcome != Asked {
		t.Errorf("the next day: %s", got.Outcome)
	}
}

func TestNoMoreQuestionsAtOnceThanAllowed(t *testing.T) {
	arrived, leave := make(chan struct{}, 10), make(chan struct{})
	f := newFixture(t, func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-leave
		reply200(w, `{"mentions":[]}`, 1)
	}, func(s *Settings) { s.Concurrency = 2 })
	if f.Concurrency() != 2 {
		t.Error(f.Concurrency())
	}
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() { f.read(told(complaint + repeated("!", i))) })
	}
	<-arrived
	<-arrived
	waiting, cancel := context.WithCancel(t.Context())
	cancel()
	if got := f.Read(waiting, "acme", f.local, told(complaint+" Well.")); got.Outcome != Stopped {
		t.Errorf("one that waits in vain: %s", got.Outcome)
	}
	if len(arrived) != 0 {
		t.Error("a third question came in while two were under way")
	}
	close(leave)
	all.Wait()
}

func TestAKeeperOutOfReach(t *testing.T) {
	f := newFixture(t, answers(t, said()))
	f.Assistant.keeper = without{f.keeper}
	f.stands(told(complaint), Unavailable)
}

func TestLongInteractionsAreNotSent(t *testing.T) {
	asked := 0
	f := newFixture(t, counting(&asked, answers(t, said())))
	f.stands(told(complaint+repeated(" They sent me on.", 5000)), TooLong)
	if asked > 0 {
		t.Error("it was sent")
	}
}

// Neither the key nor what a customer or an endpoint says gets into a log.
func TestLogsTellNoSecrets(t *testing.T) {
	var out bytes.Buffer
	f := newFixture(t, status(500, "Retry-After", "7200"))
	f.log = slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	for range failuresToRest + 1 {
		f.read(told(complaint))
	}
	f.log.Info("settings", "all", f.settings, "key", f.settings.APIKey)
	if got := out.String(); strings.Contains(got, key) || strings.Contains(got, "pickup") || !strings.Contains(got, "status 500") || !strings.Contains(got, "is=open") {
		t.Error(got)
	}
}
