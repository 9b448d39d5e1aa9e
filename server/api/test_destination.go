package api

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/durationpb"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
)

// TestDestination sends a made-up alert and answers how that went.
func (s *routingService) TestDestination(ctx context.Context, r *throughlinev1.TestDestinationRequest) (*throughlinev1.TestDestinationResponse, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	d, err := s.Store.GetDestination(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	if err := s.needsMail(d.Kind); err != nil {
		return nil, err
	}
	message := uuid.New()
	if r.GetRequestId() != "" {
		if message, err = uuid.Parse(r.GetRequestId()); err != nil {
			return nil, invalidField("request_id", journey.ReasonMalformed, "must be a UUID")
		}
	}
	trial, err := s.TryDestination(ctx, tenant, id, message)
	if err != nil {
		return nil, err
	}
	return &throughlinev1.TestDestinationResponse{
		Outcome: enumOf[throughlinev1.DeliveryOutcome](throughlinev1.DeliveryOutcome_value, "DELIVERY_OUTCOME_", string(trial.Outcome)),
		Status:  int32(trial.Status), Reason: trial.Reason, Latency: durationpb.New(trial.Latency), MessageId: message.String(),
	}, nil
}
