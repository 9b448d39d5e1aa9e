package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/understand"
)

// Reread is what a turn knows of the tenant's open rereading.
type Reread struct {
	Rereading Rereading
	History   evaluate.History

	read map[uuid.UUID][]understand.Mention // what was found in each interaction that was read
}

// Reread reads the tenant's history as it is live and as the open rereading found it;
// ErrNotFound when none is open. An interaction that was not read, because it came in
// meanwhile, keeps the mentions that it has.
func (t *Turn) Reread(ctx context.Context) (r Reread, err error) {
	if err = t.takeLong(ctx); err != nil {
		return r, err
	}
	if r.Rereading, err = t.openRereading(ctx, "FOR UPDATE"); err != nil {
		return r, err
	}
	r.History = evaluate.History{Model: r.Rereading.Model}
	if r.History.Live, err = t.parts(ctx, grouped+` OR `+rereadFound); err != nil {
		return r, err
	}
	if r.read, err = t.reread(ctx); err != nil {
		return r, err
	}
	if r.History.Arrivals, err = t.history(ctx, r.History.Live.Groups.Members, r.read); err != nil {
		return r, err
	}
	return r, nil
}

// takeLong gives the turn the time that a long history takes. A process that hangs still loses
// the tenant's lock in the end.
func (t *Turn) takeLong(ctx context.Context) error {
	_, err := t.tx.Exec(ctx, `SELECT set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $1, true)`,
		milliseconds(longTurn))
	return err
}

// longTurn bounds one statement, and the pause between two, of a turn with a rereading.
const longTurn = 10 * time.Minute

// rereadFound is true of an interaction i in which the rereading found something.
const rereadFound = `EXISTS (SELECT FROM reread_interactions x WHERE x.tenant_id = i.tenant_id AND x.interaction_id = i.id AND x.mentions <> '[]')`

// history returns the interactions with mentions in either reading, with those that count.
func (t *Turn) history(ctx context.Context, live []group.Stored, read map[uuid.UUID][]understand.Mention) ([]evaluate.Arrival, error) {
	mentions := map[uuid.UUID][]understand.Mention{}
	for _, m := range live {
		id := m.Member.InteractionID
		if _, again := read[id]; !again {
			mentions[id] = append(mentions[id], m.Member.Mention)
		}
	}
	for id, found := range read {
		if len(found) > 0 {
			mentions[id] = found
		}
	}
	ids := make([]uuid.UUID, 0, len(mentions))
	for id := range mentions {
		ids = append(ids, id)
	}
	arrivals, err := t.interactionFacts(ctx, ids)
	for i := range arrivals {
		arrivals[i].Mentions = mentions[arrivals[i].Interaction.ID]
	}
	return arrivals, err
}

// ApplyRereading makes what a rereading found live, all of it in the turn's transaction: the
// mentions of every interaction that was read are replaced, everything is grouped as came of
// it, and the alerts' changes and deliveries are saved as after an evaluation. It returns the
// rereading as it has ended. What other processes keep of the tenant is stale afterwards.
func (t *Turn) ApplyRereading(ctx context.Context, r Reread, c evaluate.Config, made evaluate.Rereading) (Rereading, error) {
	e := Evaluated{At: t.EvaluatedAt, Config: c, Delta: made.Delta}
	for _, step := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"clusters", func(ctx context.Context) error { return t.saveClusters(ctx, e) }},
		{"readings", func(ctx context.Context) error { return t.saveReadings(ctx, e) }},
		{"mentions", func(ctx context.Context) error { return t.replaceMentions(ctx, r, made) }},
		{"grouping", func(ctx context.Context) error { return t.saveGrouping(ctx, e) }},
		{"decisions", func(ctx context.Context) error { return t.rewriteDecisions(ctx, made.Decisions) }},
		{"lineage", func(ctx context.Context) error { return t.saveLineage(ctx, e) }},
		{"alerts", func(ctx context.Context) error { return t.saveAlerts(ctx, e) }},
		{"log", func(ctx context.Context) error { return t.logEvaluation(ctx, e) }},
	} {
		if err := step.run(ctx); err != nil {
			return Rereading{}, fmt.Errorf("apply rereading: %s: %w", step.name, err)
		}
	}
	ended, err := t.endRereading(ctx, r.Rereading, RereadingApplied, &made.Diff)
	if err != nil {
		return Rereading{}, fmt.Errorf("apply rereading: %w", err)
	}
	return ended, nil
}

// replaceMentions puts the mentions of what was read in the place of those that are there, in the
// clusters that the rereading says. Interactions that are still in the pipeline are left alone:
// their turn comes.
func (t *Turn) replaceMentions(ctx context.Context, r Reread, made evaluate.Rereading) error {
	read := make([]uuid.UUID, 0, len(r.read))
	for id := range r.read {
		read = append(read, id)
	}
	if _, err := t.tx.Exec(ctx, `DELETE FROM mentions WHERE tenant_id = $1 AND interaction_id = ANY($2)`, t.tenant, read); err != nil {
		return err
	}
	var rows []mentionRow
	var placed []group.Stored
	for _, m := range made.Members {
		if _, again := r.read[m.Member.InteractionID]; !again {
			continue
		}
		in := StoredInteraction{ID: m.Member.InteractionID}
		in.SourceSystem, in.ExternalID = m.Member.SourceSystem, m.Member.ExternalID
		row, err := newMentionRow(in, m.Member.Mention)
		if err != nil {
			return err
		}
		rows, placed = append(rows, row), append(placed, m)
	}
	for batch := range slices.Chunk(rows, mentionsAtOnce) {
		if err := t.insertMentions(ctx, batch); err != nil {
			return err
		}
	}
	if err := t.place(ctx, placed, stayed(placed, made.Decisions, r.Rereading.Model)); err != nil {
		return err
	}
	return t.revise(ctx, column(placed, func(m group.Stored) uuid.UUID { return m.Member.ID }))
}

// stayed says of mentions why they are where their place was before it was read again.
func stayed(placed []group.Stored, decisions []group.Decided, model string) map[uuid.UUID]storedGrouping {
	rejected := map[uuid.UUID]bool{}
	for _, d := range decisions {
		for _, id := range d.Mentions {
			rejected[id] = d.Kind == group.Reject
		}
	}
	out := make(map[uuid.UUID]storedGrouping, len(placed))
	for _, m := range placed {
		why := storedGrouping{Kind: group.Joined, Reason: "stays where it was when model " + model + " read its text again"}
		switch {
		case rejected[m.Member.ID]:
			why.Kind = group.Rejected
		case m.ClusterID == uuid.Nil:
			why.Kind = group.Held
		}
		out[m.Member.ID] = why
	}
	return out
}

// mentionsAtOnce is how many mentions one statement inserts.
const mentionsAtOnce = 1000
