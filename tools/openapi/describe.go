package main

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "github.com/throughline-cx/throughline/gen/go/throughline/v1" // registers the services
)

const about = `The HTTP door of Throughline. Field names may be sent as lowerCamelCase or as in the proto files.

Every error is a google.rpc.Status whose details hold a google.rpc.ErrorInfo; throughline.v1.ErrorReason lists the reasons.`

// describe adds what the plugin cannot know.
func describe(document object) error {
	document["info"] = object{
		"title": "Throughline API", "version": "v1", "description": about,
		"license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
	}
	document["servers"] = []any{object{"url": "/"}}
	child(document, "components")["securitySchemes"] = object{
		"apiKey": object{"type": "http", "scheme": "bearer", "description": "An API key, tl_live_…"},
	}
	document["security"] = []any{object{"apiKey": []any{}}}
	for path, item := range child(document, "paths") {
		for method, operation := range item.(object) {
			if err := describeStream(operation.(object)); err != nil {
				return fmt.Errorf("%s %s: %w", method, path, err)
			}
		}
	}
	return nil
}

// describeStream says of a streamed body that it is one JSON object a line.
func describeStream(operation object) error {
	id, _ := operation["operationId"].(string)
	method, err := methodOf(id)
	if err != nil {
		return err
	}
	if method.IsStreamingClient() {
		lines(child(operation, "requestBody"))
	}
	if method.IsStreamingServer() {
		ok := child(child(operation, "responses"), "200")
		lines(ok)
		media := child(child(ok, "content"), "application/x-ndjson")
		media["schema"] = object{
			"type":        "object",
			"description": "One line of the stream: a result, or the error that ends it.",
			"properties": object{
				"result": media["schema"],
				"error":  object{"$ref": "#/components/schemas/google.rpc.Status"},
			},
		}
	}
	return nil
}

// lines moves a body's schema to the media type of lines of JSON.
func lines(body object) {
	content := child(body, "content")
	content["application/x-ndjson"] = content["application/json"]
	delete(content, "application/json")
}

// methodOf finds the method of an operation id, "AlertService_WatchAlerts".
func methodOf(operation string) (protoreflect.MethodDescriptor, error) {
	service, name, _ := strings.Cut(operation, "_")
	full := protoreflect.FullName("throughline.v1." + service + "." + name)
	d, err := protoregistry.GlobalFiles.FindDescriptorByName(full)
	if err != nil {
		return nil, err
	}
	method, ok := d.(protoreflect.MethodDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is no method", full)
	}
	return method, nil
}
