package api

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand"
)

// brokenClaim is a break as a customer tells it, with words that redaction takes out before it.
const brokenClaim = "My mail is jane.roe@example.com. The website took my claim on Sunday, the phone line had no record of it, " +
	"and the branch sent me back to the website. I had to tell the whole story three times."

// claims is a pipeline whose model reads, on a map that knows brokenClaim's touchpoints.
func claims(t *testing.T) *pipeline {
	p := newPipeline(newFixture(t))
	p.understanding.Given = nil
	current := call(t, p.journeys.GetJourneyMap, &v1.GetJourneyMapRequest{Name: mapName})
	current.Touchpoints = []*v1.Touchpoint{
		{Id: "portal", DisplayName: "Portal", Aliases: []string{"website"}, Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_WEB}},
		{Id: "line", DisplayName: "Phone line", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_PHONE}},
		{Id: "branch", DisplayName: "Branch", Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}},
	}
	call(t, p.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: current})
	return p
}

// conversation is an interaction in which the customer speaks second and last.
func conversation(id, told string) *v1.Interaction {
	in := interaction(id, "")
	in.LocationId = "l1"
	in.Turns = []*v1.Turn{
		{Speaker: v1.Speaker_SPEAKER_AGENT, Text: "Good morning, claims."},
		{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: told},
		{Speaker: v1.Speaker_SPEAKER_CUSTOMER, Text: "Thank you, bye."},
	}
	return in
}

// tell pushes a conversation, lets it be read, and returns the one mention that it founds.
func (p *pipeline) tell(in *v1.Interaction) *v1.Mention {
	p.t.Helper()
	p.push(in)
	p.settle()
	var out []*v1.Mention
	for _, c := range call(p.t, p.clusters.ListClusters, &v1.ListClustersRequest{Parent: parent}).GetClusters() {
		out = append(out, call(p.t, p.clusters.ListMentions, &v1.ListMentionsRequest{Parent: c.GetName()}).GetMentions()...)
	}
	if len(out) == 0 || out[0].GetOrdinal() != 0 {
		p.t.Fatalf("mentions %v, want one at least", out)
	}
	return out[0]
}

func (p *pipeline) explain(m *v1.Mention) *v1.ExplainMentionResponse {
	p.t.Helper()
	return call(p.t, p.clusters.ExplainMention, &v1.ExplainMentionRequest{Name: m.GetName()})
}

// Whoever doubts a mention must see which of the customer's words made it.
func TestAMentionIsExplained(t *testing.T) {
	p := claims(t)
	m := p.tell(conversation("x", brokenClaim))
	e := p.explain(m)
	if e.GetMention() != m.GetName() || e.GetModel() != understand.Default().Version() || e.GetMentionModel() != e.GetModel() || e.GetAssistant() != "" {
		t.Errorf("%s, read by %s, found by %s with %q", e.GetMention(), e.GetModel(), e.GetMentionModel(), e.GetAssistant())
	}
	if !proto.Equal(e.GetQuote(), m.GetQuote()) || e.GetConfidence() != m.GetConfidence() {
		t.Errorf("quote %v at %v, the mention has %v at %v", e.GetQuote(), e.GetConfidence(), m.GetQuote(), m.GetConfidence())
	}
	sum := 0.0
	for _, part := range e.GetLogOdds() {
		sum += part.GetValue()
	}
	if got := 1 / (1 + math.Exp(-sum)); math.Abs(got-m.GetConfidence()) > 1e-9 || e.GetLogOdds()[0].GetPart() != "base" {
		t.Errorf("the parts %v say %v, the mention %v", e.GetLogOdds(), got, m.GetConfidence())
	}
	for _, side := range []struct {
		told *v1.TouchpointKindProbability
		of   []*v1.TouchpointKindProbability
	}{{e.GetFromKind(), m.GetFromKinds()}, {e.GetToKind(), m.GetToKinds()}} {
		if side.told.GetKind() != 0 && !proto.Equal(side.told, side.of[0]) {
			t.Errorf("a side is explained as %v, the mention has %v", side.told, side.of)
		}
	}
	if again := p.explain(m); !proto.Equal(again, e) {
		t.Error("the same mention is explained in another way when asked again")
	}
	in := call(t, p.ingestion.GetInteraction, &v1.GetInteractionRequest{Name: m.GetInteraction()})
	checkWords(t, e, in)
	checkNames(t, e, in)
}

// checkWords wants deciding words that stand in the stored text, the strongest first.
func checkWords(t *testing.T, e *v1.ExplainMentionResponse, in *v1.Interaction) {
	t.Helper()
	if len(e.GetBreakWords()) == 0 {
		t.Error("no words decide")
	}
	for _, words := range [][]*v1.DecidingWord{e.GetBreakWords(), e.GetFromWords(), e.GetToWords()} {
		for i, w := range words {
			if stored := in.GetTurns()[w.GetTurn()].GetText(); stored[w.GetStartOffset():w.GetEndOffset()] != w.GetText() || w.GetTurn() != 1 {
				t.Errorf("%v does not stand in %q", w, stored)
			}
			if math.Abs(w.GetEffect()) < 0.05 || i >= 8 || i > 0 && math.Abs(w.GetEffect()) > math.Abs(words[i-1].GetEffect()) {
				t.Errorf("word %d of %v", i, words)
			}
		}
	}
}

// checkNames wants each touchpoint that the text names, by its alias or name.
func checkNames(t *testing.T, e *v1.ExplainMentionResponse, in *v1.Interaction) {
	t.Helper()
	found := map[string]string{}
	for _, n := range e.GetNamedTouchpoints() {
		if stored := in.GetTurns()[n.GetTurn()].GetText(); stored[n.GetStartOffset():n.GetEndOffset()] != n.GetText() || n.GetKind() == 0 {
			t.Errorf("%v does not stand in %q", n, stored)
		}
		for _, id := range n.GetTouchpoints() {
			found[id] = n.GetText()
		}
	}
	if found["portal"] != "website" || found["line"] == "" || found["branch"] == "" {
		t.Errorf("the words %q name %v", e.GetQuote().GetText(), found)
	}
}

// readAs is what a model of another version finds, changed.
func (p *pipeline) readAs(change func(*understand.Mention)) func(ingest.Interaction) []understand.Mention {
	version := must(p.GetJourneyMap(p.t.Context(), acme))
	reader := understand.NewReader(understand.Default(), version.Map)
	return func(in ingest.Interaction) []understand.Mention {
		found := reader.Read(in)[:1]
		found[0].Model = "older"
		change(&found[0])
		return found
	}
}

// What another model or a language model found is explained as the model of today reads it, and
// the answer says whose reading it is.
func TestAnExplanationSaysWhoseReadingItIs(t *testing.T) {
	p := claims(t)
	p.understanding.Given = p.readAs(func(m *understand.Mention) {
		m.Confidence, m.FromKind = 0.99, journey.Certain("advisor", 0.9)
		m.Quote.Start += strings.IndexByte(m.Quote.Text, ' ') + 1 // other words, though some of them
		m.Quote.Text = m.Quote.Text[strings.IndexByte(m.Quote.Text, ' ')+1:]
		m.Assistant = understand.Assistant{Model: "labels-1", Prompt: "7"}
	})
	m := p.tell(conversation("x", brokenClaim))
	e := p.explain(m)
	if e.GetMentionModel() != "older" || e.GetModel() != understand.Default().Version() || e.GetAssistant() != "labels-1" || e.GetPromptVersion() != "7" {
		t.Errorf("found by %s with %s, prompt %s; read by %s", e.GetMentionModel(), e.GetAssistant(), e.GetPromptVersion(), e.GetModel())
	}
	if e.GetQuote().GetText() == m.GetQuote().GetText() || !strings.HasSuffix(e.GetQuote().GetText(), m.GetQuote().GetText()) || e.GetConfidence() == m.GetConfidence() {
		t.Errorf("quote %q at %v, the mention has %q at %v", e.GetQuote().GetText(), e.GetConfidence(), m.GetQuote().GetText(), m.GetConfidence())
	}
	if e.GetFromKind().GetKind() == v1.TouchpointKind_TOUCHPOINT_KIND_ADVISOR {
		t.Error("the side is the mention's, not what is read today")
	}
}

// Nothing explains what is not found: the error says where it was, and by whom.
func TestWhatIsNotFoundAgainIsNotExplained(t *testing.T) {
	for name, c := range map[string]struct {
		assistant understand.Assistant
		padding   int // bytes that are added to the agent's words
		want      []string
	}{
		"another model":    {want: []string{understand.Default().Version(), "turn 2, bytes 0 to 9", "model older"}},
		"a language model": {assistant: understand.Assistant{Model: "labels-1", Prompt: "7"}, want: []string{"language model labels-1"}},
		"too long":         {padding: explainedText, want: []string{"up to 65536"}},
	} {
		p := claims(t)
		p.understanding.Given = p.readAs(func(m *understand.Mention) {
			m.Quote = understand.Quote{Turn: 2, End: len("Thank you"), Text: "Thank you"}
			m.Assistant = c.assistant
		})
		in := conversation("x", brokenClaim)
		in.Turns[0].Text += strings.Repeat(" ", c.padding)
		m := p.tell(in)
		s := refused(t, p.clusters.ExplainMention, &v1.ExplainMentionRequest{Name: m.GetName()}, codes.FailedPrecondition, "EXPLANATION_UNAVAILABLE")
		for _, want := range c.want {
			if !strings.Contains(s.Message(), want) {
				t.Errorf("%s: %q does not say %q", name, s.Message(), want)
			}
		}
		if told := detail[*errdetails.ErrorInfo](s).GetMetadata(); told["model"] != understand.Default().Version() || told["mention_model"] != "older" {
			t.Errorf("%s: metadata %v", name, told)
		}
	}
}

func TestTheQuoteThatSharesMostIsExplained(t *testing.T) {
	at := func(turn, start, end int) understand.Mention {
		return understand.Mention{Quote: understand.Quote{Turn: turn, Start: start, End: end}}
	}
	read := []understand.Mention{at(0, 0, 50), at(1, 100, 200), at(1, 0, 50)}
	for _, c := range []struct {
		quote understand.Quote
		want  int
	}{
		{understand.Quote{Turn: 1, Start: 100, End: 200}, 1},
		{understand.Quote{Turn: 1, Start: 45, End: 110}, 1},
		{understand.Quote{Turn: 1, Start: 30, End: 110}, 2},
		{understand.Quote{Turn: 0, Start: 100, End: 200}, -1},
		{understand.Quote{Turn: 1, Start: 50, End: 100}, -1},
		{understand.Quote{Turn: 2, Start: 0, End: 50}, -1},
	} {
		if got := sharing(read, c.quote); got != c.want {
			t.Errorf("%+v: %d, want %d", c.quote, got, c.want)
		}
	}
	if got := sharing(nil, understand.Quote{End: 1}); got != -1 {
		t.Errorf("of no mentions number %d", got)
	}
}

func TestWhoMayHaveAMentionExplained(t *testing.T) {
	p := claims(t)
	m := p.tell(conversation("x", brokenClaim))
	ask := func(key, name string) error {
		_, err := v1.NewClusterServiceClient(p.conn(key)).ExplainMention(t.Context(), &v1.ExplainMentionRequest{Name: name})
		return err
	}
	if err := ask(p.key(store.Viewer), m.GetName()); err != nil {
		t.Errorf("a viewer: %v", err)
	}
	checkError(t, ask(p.key(store.Ingester), m.GetName()), codes.PermissionDenied, "ROLE_INSUFFICIENT")
	must(p.CreateTenant(t.Context(), store.Tenant{ID: "other", DisplayName: "Other", FallbackTeam: "care"}))
	_, made, err := p.CreateAPIKey(t.Context(), "other", store.NewAPIKey{Role: store.Admin})
	if err != nil {
		t.Fatal(err)
	}
	id := m.GetName()[strings.LastIndexByte(m.GetName(), '/'):]
	foreign, absent := ask(made.Reveal(), m.GetName()), ask(made.Reveal(), "tenants/other/mentions"+id)
	checkError(t, foreign, codes.NotFound, "RESOURCE_NOT_FOUND")
	checkError(t, absent, codes.NotFound, "RESOURCE_NOT_FOUND")
	if foreign.Error() != absent.Error() {
		t.Errorf("another tenant's mention: %v, one that never was: %v", foreign, absent)
	}
	refused(t, p.clusters.ExplainMention, &v1.ExplainMentionRequest{Name: parent + "/mentions/" + uuid.NewString()}, codes.NotFound, "RESOURCE_NOT_FOUND")
	for _, bad := range []string{"", parent + "/mentions/x", parent + "/clusters/" + uuid.NewString()} {
		s := refused(t, p.clusters.ExplainMention, &v1.ExplainMentionRequest{Name: bad}, codes.InvalidArgument, "FIELD_INVALID")
		if !slices.Equal(fields(s), []string{"name"}) {
			t.Errorf("%q: wrong are %v", bad, fields(s))
		}
	}
}

// Explaining is dear: whoever comes while as many explain as may waits, and no longer than asked.
func TestFewMentionsAreExplainedAtOnce(t *testing.T) {
	p := claims(t)
	m := p.tell(conversation("x", brokenClaim))
	s := &clusterService{core: &core{Options: Options{Store: p.Store, Model: understand.Default()}}, explaining: make(chan struct{}, 1)}
	s.explaining <- struct{}{}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := s.ExplainMention(ctx, &v1.ExplainMentionRequest{Name: m.GetName()})
	checkError(t, Error(err), codes.DeadlineExceeded, "DEADLINE_EXCEEDED")
	<-s.explaining
	if e, err := s.ExplainMention(t.Context(), &v1.ExplainMentionRequest{Name: m.GetName()}); err != nil || len(s.explaining) != 0 {
		t.Errorf("%v, %v; %d still explain", e, err, len(s.explaining))
	}
}
