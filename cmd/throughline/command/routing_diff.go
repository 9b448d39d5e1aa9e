package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// identities are the fields of a resource that say which one it is and when it changed, and nothing
// of what it does.
var identities = []protoreflect.Name{"name", "etag", "version", "created_at", "updated_at"}

// differences compares what two messages of a kind say, by the fields' names. A message that is nil
// says nothing.
func differences(before, after proto.Message) ([]difference, error) {
	old, err := said(before)
	if err != nil {
		return nil, err
	}
	now, err := said(after)
	if err != nil {
		return nil, err
	}
	paths := slices.AppendSeq(slices.Collect(maps.Keys(old)), maps.Keys(now))
	slices.Sort(paths)
	var out []difference
	for _, path := range slices.Compact(paths) {
		if old[path] != now[path] {
			out = append(out, difference{path, old[path], now[path]})
		}
	}
	return out, nil
}

// said returns what a message says, by path.
func said(m proto.Message) (map[string]string, error) {
	m = proto.Clone(m)
	fields := m.ProtoReflect().Descriptor().Fields()
	for _, name := range identities {
		if f := fields.ByName(name); f != nil {
			m.ProtoReflect().Clear(f)
		}
	}
	data, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	out := map[string]string{}
	flatten("", tree, out)
	return out, nil
}

func printDifferences(s Streams, prefix string, list []difference) {
	for _, d := range list {
		switch {
		case d.before == "":
			fmt.Fprintf(s.Out, "+ %s%s: %s\n", prefix, d.path, d.after)
		case d.after == "":
			fmt.Fprintf(s.Out, "- %s%s: %s\n", prefix, d.path, d.before)
		default:
			fmt.Fprintf(s.Out, "~ %s%s: %s -> %s\n", prefix, d.path, d.before, d.after)
		}
	}
}
