package doors

import (
	"encoding/json"
	"io"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// writeJSON says how answers look as JSON, at every door. Numbers, flags and lists are written
// even when they are zero or empty: a reader of JSON has no schema at hand to tell "0 customers"
// from "not counted". Messages that are not set, and optional fields, are left out.
var writeJSON = protojson.MarshalOptions{EmitDefaultValues: true}

// marshaler reads and writes JSON at the gateway.
type marshaler struct {
	runtime.JSONPb
	lenient map[protoreflect.FullName]bool
}

func newMarshaler(lenient []proto.Message) *marshaler {
	m := &marshaler{JSONPb: runtime.JSONPb{MarshalOptions: writeJSON}, lenient: map[protoreflect.FullName]bool{}}
	for _, message := range lenient {
		m.lenient[message.ProtoReflect().Descriptor().FullName()] = true
	}
	return m
}

// StreamContentType says what a stream of answers is: JSON, one message a line.
func (m *marshaler) StreamContentType(any) string { return "application/x-ndjson" }

// NewDecoder reads one message after the other from r.
func (m *marshaler) NewDecoder(r io.Reader) runtime.Decoder {
	d := &decoder{json: json.NewDecoder(r), lenient: m.lenient}
	d.body, _ = r.(*body)
	return d
}

type decoder struct {
	json    *json.Decoder
	body    *body // nil when the reader is something else
	lenient map[protoreflect.FullName]bool
}

// Decode implements runtime.Decoder. Unknown fields are errors: who writes JSON by hand would
// not find a misspelt threshold otherwise. Each message of a stream has the limit to itself, and what
// was read ahead with the one before comes on top.
func (d *decoder) Decode(v any) error {
	if d.body != nil {
		d.body.next()
	}
	var options protojson.UnmarshalOptions
	if message, ok := v.(proto.Message); ok {
		options.DiscardUnknown = d.lenient[message.ProtoReflect().Descriptor().FullName()]
	}
	return runtime.DecoderWrapper{Decoder: d.json, UnmarshalOptions: options}.Decode(v)
}
