package importing

import (
	"context"
	"errors"

	"google.golang.org/grpc/codes"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/measure"
)

// toldFix is a line of fixes.csv: a fix everywhere, live from the first instant of its UTC day.
type toldFix struct {
	id    string // "from → to on day"
	fix   *throughline.Fix
	wrong string // why shipped_on is no day; empty when it is one
}

func (im *importer) fix(in ingest.Fix) toldFix {
	t := toldFix{id: in.FromTouchpoint + " → " + in.ToTouchpoint + " on " + in.ShippedOn}
	var day measure.Day
	if err := day.UnmarshalText([]byte(in.ShippedOn)); err != nil {
		t.wrong = err.Error()
		return t
	}
	t.fix = &throughline.Fix{
		Seam:      &throughlinev1.Seam{FromTouchpoint: in.FromTouchpoint, ToTouchpoint: in.ToTouchpoint},
		ShippedAt: timestamp(im.shift(day.Start())), Note: in.Description,
	}
	return t
}

// recordFixes records fixes one by one, and reports as a push does: there are few of them.
func (im *importer) recordFixes(ctx context.Context, fixes []toldFix) (*throughline.PushReport, error) {
	report := &throughline.PushReport{}
	for i, f := range fixes {
		result := &throughline.PushResult{Index: int32(i), Id: f.id}
		if err := im.recordFix(ctx, f, result); err != nil {
			return report, err
		}
		report.Results = append(report.Results, result)
		switch result.GetStatus() {
		case throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED:
			report.Counts.Accepted++
		case throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE:
			report.Counts.Duplicate++
		default:
			report.Counts.Rejected++
		}
	}
	return report, nil
}

// recordFix records a fix and says in result what became of it.
func (im *importer) recordFix(ctx context.Context, f toldFix, result *throughline.PushResult) error {
	result.Status = throughlinev1.PushStatus_PUSH_STATUS_REJECTED
	if f.wrong != "" {
		result.Violations = []*throughlinev1.ItemViolation{{Field: "shipped_on", Description: f.wrong}}
		return nil
	}
	made, err := im.client.Alerts.CreateFix(ctx, &throughlinev1.CreateFixRequest{Fix: f.fix})
	var refused *throughline.Error
	switch {
	case err == nil:
		result.Status, result.Name = throughlinev1.PushStatus_PUSH_STATUS_ACCEPTED, made.GetName()
	case errors.As(err, &refused) && refused.Code == codes.AlreadyExists:
		result.Status, result.Name = throughlinev1.PushStatus_PUSH_STATUS_DUPLICATE, refused.Metadata["resource"]
	case errors.As(err, &refused) && len(refused.FieldViolations) > 0:
		for _, v := range refused.FieldViolations {
			result.Violations = append(result.Violations, &throughlinev1.ItemViolation{Field: fixColumn(v.Field), Description: v.Description})
		}
	default:
		return err
	}
	return nil
}

// fixColumn is the column of fixes.csv that a field of a fix comes from.
func fixColumn(field string) string {
	switch field {
	case "fix.seam.from_touchpoint":
		return "from_touchpoint"
	case "fix.seam.to_touchpoint":
		return "to_touchpoint"
	case "fix.shipped_at":
		return "shipped_on"
	case "fix.note":
		return "description"
	}
	return field
}
