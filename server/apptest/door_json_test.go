package apptest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/rpc/errdetails" // errors hold them
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// jsonDoor calls through the JSON gateway as the methods' http rules say.
type jsonDoor struct {
	client *http.Client
	base   string // "http://127.0.0.1:…"
}

func (d jsonDoor) call(ctx context.Context, key string, m protoreflect.MethodDescriptor, requests []proto.Message, each func(proto.Message) bool) error {
	verb, path, body, err := httpRequest(m, requests)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, verb, d.base+path, body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	response, err := d.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if m.IsStreamingServer() {
		return readStream(response.Body, m, each)
	}
	if response.StatusCode != http.StatusOK {
		return jsonError(response)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	reply := newMessage(m.Output())
	if err := protojson.Unmarshal(text, reply); err != nil {
		return fmt.Errorf("an answer that is not as the schema says: %w", err)
	}
	each(reply)
	return nil
}

// readStream reads one answer a line, or an error.
func readStream(r io.Reader, m protoreflect.MethodDescriptor, each func(proto.Message) bool) error {
	lines := json.NewDecoder(r)
	for {
		var line struct{ Result, Error json.RawMessage }
		if err := lines.Decode(&line); err != nil {
			return err
		}
		if line.Error != nil {
			return statusOf(line.Error)
		}
		reply := newMessage(m.Output())
		if err := protojson.Unmarshal(line.Result, reply); err != nil {
			return err
		}
		if !each(reply) {
			return nil
		}
	}
}

// jsonError reads a google.rpc.Status; its code and that of HTTP must say the same.
func jsonError(response *http.Response) error {
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	err = statusOf(text)
	if want := runtime.HTTPStatusFromCode(status.Code(err)); want != response.StatusCode {
		return fmt.Errorf("HTTP status %d does not fit %s", response.StatusCode, err.Error()) // not err: its code would pass
	}
	return err
}

func statusOf(text []byte) error {
	s := &spb.Status{}
	if err := protojson.Unmarshal(text, s); err != nil {
		return fmt.Errorf("an error that is no google.rpc.Status: %w: %s", err, text)
	}
	return status.FromProto(s).Err()
}

var variable = regexp.MustCompile(`\{([a-z_.]+)(=[^}]*)?\}`)

// httpRequest puts a request into path, query and body, as AIP-127 says.
func httpRequest(m protoreflect.MethodDescriptor, requests []proto.Message) (verb, path string, body io.Reader, err error) {
	rule := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	switch p := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		verb, path = http.MethodGet, p.Get
	case *annotations.HttpRule_Post:
		verb, path = http.MethodPost, p.Post
	case *annotations.HttpRule_Put:
		verb, path = http.MethodPut, p.Put
	case *annotations.HttpRule_Patch:
		verb, path = http.MethodPatch, p.Patch
	case *annotations.HttpRule_Delete:
		verb, path = http.MethodDelete, p.Delete
	default:
		return "", "", nil, errors.New("no http rule")
	}
	first := requests[0].ProtoReflect()
	used := map[string]bool{}
	path = variable.ReplaceAllStringFunc(path, func(v string) string {
		field := variable.FindStringSubmatch(v)[1]
		used[strings.Split(field, ".")[0]] = true
		return fieldAt(first, field)
	})
	var text bytes.Buffer
	switch rule.GetBody() {
	case "":
	case "*":
		for _, r := range requests {
			if err := appendJSON(&text, r); err != nil {
				return "", "", nil, err
			}
		}
		return verb, path, &text, nil
	default:
		used[rule.GetBody()] = true
		inner := first.Get(first.Descriptor().Fields().ByName(protoreflect.Name(rule.GetBody()))).Message().Interface()
		if err := appendJSON(&text, inner); err != nil {
			return "", "", nil, err
		}
	}
	return verb, path + query(first, used), &text, nil
}

func appendJSON(to *bytes.Buffer, m proto.Message) error {
	text, err := protojson.Marshal(m)
	to.Write(append(text, '\n'))
	return err
}

// fieldAt returns the string at a path of fields.
func fieldAt(m protoreflect.Message, path string) string {
	name, rest, deeper := strings.Cut(path, ".")
	value := m.Get(m.Descriptor().Fields().ByName(protoreflect.Name(name)))
	if deeper {
		return fieldAt(value.Message(), rest)
	}
	return value.String()
}

// query holds what stands neither in path nor in body.
func query(m protoreflect.Message, used map[string]bool) string {
	values := url.Values{}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		name := string(f.Name())
		switch {
		case used[name]:
		case f.IsList():
			for i := range v.List().Len() {
				values.Add(name, scalar(f, v.List().Get(i)))
			}
		case f.Message() != nil:
			switch m := v.Message().Interface().(type) {
			case *fieldmaskpb.FieldMask:
				values.Set(name, strings.Join(m.GetPaths(), ","))
			case *timestamppb.Timestamp:
				values.Set(name, m.AsTime().Format(time.RFC3339Nano))
			default:
				panic(fmt.Sprintf("a query cannot hold %T", m))
			}
		default:
			values.Set(name, scalar(f, v))
		}
		return true
	})
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

func scalar(f protoreflect.FieldDescriptor, v protoreflect.Value) string {
	if f.Enum() != nil {
		return string(f.Enum().Values().ByNumber(v.Enum()).Name())
	}
	return fmt.Sprint(v.Interface())
}
