package apptest_test

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/throughline-cx/throughline/demo"
	v1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/ingest/folder"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/redact"
	"github.com/throughline-cx/throughline/server/understand"
)

// shop is a journey map with one seam that two teams answer for: the app says that an order is
// ready, and the desk does not know of it.
var shop = &v1.JourneyMap{
	Teams: []string{"ecommerce", "stores"},
	Touchpoints: []*v1.Touchpoint{
		{
			Id: "notice", DisplayName: "Ready-for-pickup notice", Team: "ecommerce",
			Kinds:   []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_MESSAGE, v1.TouchpointKind_TOUCHPOINT_KIND_APP, v1.TouchpointKind_TOUCHPOINT_KIND_WEB},
			Aliases: []string{"ready for pickup", "ready to collect", "pickup email", "collection text", "order is ready"},
		},
		{
			Id: "desk", DisplayName: "In-store pickup desk", Team: "stores",
			Kinds:   []v1.TouchpointKind{v1.TouchpointKind_TOUCHPOINT_KIND_STORE},
			Aliases: []string{"collection point", "counter", "pickup desk"},
		},
	},
	Journeys: []*v1.Journey{{Id: "collect", DisplayName: "Click and collect", Touchpoints: []string{"notice", "desk"}}},
	Seams: []*v1.OwnedSeam{{
		Seam: &v1.Seam{FromTouchpoint: "notice", ToTouchpoint: "desk"}, AccountableTeam: "ecommerce", ContributingTeam: "stores",
	}},
}

// shopMap is shop as the pipeline sees it.
func shopMap() *journey.Map {
	m := &journey.Map{Teams: shop.GetTeams()}
	for _, p := range shop.GetTouchpoints() {
		point := journey.Touchpoint{ID: p.GetId(), Name: p.GetDisplayName(), Aliases: p.GetAliases(), Team: p.GetTeam()}
		for _, k := range p.GetKinds() {
			point.Kinds = append(point.Kinds, journey.Kind(strings.ToLower(strings.TrimPrefix(k.String(), "TOUCHPOINT_KIND_"))))
		}
		m.Touchpoints = append(m.Touchpoints, point)
	}
	return m
}

// complaint is a demo text that the shipped model places at shop's seam.
type complaint struct {
	in    ingest.Interaction
	share float64 // how sure the model is
}

// understood reads the demo's retail texts with the shipped model and returns the surest.
var understood = sync.OnceValues(func() ([]complaint, error) { return readAs(0.6, 1) })

// doubted are those that the model takes for likelier no complaint than one.
var doubted = sync.OnceValues(func() ([]complaint, error) { return readAs(0.35, 0.45) })

// readAs returns the demo's retail texts of which the shipped model is so sure, those that it
// places best at shop's seam first.
func readAs(above, below float64) ([]complaint, error) {
	reader, redactor := understand.NewReader(understand.Default(), shopMap()), redact.New([]byte("test"))
	var out []complaint
	for in, err := range demoInteractions(demo.Tenants[0]) {
		if err != nil {
			return nil, err
		}
		clean, _ := ingest.Redact(redactor, in)
		mentions := reader.Read(clean)
		if len(mentions) > 0 && mentions[0].Confidence > above && mentions[0].Confidence <= below {
			out = append(out, complaint{in, mentions[0].Confidence * mentions[0].From.Of("notice") * mentions[0].To.Of("desk")})
		}
	}
	slices.SortStableFunc(out, func(a, b complaint) int { return cmp.Compare(b.share, a.share) })
	return out, nil
}

// demoInteractions reads what the customers of a demo tenant say.
func demoInteractions(tenant demo.Tenant) iter.Seq2[ingest.Interaction, error] {
	return func(yield func(ingest.Interaction, error) bool) {
		files, err := tenant.Folder()
		if err != nil {
			yield(ingest.Interaction{}, err)
			return
		}
		f, err := folder.OpenFS(files, tenant.ID)
		if err != nil {
			yield(ingest.Interaction{}, err)
			return
		}
		r, err := f.Open(ingest.InteractionsFile)
		if err != nil {
			yield(ingest.Interaction{}, err)
			return
		}
		defer r.Close()
		for line, err := range ingest.Interactions(r, ingest.Position{}) {
			if !yield(line.Value, err) {
				return
			}
		}
	}
}

// complaints returns what n customers say of shop's broken handoff, over the last days. The
// texts are the demo's, and real to the model: nothing tells it what they mean.
func complaints(t testing.TB, n int) []*v1.Interaction {
	t.Helper()
	all, err := understood()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < n || all[n-1].share < 0.4 {
		t.Fatalf("the model places %d texts at the seam, the last one needed with %.2f", len(all), all[min(n, len(all))-1].share)
	}
	out := make([]*v1.Interaction, n)
	for i := range out {
		out[i] = interactionOf(all[i].in)
		out[i].ExternalId, out[i].CustomerId = fmt.Sprintf("complaint-%d", i), fmt.Sprintf("customer-%d", i)
		out[i].OccurredAt = timestamppb.New(time.Now().Add(-time.Duration(i%3)*24*time.Hour - time.Minute))
	}
	return out
}

// doubtful returns what n customers say of whom the model is not sure that they complain, all in
// the same words.
func doubtful(t testing.TB, n int) []*v1.Interaction {
	t.Helper()
	all, err := doubted()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v, %d doubtful texts", err, len(all))
	}
	out := make([]*v1.Interaction, n)
	for i := range out {
		out[i] = interactionOf(all[0].in)
		out[i].ExternalId, out[i].CustomerId = fmt.Sprintf("doubtful-%d", i), fmt.Sprintf("doubtful-%d", i)
		out[i].OccurredAt = timestamppb.New(time.Now().Add(-time.Hour))
	}
	return out
}

func interactionOf(in ingest.Interaction) *v1.Interaction {
	out := &v1.Interaction{SourceSystem: "crm", ExternalId: in.ExternalID, Source: in.Source, Channel: in.Channel, LocationId: in.LocationID}
	for _, turn := range in.Turns {
		speaker := v1.Speaker(v1.Speaker_value["SPEAKER_"+strings.ToUpper(string(turn.Speaker))])
		out.Turns = append(out.Turns, &v1.Turn{Speaker: speaker, Text: turn.Text})
	}
	return out
}

// pushText is a push of interactions as JSON.
func pushText(t testing.TB, items []*v1.Interaction) string {
	t.Helper()
	text, err := protojson.Marshal(&v1.PushInteractionsRequest{Interactions: items})
	if err != nil {
		t.Fatal(err)
	}
	return `{"parent":"tenants/{tenant}",` + string(text[1:])
}
