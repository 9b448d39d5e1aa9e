package api

import (
	"context"
	"errors"
	"strings"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/outbound"
	"github.com/throughline-cx/throughline/server/store"
)

type routingService struct {
	throughlinev1.UnimplementedRoutingServiceServer
	*core
}

// CreateDestination makes a destination and tells its signing secret, once.
func (s *routingService) CreateDestination(ctx context.Context, r *throughlinev1.CreateDestinationRequest) (*throughlinev1.Destination, error) {
	tenant := tenantOf(r.GetParent())
	d := r.GetDestination()
	if d.GetWebhook() == nil {
		return nil, invalidField("destination.webhook", journey.ReasonMissing, "must be given: it is the only kind of destination so far")
	}
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	if err := s.checkURL(d.GetWebhook().GetUrl()); err != nil {
		return nil, err
	}
	secret, err := s.NewSecret(s.Random)
	if err != nil {
		return nil, err
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	made := store.Destination{DisplayName: d.GetDisplayName(), Kind: route.Webhook, URL: d.GetWebhook().GetUrl()}
	if d.GetDisabled() {
		made.DisabledAt = s.Clock()
	}
	made, repeated, err := s.Store.CreateDestination(ctx, tenant, made, []string{secret}, request)
	if err != nil {
		return nil, err
	}
	s.Configured()
	out := destinationTo(tenant, made)
	if !repeated {
		out.GetWebhook().SigningSecret = secret
	}
	return out, nil
}

// checkURL says why a webhook's address cannot be used.
func (s *routingService) checkURL(address string) error {
	err := s.ValidateURL(address)
	var forbidden *outbound.ForbiddenError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &forbidden), strings.HasPrefix(strings.ToLower(address), "http://"):
		return intercept.Errorf(codes.InvalidArgument, throughlinev1.ErrorReason_ERROR_REASON_DESTINATION_ADDRESS_FORBIDDEN,
			"destination.webhook.url: %v", err)
	}
	return invalidField("destination.webhook.url", journey.ReasonMalformed, "%v", err)
}
