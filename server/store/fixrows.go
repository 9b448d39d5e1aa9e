package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	entfix "github.com/throughline-cx/throughline/ent/fix"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
	"github.com/throughline-cx/throughline/server/track"
)

// FixRows is a fix with what its effect is measured by.
type FixRows struct {
	StoredFix
	Map        *journey.Map
	Clusters   []uuid.UUID // whose members are the complaints about its break, sorted
	Rows       []track.Row
	Neighbours []track.Neighbour // the other clusters near its seam that complained in these days
}

// FixRows reads a fix, and what was heard around it and received by now, over the days that
// options compare. Complaints are distinct interactions; an interaction that tells of several
// clusters of the break counts once. Errors: ErrNotFound.
func (s *Store) FixRows(ctx context.Context, tenant string, id uuid.UUID, o track.Options, now time.Time) (FixRows, error) {
	var out FixRows
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		row, err := w.ent.Fix.Query().Where(entfix.ID(id)).Only(ctx)
		if err != nil {
			return err
		}
		out.StoredFix = fixFrom(row)
		m, err := w.journeyMap(ctx)
		if err != nil {
			return err
		}
		out.Map = m.Map
		fix := measure.DayOf(out.ShippedAt)
		days := [2]time.Time{(fix - measure.Day(7*o.BeforeWeeks)).Start(), (fix + measure.Day(max(o.LagDays, 7)+7*o.AfterWeeks)).Start()}
		volume, err := w.volume(ctx, days, now)
		if err != nil {
			return err
		}
		breaks, err := w.breaks(ctx, out.Fix, days, now)
		if err != nil {
			return err
		}
		out.fill(volume, breaks)
		return nil
	})
	if err != nil {
		return FixRows{}, fmt.Errorf("what was heard around fix %s: %w", id, err)
	}
	return out, nil
}

// fill puts the complaints of each break beside the volume. Neighbours are compared within the
// scope of the fix only, so their rows tell no location of the same side of it from another:
// there may be many neighbours.
func (r *FixRows) fill(volume []track.Row, breaks []brokenDays) {
	r.Rows = volume
	sides := sidesOf(r.Fix, volume)
	small := sides.rows(volume)
	for _, b := range breaks {
		switch {
		case b.own:
			r.Clusters, r.Rows = b.clusters, beside(volume, b.rows)
		case track.Near(r.Map, r.Seam, b.seam) != "":
			r.Neighbours = append(r.Neighbours, track.Neighbour{
				ClusterID: b.clusters[0], Title: b.title, Seam: b.seam, Rows: beside(small, sides.rows(b.rows)),
			})
		}
	}
}

// brokenDays is the complaints about one break, in rows without a volume.
type brokenDays struct {
	own      bool // the break that the fix is to mend
	clusters []uuid.UUID
	title    string
	seam     journey.Seam
	rows     []track.Row
}

// cell is what a row is about.
type cell struct {
	day                       measure.Day
	source, channel, location string
}

func cellOf(r track.Row) cell { return cell{r.Day, r.Source, r.Channel, r.Location} }

// beside returns the rows of a volume with the complaints of others.
func beside(volume, complaints []track.Row) []track.Row {
	counts := make(map[cell]int, len(complaints))
	for _, r := range complaints {
		counts[cellOf(r)] = r.Complaints
	}
	out := slices.Clone(volume)
	for i, r := range out {
		out[i].Complaints = counts[cellOf(r)]
	}
	return out
}

// sides stand for the locations on either side of a fix.
type sides struct {
	fix           track.Fix
	with, without string
}

func sidesOf(f track.Fix, volume []track.Row) sides {
	s := sides{fix: f}
	if len(f.Locations) == 0 {
		return s
	}
	s.with = f.Locations[0]
	for _, r := range volume {
		if r.Location != "" && !slices.Contains(f.Locations, r.Location) {
			s.without = r.Location
			break
		}
	}
	return s
}

// of returns the location that stands for one.
func (s sides) of(location string) string {
	switch {
	case len(s.fix.Locations) == 0 || location == "":
		return ""
	case slices.Contains(s.fix.Locations, location):
		return s.with
	default:
		return s.without
	}
}

// rows adds up the rows of each side, without channels that the fix leaves alone, sorted as the
// rows are.
func (s sides) rows(rows []track.Row) []track.Row {
	var out []track.Row
	at := map[cell]int{}
	for _, r := range rows {
		if len(s.fix.Channels) > 0 && !slices.Contains(s.fix.Channels, r.Channel) {
			continue
		}
		r.Location = s.of(r.Location)
		i, known := at[cellOf(r)]
		if !known {
			i = len(out)
			at[cellOf(r)] = i
			out = append(out, r)
			continue
		}
		out[i].Complaints += r.Complaints
		out[i].Volume += r.Volume
	}
	return out
}

const volumeSQL = `
SELECT (occurred_at AT TIME ZONE 'UTC')::date, source, channel, location_id, count(*)
FROM interactions WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND occurred_at <= $4 AND received_at <= $4
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`

// volume counts the interactions of some days by day, source, channel and location.
func (w *Work) volume(ctx context.Context, days [2]time.Time, now time.Time) ([]track.Row, error) {
	rows, err := w.tx.Query(ctx, volumeSQL, w.tenant, days[0], days[1], now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r track.Row, err error) {
		var day time.Time
		err = row.Scan(&day, &r.Source, &r.Channel, &r.Location, &r.Volume)
		r.Day = measure.DayOf(day)
		return r, err
	})
}

// breaksSQL takes all clusters of the fix's break as one, whose key is the zero UUID, and every
// other cluster by itself.
const breaksSQL = `
WITH broken AS (
  SELECT c.id, c.from_touchpoint, c.to_touchpoint, coalesce(c.reading->>'title', '') AS title,
    c.from_touchpoint = $5 AND c.to_touchpoint = $6 AND ($7 = '' OR c.failure_mode = $7) AS own
  FROM clusters c WHERE c.tenant_id = $1 AND c.retired_at IS NULL
), told AS (
  SELECT DISTINCT CASE WHEN b.own THEN ` + nilUUID + ` ELSE b.id END AS key, m.interaction_id
  FROM broken b JOIN mentions m ON m.tenant_id = $1 AND m.cluster_id = b.id
), counted AS (
  SELECT t.key, jsonb_build_object('day', (i.occurred_at AT TIME ZONE 'UTC')::date,
    'source', i.source, 'channel', i.channel, 'location', i.location_id, 'complaints', count(*)) AS cell
  FROM told t JOIN interactions i ON i.tenant_id = $1 AND i.id = t.interaction_id
  WHERE i.occurred_at >= $2 AND i.occurred_at < $3 AND i.occurred_at <= $4 AND i.received_at <= $4
  GROUP BY t.key, (i.occurred_at AT TIME ZONE 'UTC')::date, i.source, i.channel, i.location_id
), days AS (SELECT key, jsonb_agg(cell) AS cells FROM counted GROUP BY key)
SELECT bool_or(b.own), array_agg(b.id ORDER BY b.id), min(b.title), min(b.from_touchpoint), min(b.to_touchpoint), d.cells
FROM broken b JOIN days d ON d.key = CASE WHEN b.own THEN ` + nilUUID + ` ELSE b.id END
GROUP BY d.key, d.cells ORDER BY d.key`

// breaks counts the interactions of some days that complain, by break, day, source, channel and
// location.
func (w *Work) breaks(ctx context.Context, f track.Fix, days [2]time.Time, now time.Time) ([]brokenDays, error) {
	rows, err := w.tx.Query(ctx, breaksSQL, w.tenant, days[0], days[1], now, f.Seam.From, f.Seam.To, string(f.Mode))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (b brokenDays, err error) {
		var data []byte
		if err := row.Scan(&b.own, &b.clusters, &b.title, &b.seam.From, &b.seam.To, &data); err != nil {
			return b, err
		}
		return b, json.Unmarshal(data, &b.rows)
	})
}
