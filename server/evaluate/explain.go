package evaluate

import (
	"fmt"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/alert"
)

// Explain says how a cluster stands to the policy at the instant of the last evaluation, as
// Advance judges it, and what would change that. It changes nothing. An error means that no
// living cluster has this id.
func (s *State) Explain(cluster uuid.UUID, c Config) (alert.Explanation, error) {
	found, alive := s.groups.Cluster(cluster)
	if !alive {
		return alert.Explanation{}, fmt.Errorf("cluster %s has no mentions", cluster)
	}
	run := s.run(c, "")
	return c.Policy.Explain(s.Alert(cluster), run.subject(found), run.look(found, s.at).figures), nil
}
