package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/journey"
)

// PushAccounts stores accounts, or replaces those that are known.
func (s *ingestionService) PushAccounts(ctx context.Context, r *throughlinev1.PushAccountsRequest) (*throughlinev1.PushAccountsResponse, error) {
	now := s.Clock()
	results, err := pushMasters(ctx, s, tenantOf(r.GetParent()), masterPush[ingest.Account]{
		collection: "accounts", idField: "account_id",
		id:       func(a ingest.Account) string { return a.AccountID },
		validate: func(a ingest.Account) []journey.Violation { return ingest.ValidateAccount(a, now) },
		save:     s.Store.UpsertAccounts,
	}, convertAll(r.GetAccounts(), accountFrom))
	if err != nil {
		return nil, err
	}
	return &throughlinev1.PushAccountsResponse{Results: results, Counts: countResults(results)}, nil
}
