package api

import (
	"context"
	"errors"
	"hash/fnv"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// memberPosition is what the page token of a list of members holds: how many were told, of which
// list.
type memberPosition struct {
	List uint64 `json:"l"`
	Told int    `json:"n"`
}

// listHash is the same for the same list and hardly ever for another.
func listHash(list []measure.Item) uint64 {
	h := fnv.New64a()
	for _, i := range list {
		h.Write([]byte(i.Key + "\x00"))
	}
	return h.Sum64()
}

// ListReadingMembers lists exactly what a number of a cluster's reading counts.
func (s *clusterService) ListReadingMembers(ctx context.Context, r *throughlinev1.ListReadingMembersRequest) (*throughlinev1.ListReadingMembersResponse, error) {
	tenant, id, err := identify(r.GetParent())
	if err != nil {
		return nil, err
	}
	part, err := partOf(r)
	if err != nil {
		return nil, err
	}
	c, err := s.Store.GetCluster(ctx, tenant, id)
	if err != nil {
		return nil, err
	}
	list, err := c.Reading.Open(measure.Number(wordOf(r.GetNumber(), "READING_NUMBER_")), part)
	if wrong := (*measure.PartError)(nil); errors.As(err, &wrong) {
		return nil, invalidField(wrong.Field, journey.ReasonUnknownValue, "%s", wrong.Problem)
	} else if err != nil {
		return nil, err
	}
	out := &throughlinev1.ListReadingMembersResponse{TotalSize: int32(len(list)), ReadAt: timestamp(c.Reading.At), Window: windowTo(c.Reading.Window)}
	at := memberPosition{List: listHash(list)}
	if r.GetPageToken() != "" {
		now := at
		if err := s.tokens.openPage(r, &at); err != nil {
			return nil, err
		}
		if at.List != now.List {
			return nil, tokenRefused("the number has changed since the first page; list from the first page again")
		}
	}
	page := list[min(at.Told, len(list)):]
	if n := size(r.GetPageSize(), 100); len(page) > n {
		page = page[:n]
		at.Told += n
		if out.NextPageToken, err = s.tokens.nextPage(r, at); err != nil {
			return nil, err
		}
	}
	out.Members = convertAll(page, func(i measure.Item) *throughlinev1.ReadingMember { return memberTo(tenant, i) })
	return out, nil
}

func memberTo(tenant string, i measure.Item) *throughlinev1.ReadingMember {
	out := &throughlinev1.ReadingMember{Key: i.Key}
	if i.Interaction != nil {
		out.Interaction = referenceTo(tenant, *i.Interaction)
	}
	return out
}

// partOf reads which part of a number is meant.
func partOf(r *throughlinev1.ListReadingMembersRequest) (measure.Part, error) {
	p := measure.Part{
		Location: r.GetLocationId(), ProductLine: r.GetProductLine(), Channel: r.GetChannel(), Source: r.GetSource(),
		Exposure: measure.ExposureKind(wordOf(r.GetExposureKind(), "EXPOSURE_KIND_")), Currency: r.GetCurrency(),
	}
	if r.GetDay() != "" {
		p.Day = new(measure.Day)
		if err := p.Day.UnmarshalText([]byte(r.GetDay())); err != nil {
			return p, invalidField("day", journey.ReasonMalformed, "%v", err)
		}
	}
	return p, nil
}
