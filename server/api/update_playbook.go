package api

import (
	"context"
	"slices"
	"strings"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/store"
	"github.com/throughline-cx/throughline/server/track"
)

// UpdatePlaybook sets the tenant's own plays, whole.
func (s *routingService) UpdatePlaybook(ctx context.Context, r *throughlinev1.UpdatePlaybookRequest) (*throughlinev1.Playbook, error) {
	if err := checkTexts(r); err != nil {
		return nil, err
	}
	tenant := tenantOf(r.GetPlaybook().GetName())
	plays := convertAll(r.GetPlaybook().GetPlays(), playFrom)
	if _, wrong := track.NewPlaybook(plays); len(wrong) > 0 {
		for i := range wrong {
			wrong[i].Field = playField.Replace(wrong[i].Field)
		}
		return nil, invalidFields("playbook.", wrong)
	}
	v, err := s.Store.PutPlaybook(ctx, tenant, plays, r.GetPlaybook().GetEtag(), actor(ctx))
	if err != nil {
		return nil, err
	}
	s.Configured()
	return playbookTo(tenant, v), nil
}

// playField is what the API calls the fields of a play.
var playField = strings.NewReplacer("].mode", "].failure_mode", "].from[", "].from_kinds[", "].to[", "].to_kinds[")

func playFrom(p *throughlinev1.Play) track.Play {
	return track.Play{
		ID: p.GetId(), Mode: journey.FailureMode(wordOf(p.GetFailureMode(), "FAILURE_MODE_")), From: convertAll(p.GetFromKinds(), kindWord), To: convertAll(p.GetToKinds(), kindWord),
		Title: p.GetTitle(), Steps: p.GetSteps(), Off: p.GetOff(),
	}
}

func playTo(p track.Play) *throughlinev1.Play {
	kinds := func(kinds []journey.Kind) []throughlinev1.TouchpointKind {
		return convertAll(kinds, func(k journey.Kind) throughlinev1.TouchpointKind { return kindOf(string(k)) })
	}
	return &throughlinev1.Play{
		Id: p.ID, FailureMode: modeOf(string(p.Mode)), FromKinds: kinds(p.From), ToKinds: kinds(p.To), Title: p.Title, Steps: p.Steps, Off: p.Off,
	}
}

func playbookTo(tenant string, v store.PlaybookVersion) *throughlinev1.Playbook {
	out := &throughlinev1.Playbook{
		Name: name(tenant, "playbook"), Version: v.Number, Etag: v.ETag, UpdatedAt: timestamp(v.CreatedAt), Plays: convertAll(v.Plays, playTo),
	}
	for _, p := range (track.Playbook{}).Plays() {
		if !slices.ContainsFunc(v.Plays, func(own track.Play) bool { return own.ID == p.ID }) {
			out.ShippedPlays = append(out.ShippedPlays, playTo(p))
		}
	}
	return out
}
