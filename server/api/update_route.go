package api

import (
	"context"
	"errors"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
)

// UpdateRoute changes a route.
func (s *routingService) UpdateRoute(ctx context.Context, r *throughlinev1.UpdateRouteRequest) (*throughlinev1.Route, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant, id, err := identify(r.GetRoute().GetName())
	if err != nil {
		return nil, err
	}
	paths, err := routePaths(r)
	if err != nil {
		return nil, err
	}
	m, err := s.Store.GetJourneyMap(ctx, tenant)
	if err != nil {
		return nil, err
	}
	updated, err := s.Store.UpdateRoute(ctx, tenant, id, r.GetRoute().GetEtag(), func(is store.Route) (store.Route, error) {
		return routeFrom(tenant, merged(routeTo(tenant, is), r.GetRoute(), paths), m.Map)
	})
	switch {
	case errors.Is(err, store.ErrNotFound) && slices.Contains(paths, "destinations"):
		if _, missing := s.Store.GetRoute(ctx, tenant, id); missing == nil {
			return nil, noSuchDestination()
		}
		return nil, err
	case err != nil:
		return nil, existing(err, tenant, "routes")
	}
	s.Configured()
	return routeTo(tenant, updated), nil
}

// routeFixed are the fields of a route that nobody changes; a mask that is made from what was sent
// may list them.
var routeFixed = []string{"name", "etag", "created_at"}

// routePaths returns the fields that a request changes: those of its mask, else all.
func routePaths(r *throughlinev1.UpdateRouteRequest) ([]string, error) {
	fields := r.GetRoute().ProtoReflect().Descriptor().Fields()
	var out []string
	for _, path := range r.GetUpdateMask().GetPaths() {
		switch {
		case fields.ByName(protoreflect.Name(path)) == nil:
			return nil, invalidField("update_mask", journey.ReasonUnknownValue, "%q is no field of a route that can be changed", path)
		case !slices.Contains(routeFixed, path):
			out = append(out, path)
		}
	}
	if len(r.GetUpdateMask().GetPaths()) > 0 {
		return out, nil
	}
	for i := range fields.Len() {
		if path := string(fields.Get(i).Name()); !slices.Contains(routeFixed, path) {
			out = append(out, path)
		}
	}
	return out, nil
}

// merged returns a route with some fields as another has them.
func merged(is, want *throughlinev1.Route, paths []string) *throughlinev1.Route {
	out := proto.CloneOf(is)
	to, from := out.ProtoReflect(), want.ProtoReflect()
	for _, path := range paths {
		f := to.Descriptor().Fields().ByName(protoreflect.Name(path))
		if from.Has(f) {
			to.Set(f, from.Get(f))
		} else {
			to.Clear(f)
		}
	}
	return out
}
