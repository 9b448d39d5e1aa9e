package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/group/teach"
)

// Calibration is one version of what a tenant's reviews taught.
type Calibration struct {
	Version
	CalibrationDocument
}

// CalibrationDocument is what a version says.
type CalibrationDocument struct {
	group.Calibration
	ConfidenceTrial *teach.Trial `json:"confidence_trial"` // of its Slope and Offset when it was applied; nil when they were not tried
	LinesTrial      *teach.Trial `json:"lines_trial"`      // the same of its Lines
	Reason          string       `json:"reason"`           // in the words of who applied it
	Reverts         bool         `json:"reverts"`
	RevertsTo       int64        `json:"reverts_to"` // the version that it goes back to, where Reverts
}

// RecalibrationOrder is what an admin asks for: to take over what reviews teach, or to go back.
type RecalibrationOrder struct {
	Revert  bool
	ETag    string // of the proposal, see evaluate.Mark; to go back that of the present version, empty for no check
	Actor   string
	Reason  string     // in words; may be empty
	Request Request    // makes it repeatable
	Audit   AuditEntry // goes into the audit log with it; the resource is filled in
}

// untaught is the calibration of a tenant whose reviews taught nothing yet.
var untaught = Calibration{Version: noVersion, CalibrationDocument: CalibrationDocument{Calibration: group.AsRead}}

// GetCalibration returns a version of what the tenant's reviews taught, the present one for 0.
// ErrNotFound when there is no such version.
func (s *Store) GetCalibration(ctx context.Context, tenant string, version int64) (Calibration, error) {
	out := untaught
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		if version == 0 {
			out, err = w.calibration(ctx)
			return err
		}
		out, err = w.calibrationWhere(ctx, `version = $2`, version)
		return err
	})
	if err != nil {
		return untaught, fmt.Errorf("calibration %d of tenant %s: %w", version, tenant, err)
	}
	return out, nil
}

// calibration returns the present version.
func (w *Work) calibration(ctx context.Context) (Calibration, error) {
	found, err := w.calibrationWhere(ctx, `version = (SELECT max(version) FROM calibration_versions WHERE tenant_id = $1)`)
	if errors.Is(err, pgx.ErrNoRows) {
		return untaught, nil
	}
	return found, err
}

func (w *Work) calibrationWhere(ctx context.Context, where string, args ...any) (Calibration, error) {
	var out Calibration
	var id uuid.UUID
	var data []byte
	err := w.tx.QueryRow(ctx, `SELECT id, version, document, author, effective_at FROM calibration_versions WHERE tenant_id = $1 AND `+where,
		append([]any{w.tenant}, args...)...).Scan(&id, &out.Number, &data, &out.Author, &out.CreatedAt)
	if err != nil {
		return untaught, err
	}
	out.ETag, out.CreatedAt = id.String(), out.CreatedAt.UTC()
	return out, json.Unmarshal(data, &out.CalibrationDocument)
}

// Calibration returns the tenant's calibration as it is now.
func (t *Turn) Calibration(ctx context.Context) (Calibration, error) { return t.calibration(ctx) }

// CalibrationBefore returns the version that the present one took the place of: of one that went
// back, the one before that to which it went.
func (t *Turn) CalibrationBefore(ctx context.Context, present Calibration) (Calibration, error) {
	at := present.Number
	if present.Reverts {
		at = present.RevertsTo
	}
	if at <= 1 {
		return untaught, nil
	}
	return t.calibrationWhere(ctx, `version = $2`, at-1)
}

// CalibrationByID returns the version with an id.
func (t *Turn) CalibrationByID(ctx context.Context, id uuid.UUID) (Calibration, error) {
	return t.calibrationWhere(ctx, `id = $2`, id)
}

// AddCalibration adds the next version, which counts from this turn's Save on.
func (t *Turn) AddCalibration(ctx context.Context, id uuid.UUID, author string, at time.Time, d CalibrationDocument) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec(ctx, `INSERT INTO calibration_versions (tenant_id, id, version, document, effective_at, author)
		SELECT $1::text, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM calibration_versions WHERE tenant_id = $1::text`,
		t.tenant, id, data, at, author)
	return err
}
