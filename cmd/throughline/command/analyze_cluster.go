package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/google/uuid"

	"github.com/throughline-cx/throughline/server/group"
	"github.com/throughline-cx/throughline/server/ingest"
	"github.com/throughline-cx/throughline/server/understand"
)

// grouping groups what analyze found, in the order of the input. Its lines are printed at the
// end: which cluster a mention is in is sure only when all have come.
type grouping struct {
	state  *group.State
	kinds  bool // there is no journey map: the sides are kinds
	lines  [][]byte
	placed [][]uuid.UUID // of each line, the ids of its mentions
}

func newGrouping(kinds bool) *grouping {
	settings := group.Default
	if kinds {
		settings = group.Kinds
	}
	return &grouping{state: group.NewStateWith(settings), kinds: kinds}
}

// add groups the mentions of one interaction, whose line is kept. Interactions are told apart by
// their place in the input: an external id that comes twice is two.
func (g *grouping) add(in ingest.Interaction, mentions []understand.Mention, line []byte) {
	place := fmt.Sprintf("%08d", len(g.lines))
	ids := make([]uuid.UUID, len(mentions))
	members := make([]group.Member, len(mentions))
	for i, m := range mentions {
		if g.kinds {
			m.From, m.To = m.FromKind, m.ToKind
		}
		ids[i] = group.MentionID(place, in.ExternalID, m.Ordinal)
		members[i] = group.Member{
			ID: ids[i], InteractionID: group.Derive("interaction", place), SourceSystem: place, ExternalID: in.ExternalID,
			Channel: in.Channel, Mention: m, // without a time, so that the order of the input counts
		}
	}
	g.state.Step(members)
	g.lines, g.placed = append(g.lines, line), append(g.placed, ids)
}

// write prints the lines, each mention with its cluster.
func (g *grouping) write(out *bufio.Writer) error {
	g.state.Consolidate()
	for i, line := range g.lines {
		var given understand.GivenLine
		if err := json.Unmarshal(line, &given); err != nil {
			return err
		}
		for n, id := range g.placed[i] {
			if cluster, in := g.state.ClusterOf(id); in {
				given.Mentions[n].ClusterID = cluster.String()
			}
		}
		data, err := json.Marshal(given)
		if err != nil {
			return err
		}
		if _, err := out.Write(append(data, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// readGiven reads the mentions that a file gives, by external id.
func readGiven(path string) (map[string][]understand.GivenMention, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string][]understand.GivenMention{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, ingest.MaxLine)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var line understand.GivenLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out[line.ExternalID] = line.Mentions
	}
	return out, lines.Err()
}
