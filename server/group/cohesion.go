package group

import "github.com/google/uuid"

// Cohesion says how far the members of a cluster agree, each figure 0 to 1.
type Cohesion struct {
	Members int
	Seam    float64  // see Cluster.Seam
	Mode    float64  // share of the members' evidence that names the cluster's failure mode
	Wording float64  // how near their vectors are to their mean; 0 when none has one
	Drag    []Scored // up to five members that fit least, the worst first
}

// Cohesion says how far the members of a cluster agree; false for one that does not live.
func (s *State) Cohesion(cluster uuid.UUID) (Cohesion, bool) {
	c, alive := s.byID[cluster]
	if !alive {
		return Cohesion{}, false
	}
	out := Cohesion{Members: len(c.Members)}
	_, out.Seam = c.Seam()
	_, out.Mode = c.Mode()
	out.Wording = min(dot(c.centre, c.centre), 1)
	if len(c.Members) < 2 {
		return out, true
	}
	members := make([]Scored, 0, len(c.Members))
	for _, id := range memberIDs(c) {
		p := s.places[id]
		s.take(p)
		x := s.score(c, p)
		s.insert(c, p)
		x.ClusterID, x.Score = c.ID, -x.Score
		members = append(members, x)
	}
	for _, x := range top(members, shownNearest) {
		x.Score = -x.Score
		out.Drag = append(out.Drag, x)
	}
	return out, true
}

// memberIDs returns the mentions of a cluster.
func memberIDs(c *Cluster) []uuid.UUID {
	ids := make([]uuid.UUID, len(c.Members))
	for i := range c.Members {
		ids[i] = c.Members[i].ID
	}
	return ids
}
