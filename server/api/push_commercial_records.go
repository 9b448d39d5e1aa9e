package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// PushCommercialRecords stores commercial records, or replaces those that are known.
func (s *ingestionService) PushCommercialRecords(ctx context.Context, r *throughlinev1.PushCommercialRecordsRequest) (*throughlinev1.PushCommercialRecordsResponse, error) {
	now := s.Clock()
	results, err := pushMasters(ctx, s, tenantOf(r.GetParent()), masterPush[ingest.CommercialRecord]{
		collection: "commercialRecords", idField: "record_id",
		id:       func(r ingest.CommercialRecord) string { return r.RecordID },
		validate: func(r ingest.CommercialRecord) []journey.Violation { return ingest.ValidateCommercialRecord(r, now) },
		save:     s.Store.UpsertCommercialRecords,
	}, convertAll(r.GetCommercialRecords(), recordFrom))
	if err != nil {
		return nil, err
	}
	return &throughlinev1.PushCommercialRecordsResponse{Results: results, Counts: countResults(results)}, nil
}
