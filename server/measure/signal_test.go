package measure_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-cx/throughline/server/journey"
	"github.com/throughline-cx/throughline/server/measure"
)

// many returns complaints of n customers over the sources in turn.
func many(n int, sources ...string) []complaint {
	out := make([]complaint, n)
	for i := range out {
		out[i] = complaint{day: i % 7, customer: fmt.Sprint("c", i), account: fmt.Sprint("a", i), location: "s", source: sources[i%len(sources)]}
	}
	return out
}

func TestSignalStrength(t *testing.T) {
	for _, tc := range []struct {
		name       string
		complaints []complaint
		want       measure.Strength
	}{
		{"many voices of several sources", many(20, "call", "chat"), measure.Strong},
		{"one source alone is never strong", many(20, "call"), measure.Moderate},
		{"some voices", many(8, "call", "chat"), measure.Moderate},
		{"hardly any", many(3, "call", "chat"), measure.Weak},
	} {
		t.Run(tc.name, func(t *testing.T) {
			seam := newWorld(t, tc.complaints...).read(6, 7).Signal[0]
			if seam.Name != measure.AspectSeam || seam.Strength != tc.want {
				t.Errorf("%s is %s (%s), want %s", seam.Name, seam.Strength, seam.Reason, tc.want)
			}
			for _, s := range seam.SubScores {
				if s.Score < 0 || s.Score > 1 {
					t.Errorf("sub-score %s is %v", s.Name, s.Score)
				}
			}
		})
	}
}

func TestSignalIsMixedWhereMembersDisagree(t *testing.T) {
	w := newWorld(t, many(20, "call", "chat")...)
	members := w.cluster.Members
	for i, mode := range journey.FailureModes {
		for j := i; j < len(members); j += len(journey.FailureModes) {
			members[j].Mode = journey.Certain(string(mode), 0.95)
		}
	}
	w.cluster = together(t, members)
	signal := w.read(6, 7).Signal
	if signal[0].Strength != measure.Strong || signal[1].Strength != measure.Mixed {
		t.Errorf("seam %s, mode %s; want strong at the seam, mixed on the mode", signal[0].Strength, signal[1].Strength)
	}
	if !strings.Contains(signal[1].Reason, "20 voices from 2 sources") {
		t.Errorf("reason %q", signal[1].Reason)
	}
}
