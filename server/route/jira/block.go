package jira

import (
	"encoding/json"
	"errors"
	"strings"
)

// The marks around our part of a description. A paragraph is a mark only when it says just this: what
// people add to one makes it theirs, and our part is written anew at the end.
const (
	beginMark = "▼ Throughline keeps what follows up to date, down to its other mark. What you write above or below stays."
	endMark   = "▲ Down to here it is kept by Throughline."
)

func isBegin(n node) bool { return says(n, beginMark) }

func isEnd(n node) bool { return says(n, endMark) }

func says(n node, mark string) bool {
	return n.Type == "paragraph" && strings.Join(strings.Fields(plainText(n.Content)), " ") == mark
}

// merge puts our part into a description, in the place of the one that is there, else at its end. All
// else stays as it is, nodes of kinds that we do not know too. It is unchanged when our part says already what it should.
func merge(description json.RawMessage, ours []node) (merged json.RawMessage, changed bool, err error) {
	fields, content, err := open(description)
	if err != nil {
		return nil, false, err
	}
	fresh := make([]json.RawMessage, len(ours))
	for i, n := range ours {
		if fresh[i], err = json.Marshal(n); err != nil {
			return nil, false, err
		}
	}
	nodes := make([]node, len(content))
	for i, raw := range content {
		_ = json.Unmarshal(raw, &nodes[i]) // a node of another form is no mark, and stays
	}
	begin, end, found := between(nodes)
	switch {
	case !found:
		content = append(content, fresh...)
	case plainText(nodes[begin:end+1]) == plainText(ours):
		return description, false, nil
	default:
		content = append(append(append([]json.RawMessage{}, content[:begin]...), fresh...), content[end+1:]...)
	}
	if fields["content"], err = json.Marshal(content); err != nil {
		return nil, false, err
	}
	merged, err = json.Marshal(fields)
	return merged, true, err
}

// open returns a description's fields and its nodes, as they are; those of an empty one for none.
func open(description json.RawMessage) (fields map[string]json.RawMessage, content []json.RawMessage, err error) {
	if len(description) == 0 || string(description) == "null" {
		return map[string]json.RawMessage{"type": json.RawMessage(`"doc"`), "version": json.RawMessage("1")}, nil, nil
	}
	unknown := errors.New("the issue's description is no document that we know; it stays as it is")
	var kind string
	if json.Unmarshal(description, &fields) != nil || json.Unmarshal(fields["type"], &kind) != nil || kind != "doc" {
		return nil, nil, unknown
	}
	if raw := fields["content"]; len(raw) > 0 && json.Unmarshal(raw, &content) != nil {
		return nil, nil, unknown
	}
	return fields, content, nil
}

// between returns the places of the first two marks that belong together: with no other between them.
func between(nodes []node) (begin, end int, found bool) {
	begin = -1
	for i, n := range nodes {
		switch {
		case isBegin(n):
			begin = i
		case isEnd(n) && begin >= 0:
			return begin, i, true
		}
	}
	return 0, 0, false
}
