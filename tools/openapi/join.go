package main

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// join puts paths, schemas and tags of all documents into one. The same path may come from
// several, with different methods; the same schema must be equal wherever it comes from.
func join(documents []object) (object, error) {
	paths, schemas, tags := object{}, object{}, []any{}
	for _, d := range documents {
		for path, item := range child(d, "paths") {
			if err := addPath(paths, path, item.(object)); err != nil {
				return nil, err
			}
		}
		for name, schema := range child(child(d, "components"), "schemas") {
			if old, ok := schemas[name]; ok && !reflect.DeepEqual(old, schema) {
				return nil, fmt.Errorf("schema %s is defined in two ways", name)
			}
			schemas[name] = schema
		}
		if more, ok := d["tags"].([]any); ok {
			tags = append(tags, more...)
		}
	}
	return object{
		"openapi":    documents[0]["openapi"],
		"paths":      paths,
		"components": object{"schemas": schemas},
		"tags":       tags,
	}, nil
}

// child returns an object inside an object, empty where there is none.
func child(parent object, key string) object {
	c, _ := parent[key].(object)
	return c
}

// addPath adds the methods of one path under the path's proper name.
func addPath(paths object, path string, item object) error {
	renamed, names := rename(path)
	target, ok := paths[renamed].(object)
	if !ok {
		target = object{}
		paths[renamed] = target
	}
	for method, operation := range item {
		if _, taken := target[method]; taken {
			return fmt.Errorf("%s %s is defined twice", method, renamed)
		}
		nameParameters(operation.(object), names)
		target[method] = operation
	}
	return nil
}

var parameter = regexp.MustCompile(`([A-Za-z]+)s/\{([^}]+)\}`)

// rename names each parameter of a path after the collection before it, and returns the new
// names by the old ones.
func rename(path string) (string, map[string]string) {
	names := map[string]string{}
	renamed := parameter.ReplaceAllStringFunc(path, func(s string) string {
		m := parameter.FindStringSubmatch(s)
		names[m[2]] = m[1]
		return m[1] + "s/{" + m[1] + "}"
	})
	return renamed, names
}

// nameParameters gives an operation's path parameters their new names.
func nameParameters(operation object, names map[string]string) {
	parameters, _ := operation["parameters"].([]any)
	for _, p := range parameters {
		p := p.(object)
		name, _ := p["name"].(string)
		if p["in"] == "path" {
			p["name"] = names[name]
			p["description"] = "Id of the " + words(names[name]) + "."
		}
	}
}

var hump = regexp.MustCompile(`[A-Z]`)

// words turns lowerCamel into words.
func words(camel string) string {
	return hump.ReplaceAllStringFunc(camel, func(s string) string { return " " + strings.ToLower(s) })
}
