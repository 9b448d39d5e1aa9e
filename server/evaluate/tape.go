package evaluate

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// Tape is a tenant's history, grouped once: what was in each cluster at each instant. Any policy
// can be judged over it, see Simulate. Put in what came in with Advance and Decide, in the order
// in which it did.
//
// Grouping is that of State.Advance itself. Accounts, locations and records are taken as the
// facts know them now, since nobody keeps what they were.
type Tape struct {
	state    *State
	config   Config
	instants []time.Time
	moved    []int // the instants that are the first of a UTC day
	tracks   []*trail
	byID     map[uuid.UUID]*trail
	mentions map[uuid.UUID]taped
	crowded  bool // the complaints know which of them may be copies of each other
}

// taped is what a mention adds to a complaint.
type taped struct {
	interaction uuid.UUID
	ordinal     int
	quote       string
}

// trail is one cluster's way through the tape.
type trail struct {
	id     uuid.UUID
	inside map[uuid.UUID][]uuid.UUID // mentions by interaction, as of the last step
	steps  []trailStep
	said   []*measure.Complaint // every complaint that ever was in it
}

// trailStep is a change of a cluster at an instant.
type trailStep struct {
	at                      int   // index into the tape's instants
	place                   int64 // in the order in which clusters are judged: by birth; among those that are gone, by when they went
	in                      []*measure.Complaint
	out                     []uuid.UUID // interactions
	seam                    journey.Seam
	mode                    journey.FailureMode
	bounced                 bool
	consistency, confidence float64
	confirmed               bool
	members                 int
	gone                    bool
	into                    uuid.UUID // of one that is gone: the living cluster where its id leads; uuid.Nil for none
	heirs                   []*trail  // the clusters that merged into it since the last instant
}

// NewTape returns an empty tape. It adds to the facts what Advance brings.
func NewTape(m *journey.Map, facts *measure.Facts) *Tape {
	t := &Tape{config: Config{Map: m}, byID: map[uuid.UUID]*trail{}, mentions: map[uuid.UUID]taped{}}
	t.state = NewState()
	t.state.facts, t.state.tape = facts, t
	return t
}

// Advance records what came in up to an instant, as State.Advance takes it.
func (t *Tape) Advance(now time.Time, arrivals []Arrival) { t.state.Advance(now, arrivals, t.config) }

// Decide records what a person decided after the last instant. Errors are those of
// group.State.Decide; the tape is then as it was.
func (t *Tape) Decide(d group.Decision) error {
	_, err := t.state.Decide(d, t.config)
	return err
}

// Mentions returns how many mentions are on the tape.
func (t *Tape) Mentions() int { return len(t.mentions) }

// Span returns the first and the last instant; zero when there is none.
func (t *Tape) Span() (first, last time.Time) {
	if len(t.instants) == 0 {
		return first, last
	}
	return t.instants[0], t.instants[len(t.instants)-1]
}

// record notes what changed since the last instant.
func (t *Tape) record(a *advance, now time.Time) {
	at := len(t.instants)
	if at == 0 || measure.DayOf(now) != measure.DayOf(t.instants[at-1]) {
		t.moved = append(t.moved, at)
	}
	t.instants = append(t.instants, now)
	changed := map[*trail][]uuid.UUID{} // interactions
	var order []*trail
	touch := func(cluster uuid.UUID, interactions ...uuid.UUID) {
		if cluster == uuid.Nil {
			return
		}
		k := t.track(cluster)
		if _, seen := changed[k]; !seen {
			order = append(order, k)
		}
		changed[k] = append(changed[k], interactions...)
	}
	ended := map[*trail][]*trail{} // by the cluster that their alerts go on in
	for _, e := range a.delta.Events[a.taped:] {
		touch(e.FromClusterID)
		touch(e.ClusterID)
		if heir, leaves := heirOf(e); leaves {
			from, to := t.track(e.FromClusterID), t.track(heir)
			ended[to] = append(ended[to], append(ended[from], from)...)
		}
		for _, id := range e.MentionIDs {
			in := t.mention(id, a.groups).interaction
			t.leave(e.FromClusterID, id, in)
			t.join(e.ClusterID, id, in)
			touch(e.FromClusterID, in)
			touch(e.ClusterID, in)
		}
	}
	a.taped = len(a.delta.Events)
	for _, c := range a.groups.Clusters() { // touched by a decision that moved nothing
		if len(a.touched) == 0 {
			break
		}
		if _, seen := changed[t.byID[c.ID]]; a.touched[c.ID] && !seen {
			touch(c.ID)
		}
	}
	clear(a.touched)
	for i, k := range order {
		t.step(k, a, trailStep{at: at, place: int64(i), heirs: ended[k]}, changed[k])
	}
}

func (t *Tape) track(id uuid.UUID) *trail {
	k, known := t.byID[id]
	if !known {
		k = &trail{id: id, inside: map[uuid.UUID][]uuid.UUID{}}
		t.byID[id] = k
		t.tracks = append(t.tracks, k)
	}
	return k
}

func (t *Tape) mention(id uuid.UUID, groups *group.State) taped {
	m, known := t.mentions[id]
	if !known {
		s, _ := groups.Stored(id)
		m = taped{s.Member.InteractionID, s.Member.Ordinal, s.Member.Quote.Text}
		t.mentions[id] = m
	}
	return m
}

func (t *Tape) leave(cluster, mention, interaction uuid.UUID) {
	if k, ok := t.byID[cluster]; ok {
		k.inside[interaction] = slices.DeleteFunc(k.inside[interaction], func(id uuid.UUID) bool { return id == mention })
		if len(k.inside[interaction]) == 0 {
			delete(k.inside, interaction)
		}
	}
}

func (t *Tape) join(cluster, mention, interaction uuid.UUID) {
	if k, ok := t.byID[cluster]; ok && !slices.Contains(k.inside[interaction], mention) {
		k.inside[interaction] = append(k.inside[interaction], mention)
	}
}

// step adds a step to a trail with what became of the cluster, given the interactions of which mentions
// came or went.
func (t *Tape) step(k *trail, a *advance, s trailStep, interactions []uuid.UUID) {
	seen := make(map[uuid.UUID]bool, len(interactions))
	for _, id := range interactions {
		if seen[id] {
			continue
		}
		seen[id] = true
		if c := t.complaint(k.inside[id], id, a.facts); c != nil {
			s.in, k.said = append(s.in, c), append(k.said, c)
		} else {
			s.out = append(s.out, id)
		}
	}
	if c, alive := a.groups.Cluster(k.id); alive {
		s.place = c.Lineage.BornAt
		s.seam, s.consistency = c.Seam()
		s.mode, _ = c.Mode()
		s.bounced, s.members = c.Bounced(), len(c.Members)
		s.confidence = c.Confidence()
		s.confirmed = len(a.groups.Decisions()) > 0 && confirmed(a.groups, c)
	} else {
		s.gone = true
		if into, leads := a.groups.Resolve(k.id); leads {
			s.into = into
		}
	}
	k.steps = append(k.steps, s)
	t.crowded = false
}

// complaint returns what an interaction says with some of its mentions; nil with none.
func (t *Tape) complaint(mentions []uuid.UUID, interaction uuid.UUID, facts *measure.Facts) *measure.Complaint {
	in, known := facts.Interaction(interaction)
	if len(mentions) == 0 || !known {
		return nil
	}
	slices.SortFunc(mentions, func(a, b uuid.UUID) int { return t.mentions[a].ordinal - t.mentions[b].ordinal })
	quotes := make([]string, len(mentions))
	for i, id := range mentions {
		quotes[i] = t.mentions[id].quote
	}
	c := measure.NewComplaint(in, quotes)
	return &c
}

// crowd finds the complaints that may be copies of each other, once for whatever is simulated.
func (t *Tape) crowd() {
	if t.crowded {
		return
	}
	for _, k := range t.tracks {
		measure.Crowd(k.said)
	}
	t.crowded = true
}
