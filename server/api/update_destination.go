package api

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// UpdateDestination changes some fields of a destination.
func (s *routingService) UpdateDestination(ctx context.Context, r *throughlinev1.UpdateDestinationRequest) (*throughlinev1.Destination, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	want := r.GetDestination()
	tenant, id, err := identify(want.GetName())
	if err != nil {
		return nil, err
	}
	for {
		updated, err := s.updateDestination(ctx, tenant, id, r)
		if errors.Is(err, store.ErrConflict) && want.GetEtag() == "" {
			continue // somebody else was between reading and writing, and the caller does not mind
		}
		if err != nil {
			return nil, err
		}
		s.Configured()
		return destinationTo(tenant, updated), nil
	}
}

// updateDestination reads a destination, changes it and writes it, if it is still what was read.
func (s *routingService) updateDestination(ctx context.Context, tenant string, id uuid.UUID, r *throughlinev1.UpdateDestinationRequest) (store.Destination, error) {
	d, err := s.Store.GetDestination(ctx, tenant, id)
	if err != nil {
		return d, err
	}
	etag := r.GetDestination().GetEtag()
	if etag == "" {
		etag = d.ETag
	}
	for _, path := range updatePaths(r) {
		if err := s.apply(&d, r.GetDestination(), path); err != nil {
			return d, err
		}
	}
	return s.Store.UpdateDestination(ctx, tenant, d, etag)
}

// updatePaths returns the paths of the mask; without one, those that are set.
func updatePaths(r *throughlinev1.UpdateDestinationRequest) []string {
	if len(r.GetUpdateMask().GetPaths()) > 0 {
		return r.GetUpdateMask().GetPaths()
	}
	var out []string
	d := r.GetDestination()
	if d.GetDisplayName() != "" {
		out = append(out, "display_name")
	}
	if d.GetWebhook().GetUrl() != "" {
		out = append(out, "webhook.url")
	}
	if d.GetDisabled() {
		out = append(out, "disabled")
	}
	return out
}

func (s *routingService) apply(to *store.Destination, want *throughlinev1.Destination, path string) error {
	switch path {
	case "display_name":
		to.DisplayName = want.GetDisplayName()
	case "webhook", "webhook.url":
		if err := s.checkURL(want.GetWebhook().GetUrl()); err != nil {
			return err
		}
		to.URL = want.GetWebhook().GetUrl()
	case "disabled":
		switch {
		case !want.GetDisabled():
			to.DisabledAt = time.Time{}
		case to.DisabledAt.IsZero():
			to.DisabledAt, to.DisabledReason = s.Clock(), ""
		}
	case "name", "etag": // a mask that is made from what was sent may list them
	default:
		return invalidField("update_mask", journey.ReasonUnknownValue, "%q cannot be changed; display_name, webhook.url and disabled can", path)
	}
	return nil
}
