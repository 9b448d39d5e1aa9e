package api

import (
	"context"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
	"github.com/throughline-cx/throughline/server/route/channel"
	"github.com/throughline-cx/throughline/server/store"
)

type routingService struct {
	throughlinev1.UnimplementedRoutingServiceServer
	*core
}

// CreateDestination makes a destination. It tells a webhook's signing secret, once; the credentials of
// other kinds come with the request, and are not told again.
func (s *routingService) CreateDestination(ctx context.Context, r *throughlinev1.CreateDestinationRequest) (*throughlinev1.Destination, error) {
	tenant := tenantOf(r.GetParent())
	d := r.GetDestination()
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	made, err := s.draftOf(d)
	if err != nil {
		return nil, err
	}
	var secrets channel.Secrets
	if apply := made.applySecrets(); apply != nil {
		apply(&secrets)
	}
	if made.Kind == route.Webhook {
		secret, err := s.NewSecret(s.Random)
		if err != nil {
			return nil, err
		}
		secrets.Signing = []string{secret}
	}
	request, err := requestOf(r)
	if err != nil {
		return nil, err
	}
	stored, repeated, err := s.Store.CreateDestination(ctx, tenant, made.Destination, secrets, request)
	if err != nil {
		return nil, err
	}
	s.Configured()
	out := destinationTo(tenant, stored)
	if !repeated && stored.Kind == route.Webhook {
		out.GetWebhook().SigningSecret = secrets.Signing[0]
	}
	return out, nil
}

// draftOf returns the destination that a request describes, or says what is wrong with it.
func (s *routingService) draftOf(d *throughlinev1.Destination) (*draft, error) {
	kind := kindOfTarget(d)
	if kind == "" {
		return nil, invalidField("destination.webhook", journey.ReasonMissing, "must be given, or another target: slack, teams, email, jira or alertmanager")
	}
	if err := s.needsMail(kind); err != nil {
		return nil, err
	}
	out := &draft{Destination: store.Destination{DisplayName: d.GetDisplayName(), Kind: kind}}
	if d.GetDisabled() {
		out.DisabledAt = s.Clock()
	}
	for _, f := range targets[kind] {
		if err := s.take(out, d, f); err != nil {
			return nil, err
		}
	}
	return out, takeActing(out, d)
}
