package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/understand/language"
)

type ingestionService struct {
	throughlinev1.UnimplementedIngestionServiceServer
	*core
}

// PushInteractions stores a batch.
func (s *ingestionService) PushInteractions(ctx context.Context, r *throughlinev1.PushInteractionsRequest) (*throughlinev1.PushInteractionsResponse, error) {
	results, err := s.pushInteractions(ctx, tenantOf(r.GetParent()), r.GetInteractions())
	if err != nil {
		return nil, err
	}
	return &throughlinev1.PushInteractionsResponse{Results: results, Counts: countResults(results)}, nil
}

// pushInteractions judges each item alone, redacts the good ones and stores them. Nothing but
// redacted text goes further than this function.
func (s *ingestionService) pushInteractions(ctx context.Context, tenant string, items []*throughlinev1.Interaction) ([]*throughlinev1.PushResult, error) {
	results := make([]*throughlinev1.PushResult, len(items))
	batch := newInteractionBatch(s.Keys.ContentHash(tenant))
	now := s.Clock()
	redactor, err := s.redactors.of(ctx, tenant, now)
	if err != nil {
		return nil, err
	}
	for i, item := range items {
		in := interactionFrom(item)
		if wrong := ingest.Validate(in, now); len(wrong) > 0 {
			results[i] = rejected(i, in.ExternalID, wrong)
			continue
		}
		hash := ingest.ContentHash(batch.key, in)
		if wrong := batch.repeats(in, hash); wrong != nil {
			results[i] = rejected(i, in.ExternalID, []journey.Violation{*wrong})
			continue
		}
		if in.ReceivedAt.IsZero() {
			in.ReceivedAt = now
		}
		clean, _ := ingest.Redact(redactor, in)
		clean.Language = language.Of(clean)
		batch.add(i, store.Item{Interaction: clean, ContentHash: hash[:]})
	}
	if len(batch.items) == 0 {
		return results, nil
	}
	stored, err := s.Store.PushInteractions(ctx, tenant, batch.items)
	if err != nil {
		return nil, err
	}
	for k, i := range batch.indexes {
		results[i] = pushResult(tenant, i, batch.items[k].Interaction.ExternalID, stored[k])
	}
	s.Ingested()
	return results, nil
}

func pushResult(tenant string, index int, id string, stored store.PushResult) *throughlinev1.PushResult {
	out := &throughlinev1.PushResult{
		Index: int32(index), Id: id, Name: name(tenant, "interactions", stored.ID.String()),
		Status: throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED,
	}
	switch stored.Status {
	case store.Duplicate:
		out.Status = throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE
	case store.Conflict:
		out.Status = throughlinev1.PushStatus_PUSH_STATUS_CONFLICT
		out.Violations = []*throughlinev1.ItemViolation{itemViolation("external_id", "CONTENT_DIFFERS",
			"an interaction with this source_system and external_id is stored already, with other content; it stays as it is")}
	}
	return out
}

// interactionBatch is the good items of a batch.
type interactionBatch struct {
	key     []byte
	items   []store.Item
	indexes []int // of each item in the request
	seen    map[[2]string][32]byte
}

func newInteractionBatch(key []byte) *interactionBatch {
	return &interactionBatch{key: key, seen: map[[2]string][32]byte{}}
}

func (b *interactionBatch) add(index int, item store.Item) {
	b.items = append(b.items, item)
	b.indexes = append(b.indexes, index)
}

// repeats says that an earlier item of the batch has the same identity and other content. The
// same content twice is stored once.
func (b *interactionBatch) repeats(in ingest.Interaction, hash [32]byte) *journey.Violation {
	identity := [2]string{in.SourceSystem, in.ExternalID}
	earlier, ok := b.seen[identity]
	if !ok {
		b.seen[identity] = hash
		return nil
	}
	if earlier == hash {
		return nil
	}
	return &journey.Violation{
		Field: "external_id", Reason: "REPEATED_IN_BATCH",
		Description: "an earlier item of this batch has the same source_system and external_id, and other content; give each interaction an id of its own",
	}
}
