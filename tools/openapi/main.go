// Command openapi joins the OpenAPI documents that protoc-gen-openapiv3 writes, one for each
// proto file, to the one document of the HTTP door.
//
// The plugin names path parameters after proto fields, "/v1/tenants/{name}/alerts/{name_1}", so
// that one resource gets several paths; here they are named after what they hold,
// "/v1/tenants/{tenant}/alerts/{alert}". What the plugin cannot know is added: how a call
// authenticates, and that streams are lines of JSON.
//
//	openapi PARTS OUT    joins every *.json under PARTS into OUT and removes PARTS
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: openapi PARTS OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

func run(parts, out string) error {
	documents, err := read(parts)
	if err != nil {
		return err
	}
	joined, err := join(documents)
	if err != nil {
		return err
	}
	if err := describe(joined); err != nil {
		return err
	}
	data, err := json.MarshalIndent(joined, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, append(data, '\n'), 0o644); err != nil {
		return err
	}
	return os.RemoveAll(parts)
}

// object is a JSON object.
type object = map[string]any

// read returns every document under a folder, sorted by path.
func read(folder string) ([]object, error) {
	var out []object
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var document object
		if err := json.Unmarshal(data, &document); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, document)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("no document in %s", folder)
	}
	return out, err
}
