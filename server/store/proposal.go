package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/throughline-cx/throughline/server/group"
)

// ProposalState says what became of a proposal.
type ProposalState string

// The closed set of proposal states.
const (
	ProposalOpen      ProposalState = "open"
	ProposalApproved  ProposalState = "approved"
	ProposalDeclined  ProposalState = "declined"  // by another reviewer
	ProposalWithdrawn ProposalState = "withdrawn" // by whoever proposed it
)

// ErrOwnProposal means that a reviewer wants to approve what they proposed themselves.
var ErrOwnProposal = errors.New("one's own proposal")

// ErrAnswered means that a proposal is not open any more.
var ErrAnswered = errors.New("not open any more")

// Proposal is a decision that one reviewer proposes and another one approves or declines.
type Proposal struct {
	ID           uuid.UUID
	Decision     group.Decision // Actor and Reason are the proposer's, At is when it was proposed
	State        ProposalState
	Reviewer     string // resource name of the API key; empty while it is open
	ReviewReason string
	ReviewedAt   time.Time // zero while it is open
	DecisionID   uuid.UUID // what came of it; uuid.Nil unless it was approved
}

// storedExpectation is the JSON of an Expected.
type storedExpectation struct {
	Mention uuid.UUID `json:"mention"`
	Cluster uuid.UUID `json:"cluster"`
	ETag    string    `json:"etag"`
}

// Propose stores a proposal with the etags that what it names has now, and an entry in the audit
// log. A repeated request gets what the first one made. ErrNotFound when something that it names is
// not there.
func (s *Store) Propose(ctx context.Context, tenant string, d group.Decision, r Request, audit AuditEntry) (Proposal, error) {
	var out Proposal
	id, err := uuid.NewV7()
	if err != nil {
		return out, err
	}
	err = s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		earlier, repeated, err := w.once(ctx, r, id)
		if err != nil {
			return err
		}
		if repeated {
			out, err = w.proposal(ctx, earlier)
			return err
		}
		if err := w.addProposal(ctx, id, d); err != nil {
			return err
		}
		audit.Resource = fmt.Sprintf("tenants/%s/decisionProposals/%s", w.tenant, id)
		if err := w.addAudit(ctx, audit); err != nil {
			return err
		}
		out, err = w.proposal(ctx, id)
		return err
	})
	if err != nil {
		return Proposal{}, fmt.Errorf("propose a decision: %w", err)
	}
	return out, nil
}

func (w *Work) addProposal(ctx context.Context, id uuid.UUID, d group.Decision) error {
	expected, err := w.expectations(ctx, d)
	if err != nil {
		return err
	}
	documents, err := marshalEach([]any{append([]uuid.UUID{}, d.Mentions...), append([]uuid.UUID{}, d.Clusters...), expected})
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(ctx, `INSERT INTO decision_proposals (tenant_id, id, kind, mentions, cluster_id, clusters, title, expected, proposer, reason, at)
		VALUES ($1, $2, $3, $4, nullif($5, `+nilUUID+`), $6, $7, $8, $9, $10, $11)`,
		w.tenant, id, string(d.Kind), documents[0], d.Cluster, documents[1], d.Title, documents[2], d.Actor, d.Reason, d.At)
	return err
}

// expectations returns the present etags of what a decision names.
func (w *Work) expectations(ctx context.Context, d group.Decision) ([]storedExpectation, error) {
	clusters := slices.Clone(d.Clusters)
	if d.Cluster != uuid.Nil {
		clusters = append(clusters, d.Cluster)
	}
	rows, err := w.tx.Query(ctx, `
		SELECT id, true, revision FROM mentions WHERE tenant_id = $1 AND id = ANY($2)
		UNION ALL SELECT id, false, revision FROM clusters WHERE tenant_id = $1 AND id = ANY($3) ORDER BY 2, 1`, w.tenant, d.Mentions, clusters)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (e storedExpectation, err error) {
		var id uuid.UUID
		var mention bool
		var revision int64
		err = row.Scan(&id, &mention, &revision)
		e.ETag = etagOf(revision)
		if mention {
			e.Mention = id
		} else {
			e.Cluster = id
		}
		return e, err
	})
}

// Proposed gives an order what its proposal says. The proposal stays locked until the turn ends.
// ErrNotFound when there is no such proposal, ErrAnswered when it is not open, ErrOwnProposal when
// the order's actor made it.
func (t *Turn) Proposed(ctx context.Context, o Order) (Order, error) {
	p, err := t.lockOpen(ctx, o.Proposal)
	if err != nil {
		return o, err
	}
	if p.Decision.Actor == o.Decision.Actor {
		return o, ErrOwnProposal
	}
	var document []byte
	err = t.tx.QueryRow(ctx, `SELECT expected FROM decision_proposals WHERE tenant_id = $1 AND id = $2`, t.tenant, p.ID).Scan(&document)
	if err != nil {
		return o, err
	}
	var expected []storedExpectation
	if err := json.Unmarshal(document, &expected); err != nil {
		return o, err
	}
	o.Expected = column(expected, func(e storedExpectation) Expected {
		return Expected{Mention: e.Mention, Cluster: e.Cluster, ETag: e.ETag}
	})
	id, at := o.Decision.ID, o.Decision.At
	o.Decision = p.Decision
	o.Decision.ID, o.Decision.At = id, at
	return o, nil
}

// Approve notes that a proposal was carried out.
func (t *Turn) Approve(ctx context.Context, p Proposal) error {
	p.State = ProposalApproved
	return t.answer(ctx, p)
}

// DeclineProposal declines an open proposal, or withdraws it when its own proposer says so, with an
// entry in the audit log. A repeated request gets the proposal as it is. ErrNotFound when there is
// none, ErrAnswered when it is not open.
func (s *Store) DeclineProposal(ctx context.Context, tenant string, p Proposal, r Request, audit AuditEntry) (Proposal, error) {
	var out Proposal
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		_, repeated, err := w.once(ctx, r, p.ID)
		if err != nil {
			return err
		}
		if !repeated {
			open, err := w.lockOpen(ctx, p.ID)
			if err != nil {
				return err
			}
			p.State = ProposalDeclined
			if open.Decision.Actor == p.Reviewer {
				p.State = ProposalWithdrawn
			}
			if err := w.answer(ctx, p); err != nil {
				return err
			}
			if err := w.addAudit(ctx, audit); err != nil {
				return err
			}
		}
		out, err = w.proposal(ctx, p.ID)
		return err
	})
	if err != nil {
		return Proposal{}, fmt.Errorf("decline proposal %s: %w", p.ID, err)
	}
	return out, nil
}

func (w *Work) answer(ctx context.Context, p Proposal) error {
	_, err := w.tx.Exec(ctx, `UPDATE decision_proposals SET state = $3, reviewer = $4, review_reason = $5, reviewed_at = $6, decision_id = nullif($7, `+nilUUID+`)
		WHERE tenant_id = $1 AND id = $2`, w.tenant, p.ID, string(p.State), p.Reviewer, p.ReviewReason, p.ReviewedAt, p.DecisionID)
	return err
}

// lockOpen reads an open proposal for update.
func (w *Work) lockOpen(ctx context.Context, id uuid.UUID) (Proposal, error) {
	found, err := w.proposals(ctx, `WHERE p.tenant_id = $1 AND p.id = $2 FOR UPDATE`, w.tenant, id)
	switch {
	case err != nil:
		return Proposal{}, err
	case len(found) == 0:
		return Proposal{}, ErrNotFound
	case found[0].State != ProposalOpen:
		return Proposal{}, fmt.Errorf("it is %s: %w", found[0].State, ErrAnswered)
	}
	return found[0], nil
}

// GetProposal returns a proposal, or ErrNotFound.
func (s *Store) GetProposal(ctx context.Context, tenant string, id uuid.UUID) (Proposal, error) {
	var out Proposal
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.proposal(ctx, id)
		return err
	})
	return out, err
}

func (w *Work) proposal(ctx context.Context, id uuid.UUID) (Proposal, error) {
	found, err := w.proposals(ctx, `WHERE p.tenant_id = $1 AND p.id = $2`, w.tenant, id)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Proposal{}, fmt.Errorf("proposal %s: %w", id, err)
	}
	return found[0], nil
}

// ListProposals returns a page of proposals, the latest first, those in one state only unless it is
// empty. The position of a proposal is its Decision.At and ID.
func (s *Store) ListProposals(ctx context.Context, tenant string, state ProposalState, page Page) ([]Proposal, error) {
	var out []Proposal
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) (err error) {
		out, err = w.proposals(ctx, `WHERE p.tenant_id = $1 AND ($2 = '' OR p.state = $2)
			AND ($3::timestamptz IS NULL OR (p.at, p.id) < ($3, $4))
			ORDER BY p.at DESC, p.id DESC LIMIT $5`, w.tenant, string(state), page.afterTime(), page.After.ID, page.Size)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	return out, nil
}

// CountProposals returns how many proposals are in each state.
func (s *Store) CountProposals(ctx context.Context, tenant string) (map[ProposalState]int, error) {
	out := map[ProposalState]int{}
	err := s.InTx(ctx, tenant, func(ctx context.Context, w *Work) error {
		clear(out)
		rows, err := w.tx.Query(ctx, `SELECT state, count(*) FROM decision_proposals WHERE tenant_id = $1 GROUP BY state`, w.tenant)
		if err != nil {
			return err
		}
		var state string
		var n int
		_, err = pgx.ForEachRow(rows, []any{&state, &n}, func() error {
			out[ProposalState(state)] = n
			return nil
		})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count proposals: %w", err)
	}
	return out, nil
}

func (w *Work) proposals(ctx context.Context, where string, args ...any) ([]Proposal, error) {
	rows, err := w.tx.Query(ctx, `SELECT p.id, p.kind, p.mentions, coalesce(p.cluster_id, `+nilUUID+`), p.clusters, p.title, p.proposer, p.reason, p.at,
		p.state, p.reviewer, p.review_reason, p.reviewed_at, coalesce(p.decision_id, `+nilUUID+`) FROM decision_proposals p `+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p Proposal, err error) {
		var mentions, clusters []byte
		var reviewed *time.Time
		d := &p.Decision
		err = row.Scan(&p.ID, &d.Kind, &mentions, &d.Cluster, &clusters, &d.Title, &d.Actor, &d.Reason, &d.At,
			&p.State, &p.Reviewer, &p.ReviewReason, &reviewed, &p.DecisionID)
		if err != nil {
			return p, err
		}
		d.At, p.ReviewedAt = d.At.UTC(), orZero(reviewed)
		if err := json.Unmarshal(mentions, &d.Mentions); err != nil {
			return p, err
		}
		return p, json.Unmarshal(clusters, &d.Clusters)
	})
}
