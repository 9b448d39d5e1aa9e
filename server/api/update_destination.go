package api

import (
	"context"
	"time"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// UpdateDestination changes some fields of a destination.
func (s *routingService) UpdateDestination(ctx context.Context, r *throughlinev1.UpdateDestinationRequest) (*throughlinev1.Destination, error) {
	want := r.GetDestination()
	tenant, id, err := identify(want.GetName())
	if err != nil {
		return nil, err
	}
	current, err := s.Store.GetDestination(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	etag := want.GetEtag()
	if etag == "" {
		etag = current.ETag // what is changed is what was read just now
	}
	for _, path := range updatePaths(r) {
		if err := s.apply(&current, want, path); err != nil {
			return nil, err
		}
	}
	updated, err := s.Store.UpdateDestination(ctx, tenant, current, etag)
	if err != nil {
		return nil, err
	}
	s.Configured()
	return destinationTo(tenant, updated), nil
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
	default:
		return invalidField("update_mask", journey.ReasonUnknownValue, "%q cannot be changed; display_name, webhook.url and disabled can", path)
	}
	return nil
}
