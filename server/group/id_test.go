package group_test

import (
	"testing"

	"github.com/throughline-cx/throughline/server/group"
)

func TestIDsArePermanent(t *testing.T) {
	mention := group.MentionID("zendesk", "4711", 0)
	if got, want := mention.String(), "021b9a56-419f-539f-a968-43417eba69d2"; got != want {
		t.Errorf("mention id %s, want %s: ids must never change", got, want)
	}
	if got, want := group.ClusterID(mention).String(), "686f6278-2e0b-5b27-94d3-dadf6f0eaa51"; got != want {
		t.Errorf("cluster id %s, want %s: ids must never change", got, want)
	}
}

func TestIDsDiffer(t *testing.T) {
	if group.MentionID("a", "bc", 0) == group.MentionID("ab", "c", 0) {
		t.Error("parts run into each other")
	}
	if group.MentionID("a", "b", 0) == group.MentionID("a", "b", 1) {
		t.Error("two mentions of one interaction share an id")
	}
	if m := group.MentionID("a", "b", 0); group.ClusterID(m) == m {
		t.Error("a cluster has its founder's id")
	}
}
