package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/alert"
	"github.com/throughline-cx/throughline/server/journey"
)

// RankBy is what alerts are compared by.
type RankBy string

// The closed set of rankings.
const (
	RankByChange    RankBy = "changed_at"
	RankByCustomers RankBy = "customers"
	RankByGrowth    RankBy = "growth"
	RankByRenewals  RankBy = "renewals"
	RankByExposure  RankBy = "exposure" // the largest of one kind in a currency
)

// The rankings of breaks that have not fired.
const (
	RankByProgress RankBy = "progress"      // how far on the way to crossing
	RankByCrossing RankBy = "days_to_cross" // in how many days the level of customers is reached
)

// RankBys lists every ranking.
var RankBys = []RankBy{RankByChange, RankByCustomers, RankByGrowth, RankByRenewals, RankByExposure}

// rankKeys are the numbers by which alerts a of clusters k are ranked; %s is the currency's
// parameter.
var rankKeys = map[RankBy]string{
	RankByChange:    `(extract(epoch FROM a.changed_at) * 1000000)::float8`,
	RankByCustomers: `coalesce((k.standing->>'customers')::float8, 0)`,
	RankByGrowth:    `coalesce((k.standing->>'growth')::float8, 0)`,
	RankByRenewals:  `coalesce((k.standing->>'renewals')::float8, 0)`,
	RankByExposure:  exposureKey,
}

const exposureKey = `coalesce((SELECT max((x->>'minor')::float8) FROM jsonb_array_elements(coalesce(k.standing->'exposure', '[]')) x WHERE x->>'currency' = %s), 0)`

// Ranking is an order of alerts, and the place after which a page begins.
type Ranking struct {
	By        RankBy
	Ascending bool
	Currency  string        // of RankByExposure
	After     *RankPosition // nil for the first page
	Size      int
}

// RankPosition is the place of an alert or a cluster in a ranking.
type RankPosition struct {
	Key float64   `json:"k"`
	ID  uuid.UUID `json:"i"`
}

// arguments are the parameters of a statement that is put together.
type arguments []any

// add returns the placeholder of one more parameter.
func (a *arguments) add(v any) string {
	*a = append(*a, v)
	return fmt.Sprintf("$%d", len(*a))
}

// after is the condition that a row comes after a position of a ranking, and the order.
func (r Ranking) after(args *arguments, key, id string) (condition, order string) {
	compare, direction := "<", "DESC"
	if r.Ascending {
		compare, direction = ">", "ASC"
	}
	condition = "true"
	if r.After != nil {
		condition = fmt.Sprintf("(%s, %s) %s (%s::float8, %s::uuid)", key, id, compare, args.add(r.After.Key), args.add(r.After.ID))
	}
	return condition, fmt.Sprintf("%s %s, %s %s LIMIT %s", key, direction, id, direction, args.add(r.Size))
}

// RankAlerts returns a page of alerts in the order of a ranking.
func (s *Store) RankAlerts(ctx context.Context, tenant string, f AlertFilter, r Ranking) (out []StoredAlert, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		args := &arguments{w.tenant}
		key := rankKeys[r.By]
		if strings.Contains(key, "%s") {
			key = fmt.Sprintf(key, args.add(r.Currency))
		}
		where := f.where(args)
		condition, order := r.after(args, key, "a.id")
		out, err = w.storedAlerts(ctx, `WHERE a.tenant_id = $1 AND `+where+` AND `+condition+` ORDER BY `+order, *args...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("rank alerts: %w", err)
	}
	return out, nil
}

// Place returns an alert's place in a ranking.
func (a StoredAlert) Place(by RankBy, currency string) RankPosition {
	at := RankPosition{ID: a.ID}
	switch by {
	case RankByChange:
		at.Key = float64(a.ChangedAt.UnixMicro())
	case RankByCustomers:
		at.Key = float64(a.Standing.Customers)
	case RankByGrowth:
		at.Key = a.Standing.Growth
	case RankByRenewals:
		at.Key = float64(a.Standing.Renewals)
	case RankByExposure:
		for _, e := range a.Standing.Exposure {
			if e.Currency == currency {
				at.Key = max(at.Key, float64(e.Minor))
			}
		}
	}
	return at
}

// MainCurrency returns the currency in which most clusters have exposure, "" when none has.
func (s *Store) MainCurrency(ctx context.Context, tenant string) (currency string, err error) {
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		currency, err = w.mainCurrency(ctx)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("main currency: %w", err)
	}
	return currency, nil
}

func (w *Work) mainCurrency(ctx context.Context) (currency string, err error) {
	err = w.tx.QueryRow(ctx, `SELECT x->>'currency' FROM clusters k, jsonb_array_elements(coalesce(k.standing->'exposure', '[]')) x
		WHERE k.tenant_id = $1 AND k.retired_at IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`, w.tenant).Scan(&currency)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return currency, err
}

// Break is a cluster as it stands against others.
type Break struct {
	ClusterID uuid.UUID
	AlertID   uuid.UUID   // uuid.Nil while nothing has come of it
	State     alert.State // of its alert; forming while it has none
	Title     string
	Seam      journey.Seam
	Mode      journey.FailureMode
	Standing  alert.Standing
	Place     RankPosition
}

// notFired is true of a cluster k whose alert a, if there is one, never fired.
const notFired = `k.retired_at IS NULL AND a.fired_at IS NULL`

// progressKey is how far a cluster is on the way to crossing.
const progressKey = `coalesce((k.standing->>'progress')::float8, 0)`

// crossingKey is in how many days a cluster reaches its level of customers. Those that do so on the
// same day are told apart by how near they are, and those that never do come last.
const crossingKey = `coalesce((k.standing->'crossing'->>'days')::float8, 1000000) + (1 - ` + progressKey + `) / 2`

// NearThreshold returns a page of the clusters that are near a threshold or held for a person and
// never fired, ranked by progress or by crossing.
func (s *Store) NearThreshold(ctx context.Context, tenant string, r Ranking) ([]Break, error) {
	key := progressKey
	if r.By == RankByCrossing {
		key = crossingKey
	}
	return s.breaks(ctx, tenant, r, key,
		notFired+` AND coalesce(a.state, '') <> 'snoozed' AND ((k.standing->>'near')::bool OR (k.standing->>'held')::bool)`, nil)
}

// CostlyBreaks returns a page of the clusters that never fired and have exposure in a currency, the
// most for each interaction first. The key of a place is in the minor unit of the currency.
func (s *Store) CostlyBreaks(ctx context.Context, tenant string, r Ranking) ([]Break, error) {
	key := fmt.Sprintf(exposureKey, "$2") + ` / greatest((k.standing->>'interactions')::float8, 1)`
	return s.breaks(ctx, tenant, r, key, notFired+` AND `+fmt.Sprintf(exposureKey, "$2")+` > 0`, &r.Currency)
}

func (s *Store) breaks(ctx context.Context, tenant string, r Ranking, key, where string, currency *string) (out []Break, err error) {
	args := &arguments{tenant}
	if currency != nil {
		args.add(*currency)
	}
	condition, order := r.after(args, "("+key+")", "k.id")
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		rows, err := w.tx.Query(ctx, `SELECT k.id, coalesce(a.id, `+nilUUID+`), coalesce(a.state, 'forming'),
			  coalesce(nullif(k.title, ''), k.reading->>'title', ''), k.from_touchpoint, k.to_touchpoint, k.failure_mode, k.standing, `+key+`
			FROM clusters k LEFT JOIN alerts a ON a.tenant_id = k.tenant_id AND a.cluster_id = k.id
			WHERE k.tenant_id = $1 AND `+where+` AND `+condition+` ORDER BY `+order, *args...)
		if err != nil {
			return err
		}
		out, err = pgx.CollectRows(rows, scanBreak)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list breaks: %w", err)
	}
	return out, nil
}

func scanBreak(row pgx.CollectableRow) (b Break, err error) {
	var standing []byte
	err = row.Scan(&b.ClusterID, &b.AlertID, &b.State, &b.Title, &b.Seam.From, &b.Seam.To, &b.Mode, &standing, &b.Place.Key)
	if err != nil {
		return b, err
	}
	b.Place.ID = b.ClusterID
	return b, json.Unmarshal(standing, &b.Standing)
}
