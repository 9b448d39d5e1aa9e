package group

import (
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// The reasons for which a decision is refused. Errors wrap one of them and say more.
var (
	ErrUnknown   = errors.New("is not known")
	ErrNoChange  = errors.New("nothing to change")
	ErrInvalid   = errors.New("is not valid")
	ErrStoodUpon = errors.New("a later decision stands on it")
)

// Decide carries out what a person decided, and returns what it did; a Confirm of mentions that
// stay where they are does nothing but hold from now on. A decision that names a mention or
// cluster that is not known (ErrUnknown), that leaves something out (ErrInvalid) or that changes
// nothing (ErrNoChange) is refused, and the State is as it was.
func (s *State) Decide(d Decision) ([]Event, error) {
	done := deciding{State: s, Decided: Decided{Decision: d, Number: s.decided + 1}}
	if err := done.check(); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Kind, err)
	}
	if d.Kind == Merge {
		done.Kept = memberIDs(done.clusters[0])
	}
	done.carryOut()
	done.Events = s.taken()
	done.Placed = make([]uuid.UUID, len(done.Mentions))
	for i, m := range done.Mentions {
		done.Placed[i], _ = s.ClusterOf(m)
	}
	s.decided++
	s.decisions = append(s.decisions, done.Decided)
	s.bounds.bind(&done.Decided)
	for _, c := range s.clusters {
		c.Title = s.bounds.titles[c.ID]
	}
	return done.Events, nil
}

// Decisions returns the decisions in force, in order of Number.
func (s *State) Decisions() []Decided { return slices.Clone(s.decisions) }

// deciding is one decision on its way.
type deciding struct {
	*State
	Decided
	places   []*place
	target   *Cluster   // nil when the decision names none
	clusters []*Cluster // for merge, the oldest first
}

// check looks up everything that the decision names.
func (d *deciding) check() error {
	if err := d.checkMentions(); err != nil {
		return err
	}
	if d.Decided.Cluster != uuid.Nil {
		id, alive := d.Resolve(d.Decided.Cluster)
		if !alive {
			return fmt.Errorf("cluster %s %w, or has no mentions any more", d.Decided.Cluster, ErrUnknown)
		}
		d.target, d.Decided.Cluster = d.byID[id], id
	}
	switch d.Kind {
	case Confirm:
		return d.checkConfirm()
	case Move:
		return d.checkMove()
	case Reject, Hold:
		return d.checkOut()
	case Cut:
		return d.checkCut()
	case Merge:
		return d.checkMerge()
	case Rename:
		return d.checkRename()
	}
	return fmt.Errorf("kind %q %w", d.Kind, ErrInvalid)
}

func (d *deciding) checkMentions() error {
	named := d.Kind != Merge && d.Kind != Rename
	if named != (len(d.Mentions) > 0) {
		return fmt.Errorf("mentions: %d %w; confirm, move, reject, split and hold need at least one, merge and rename none", len(d.Mentions), ErrInvalid)
	}
	seen := map[uuid.UUID]bool{}
	for _, id := range d.Mentions {
		p, known := d.State.places[id]
		if !known {
			return fmt.Errorf("mention %s %w, or was not grouped yet", id, ErrUnknown)
		}
		if seen[id] {
			return fmt.Errorf("mention %s twice %w", id, ErrInvalid)
		}
		seen[id] = true
		d.places = append(d.places, p)
	}
	return nil
}

func (d *deciding) checkConfirm() error {
	for _, p := range d.places {
		there := p.cluster != nil && (d.target == nil || p.cluster == d.target)
		if !there || !d.Confirmed(p.member.ID) {
			return nil
		}
	}
	return fmt.Errorf("%w: all mentions are confirmed where they are", ErrNoChange)
}

func (d *deciding) checkMove() error {
	if d.target == nil {
		return fmt.Errorf("cluster: none %w; name the one to move to", ErrInvalid)
	}
	if !slices.ContainsFunc(d.places, func(p *place) bool { return p.cluster != d.target }) {
		return fmt.Errorf("%w: all mentions are in cluster %s already", ErrNoChange, d.target.ID)
	}
	return nil
}

func (d *deciding) checkOut() error {
	if !slices.ContainsFunc(d.places, func(p *place) bool { return d.bounds.out[p.member.ID] != d.Kind }) {
		return fmt.Errorf("%w: this was decided of all mentions", ErrNoChange)
	}
	return nil
}

func (d *deciding) checkCut() error {
	if d.target == nil {
		return fmt.Errorf("cluster: none %w; name the one to split", ErrInvalid)
	}
	for _, p := range d.places {
		if p.cluster != d.target {
			return fmt.Errorf("mention %s %w: it is not in cluster %s", p.member.ID, ErrInvalid, d.target.ID)
		}
	}
	if len(d.places) == len(d.target.Members) {
		return fmt.Errorf("%w: these are all mentions of cluster %s", ErrNoChange, d.target.ID)
	}
	return nil
}

func (d *deciding) checkMerge() error {
	for i, id := range d.Decided.Clusters {
		alive, ok := d.Resolve(id)
		if !ok {
			return fmt.Errorf("cluster %s %w, or has no mentions any more", id, ErrUnknown)
		}
		d.Decided.Clusters = slices.Clone(d.Decided.Clusters)
		d.Decided.Clusters[i] = alive
		if c := d.byID[alive]; !slices.Contains(d.clusters, c) {
			d.clusters = append(d.clusters, c)
		}
	}
	if len(d.Decided.Clusters) < 2 {
		return fmt.Errorf("clusters: %d %w; name two or more", len(d.Decided.Clusters), ErrInvalid)
	}
	if len(d.clusters) < 2 {
		return fmt.Errorf("%w: these are one cluster already", ErrNoChange)
	}
	slices.SortFunc(d.clusters, compareClusters)
	return nil
}

func (d *deciding) checkRename() error {
	if d.target == nil {
		return fmt.Errorf("cluster: none %w; name the one to rename", ErrInvalid)
	}
	if d.target.Title == d.Title {
		return fmt.Errorf("%w: the title is %q", ErrNoChange, d.Title)
	}
	return nil
}
