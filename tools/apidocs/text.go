package main

import (
	"fmt"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
)

// comment returns a comment as Markdown: what the proto file indents by one blank is text, an
// indented list stays one.
func comment(c protogen.Comments) string {
	lines := strings.Split(strings.TrimSpace(string(c)), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.TrimPrefix(line, " "), " ")
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "<", "&lt;")
}

// cell returns text that fits a cell of a table.
func cell(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "|", `\|`)), " ")
}

// about returns what a field's comment says, after whether it must be or cannot be set, and before
// the rules that the server checks.
func about(f *protogen.Field) string {
	var parts []string
	if o := f.Oneof; o != nil && !o.Desc.IsSynthetic() {
		parts = append(parts, fmt.Sprintf("*One of `%s`.*", o.Desc.Name()))
	}
	behaviours, _ := proto.GetExtension(f.Desc.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	for _, b := range []struct {
		is   annotations.FieldBehavior
		word string
	}{
		{annotations.FieldBehavior_REQUIRED, "*Required.*"},
		{annotations.FieldBehavior_OUTPUT_ONLY, "*Only in answers.*"},
		{annotations.FieldBehavior_INPUT_ONLY, "*Never in answers.*"},
		{annotations.FieldBehavior_IMMUTABLE, "*Set once.*"},
	} {
		if slices.Contains(behaviours, b.is) {
			parts = append(parts, b.word)
		}
	}
	parts = append(parts, comment(f.Comments.Leading))
	if rules := rulesOf(f); rules != "" {
		parts = append(parts, "`"+rules+"`")
	}
	return strings.Join(parts, " ")
}

// rulesOf returns the rules that the server checks, as protovalidate writes them.
func rulesOf(f *protogen.Field) string {
	rules, _ := proto.GetExtension(f.Desc.Options(), validate.E_Field).(*validate.FieldRules)
	if rules == nil {
		return ""
	}
	text, err := prototext.MarshalOptions{}.Marshal(rules)
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text)), " ") // prototext varies its blanks
}

// bindings returns the HTTP methods and paths of a method.
func bindings(m *protogen.Method) []string {
	rule, _ := proto.GetExtension(m.Desc.Options(), annotations.E_Http).(*annotations.HttpRule)
	if rule == nil {
		return nil
	}
	var out []string
	for _, r := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
		switch p := r.GetPattern().(type) {
		case *annotations.HttpRule_Get:
			out = append(out, "GET "+p.Get)
		case *annotations.HttpRule_Post:
			out = append(out, "POST "+p.Post)
		case *annotations.HttpRule_Put:
			out = append(out, "PUT "+p.Put)
		case *annotations.HttpRule_Patch:
			out = append(out, "PATCH "+p.Patch)
		case *annotations.HttpRule_Delete:
			out = append(out, "DELETE "+p.Delete)
		}
	}
	return out
}
