package api

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/route"
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
	changed := &draft{Destination: d}
	for _, path := range updatePaths(r) {
		if err := s.apply(changed, r.GetDestination(), path); err != nil {
			return d, err
		}
	}
	if err := keepsCredentials(d, changed); err != nil {
		return d, err
	}
	return s.Store.UpdateDestination(ctx, tenant, changed.Destination, changed.applySecrets(), etag)
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
	kind := kindOfTarget(d)
	for _, f := range targets[kind] {
		if !f.empty(d) {
			out = append(out, string(kind)+"."+f.name)
		}
	}
	if d.GetActing() != nil {
		out = append(out, "acting")
	}
	if d.GetDisabled() {
		out = append(out, "disabled")
	}
	return out
}

func (s *routingService) apply(to *draft, want *throughlinev1.Destination, path string) error {
	switch path {
	case "display_name":
		to.DisplayName = want.GetDisplayName()
		return nil
	case "disabled":
		switch {
		case !want.GetDisabled():
			to.DisabledAt = time.Time{}
		case to.DisabledAt.IsZero():
			to.DisabledAt, to.DisabledReason = s.Clock(), ""
		}
		return nil
	case "acting":
		return takeActing(to, want)
	case "name", "etag": // a mask that is made from what was sent may list them
		return nil
	}
	kind, field, ofField := strings.Cut(path, ".")
	of, known := targets[route.DestinationKind(kind)]
	if known && kind != string(to.Kind) {
		return invalidField("update_mask", journey.ReasonUnknownValue, "%q cannot be changed: the destination is of kind %s, and stays so", path, to.Kind)
	}
	found := false
	for _, f := range of {
		if ofField && f.name != field || !ofField && f.secret && f.empty(want) {
			continue
		}
		found = true
		if err := s.take(to, want, f); err != nil {
			return err
		}
	}
	if !found {
		return invalidField("update_mask", journey.ReasonUnknownValue, "%q cannot be changed; display_name, disabled, acting and %s can", path, changeable(to.Kind))
	}
	return nil
}

// changeable lists the paths of a kind's target.
func changeable(kind route.DestinationKind) string {
	var out []string
	for _, f := range targets[kind] {
		out = append(out, string(kind)+"."+f.name)
	}
	return strings.Join(out, ", ")
}

// keepsCredentials refuses to send credentials that nobody can read to another host than the one that
// they were given for.
func keepsCredentials(before store.Destination, after *draft) error {
	if after.proven || sameHost(before.URL, after.URL) {
		return nil
	}
	for _, f := range targets[after.Kind] {
		if f.proves {
			return invalidField("destination."+string(after.Kind)+"."+f.name, journey.ReasonMissing, "must be given again, and named in the mask, where the address leads to another host")
		}
	}
	return nil
}
