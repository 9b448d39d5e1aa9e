package api

import (
	"fmt"
	"log/slog"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/understand"
)

// pipeline is the workers behind a fixture, with mentions that the test gives.
type pipeline struct {
	*fixture
	understanding *jobs.Understanding
}

// seams is how many seams the pipeline's map has: from a0 to b0, from a1 to b1 and so on.
const seams = 3

func newPipeline(f *fixture) *pipeline {
	f.t.Helper()
	m := &v1.JourneyMap{Name: mapName, Teams: []string{"digital"}}
	for i := range seams {
		for _, side := range []string{"a", "b"} {
			m.Touchpoints = append(m.Touchpoints, &v1.Touchpoint{
				Id: fmt.Sprint(side, i), Kinds: []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE}, Team: "digital",
			})
		}
	}
	call(f.t, f.journeys.UpdateJourneyMap, &v1.UpdateJourneyMapRequest{JourneyMap: m})
	call(f.t, f.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: testPolicy()})
	return pipelineOf(f)
}

// pipelineOf is a pipeline of a tenant that has its map and policy already.
func pipelineOf(f *fixture) *pipeline {
	log := slog.New(slog.DiscardHandler)
	return &pipeline{
		fixture:       f,
		understanding: &jobs.Understanding{Store: f.Store, Model: understand.Default(), Log: log, Given: given},
	}
}

// complaint is what a customer says of a seam.
func complaint(seam int) string { return fmt.Sprintf("it broke at seam%d", seam) }

// given finds the seam that a complaint is about.
func given(in ingest.Interaction) []understand.Mention {
	words := in.Turns[0].Text
	_, n, found := strings.Cut(words, "seam")
	if !found {
		return nil
	}
	confidence := 0.9
	if strings.Contains(words, "perhaps") {
		confidence = 0.4 // it waits for a person
	}
	return []understand.Mention{{
		Confidence: confidence, From: journey.Certain("a"+n, 0.95), To: journey.Certain("b"+n, 0.95),
		FromKind: journey.Certain("store", 0.9), ToKind: journey.Certain("store", 0.9),
		Mode: journey.Certain(string(journey.ModeStateMismatch), 0.9), Located: journey.LocatedBoth, SeamConfidence: 0.9,
		Quote: understand.Quote{End: len(words), Text: words}, Model: "test",
	}}
}

// complain pushes complaints of as many customers about a seam, on two days.
func (p *pipeline) complain(seam int, prefix string, customers int) {
	p.t.Helper()
	items := make([]*v1.Interaction, customers)
	for i := range items {
		items[i] = interaction(fmt.Sprintf("%s-%d-%d", prefix, seam, i), complaint(seam))
		items[i].OccurredAt = timestamppb.New(noon.AddDate(0, 0, -i%2))
	}
	for _, r := range p.push(items...).GetResults() {
		if r.GetStatus() != accepted {
			p.t.Fatalf("a complaint was not stored: %v", r)
		}
	}
}

// settle runs the workers until nothing waits.
func (p *pipeline) settle() {
	p.t.Helper()
	for {
		n, err := p.understanding.Once(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		m, err := p.evaluation.Once(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		if n+m == 0 {
			return
		}
	}
}

// need sets how many customers the policy asks for, and judges every cluster by it.
func (p *pipeline) need(customers int32) {
	p.t.Helper()
	policy := testPolicy()
	policy.MinCustomers = customers
	call(p.t, p.policies.UpdatePolicy, &v1.UpdatePolicyRequest{Policy: policy})
	p.settle()
}
