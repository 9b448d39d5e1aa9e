package api

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/route"
)

// defaultOverlap is how long messages are signed with the old secret too, when nothing is said.
const defaultOverlap = 24 * time.Hour

// RotateDestinationSecret makes a new signing secret for a webhook, beside the old one for a while.
func (s *routingService) RotateDestinationSecret(ctx context.Context, r *throughlinev1.RotateDestinationSecretRequest) (*throughlinev1.Destination, error) {
	tenant, id, err := identify(r.GetName())
	if err != nil {
		return nil, err
	}
	d, err := s.Store.GetDestination(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	if d.Kind != route.Webhook {
		return nil, intercept.Errorf(codes.FailedPrecondition, throughlinev1.ErrorReason_ERROR_REASON_DESTINATION_KIND_UNFIT,
			"only webhooks have a secret that we make; the credentials of a destination of kind %s are replaced with UpdateDestination", d.Kind)
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	secret, err := s.NewSecret(s.Random)
	if err != nil {
		return nil, err
	}
	overlap := defaultOverlap
	if r.GetOverlap() != nil {
		overlap = r.GetOverlap().AsDuration()
	}
	rotated, newest, err := s.Store.RotateSecret(ctx, tenant, id, secret, overlap, request)
	if err != nil {
		return nil, err
	}
	out := destinationTo(tenant, rotated)
	out.GetWebhook().SigningSecret = newest
	return out, nil
}
